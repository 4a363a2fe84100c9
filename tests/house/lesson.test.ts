import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LessonTimeline } from "../../src/contract/routes/recording.ts";
import { SegmentRecord } from "../../src/contract/spool.ts";
import type { z } from "zod";
import { furnish } from "../../src/cli/demo-furnish.ts";
import type { HouseClient } from "../../src/platform/house-client.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { type Simulator, simulatedCameras, startSimulator } from "../../src/simulator/index.ts";
import { framesOf, type NumberedFrame } from "../fixture/frames.ts";
import { type RunningHouse, startHouse, until } from "../fixture/running-house.ts";

/**
 * One real lesson with four cameras over real RTSP: one stalls, one is killed and comes back, one loses
 * packets. LIUHEN_LESSON_SECONDS=600 makes it the ten-minute lesson; 60 is enough to see everything.
 */
const lessonMs = Number(process.env["LIUHEN_LESSON_SECONDS"] ?? "60") * 1_000;
const startsInMs = 12_000;
const stall = { camera: "C02", atMs: 15_000, forMs: lessonMs >= 120_000 ? 20_000 : 14_000 };
const kill = { camera: "C03", atMs: 20_000, forMs: 8_000 };
const loss = { camera: "C01", atMs: 30_000, packets: 40 };

let simulator: Simulator;
let house: RunningHouse;
let client: HouseClient;
let timeline: z.infer<typeof LessonTimeline>;
let lessonStartMs = 0;

beforeAll(async () => {
  simulator = await startSimulator({
    cameras: simulatedCameras(4),
    host: "127.0.0.1",
    port: 0,
    clock: systemClock,
  });
  house = await startHouse();
  client = house.client();
  const admin = { login: "admin", password: "Correct-Horse-9-Battery" };
  const furnished = await furnish(client, {
    root: house.root,
    admin,
    cameraPort: simulator.port,
    startsInMs,
    lastsMs: lessonMs,
  });
  const { lessonId, startMs } = furnished.lesson;
  lessonStartMs = startMs;
  await systemClock.sleep(startMs - systemClock.now());
  simulator.plan({
    camera: stall.camera,
    fault: { kind: "stall" },
    atMs: stall.atMs,
    forMs: stall.forMs,
  });
  simulator.plan({
    camera: kill.camera,
    fault: { kind: "kill" },
    atMs: kill.atMs,
    forMs: kill.forMs,
  });
  simulator.plan({
    camera: loss.camera,
    stream: "main",
    fault: { kind: "loss", percent: 0, packets: loss.packets, seed: 1 },
    atMs: loss.atMs,
  });
  await systemClock.sleep(lessonMs + 4_000);
  // A long lesson outlives the idle limit of a sign-in.
  await client.call("sign-in.open", { body: admin });
  await until(
    async () =>
      (timeline = await client.call("timeline.read", { params: { lessonId }, query: {} })).sealed,
    60_000,
    "the lesson is sealed",
  );
}, lessonMs + 180_000);

afterAll(async () => {
  await house?.[Symbol.asyncDispose]();
  await simulator?.stop();
});

const gapsOf = (label: string) =>
  timeline.cameras
    .find((camera) => camera.label === label)
    ?.streams.find((line) => line.stream === "main")?.gaps ?? [];

describe("a lesson with a stalled, a killed and a lossy camera", () => {
  test("the gaps of the lesson are shown for the record", () => {
    for (const label of ["C01", "C02", "C03", "C04"]) {
      for (const gap of gapsOf(label))
        console.log(
          `${label} ${gap.cause} from ${gap.startMs - lessonStartMs} to ${gap.endMs - lessonStartMs} ms ${JSON.stringify(gap.facts)}`,
        );
    }
    console.log(
      `injected: stall ${stall.camera} ${stall.atMs}+${stall.forMs}, kill ${kill.camera} ${kill.atMs}+${kill.forMs}, loss ${loss.camera} ${loss.atMs}`,
    );
    expect(timeline.cameras.length).toBe(4);
  });

  test("[S0-5.2.1, S0-5.4.2] the stalled camera has one gap of the stall's length, called stalled", () => {
    const gaps = gapsOf(stall.camera).filter((gap) => gap.endMs - gap.startMs > 1_000);
    expect(gaps.map((gap) => gap.cause)).toEqual(["stalled"]);
    expectNear(gaps[0], lessonStartMs + stall.atMs, lessonStartMs + stall.atMs + stall.forMs);
  });

  test("[S0-5.2.1, S0-6.1c] the killed camera has one gap, called disconnected or unreachable, and resumes by itself", () => {
    const gaps = gapsOf(kill.camera).filter((gap) => gap.endMs - gap.startMs > 1_000);
    expect(gaps.length).toBeGreaterThan(0);
    expect(gaps.every((gap) => ["disconnected", "unreachable"].includes(gap.cause))).toBe(true);
    const whole = { startMs: gaps[0]?.startMs ?? 0, endMs: gaps.at(-1)?.endMs ?? 0 };
    expect(Math.abs(whole.startMs - (lessonStartMs + kill.atMs))).toBeLessThanOrEqual(1_500);
    expect(whole.endMs - (lessonStartMs + kill.atMs + kill.forMs)).toBeLessThanOrEqual(10_000);
  });

  test("[S0-5.2.1] the lossy camera has short gaps with the packets counted, and they cover the whole loss", () => {
    const gaps = gapsOf(loss.camera);
    expect(gaps.length).toBeGreaterThan(0);
    expect(gaps.every((gap) => gap.cause === "packets-lost" || gap.cause === "late-start")).toBe(
      true,
    );
    const counted = gaps.reduce((sum, gap) => sum + (gap.facts["packets"] ?? 0), 0);
    // Sound shares the line: its packets are among those lost.
    expect(counted).toBeGreaterThanOrEqual(loss.packets / 4);
  });

  test("[S0-5.2.1] the camera without a fault has no gap", () => {
    expect(gapsOf("C04")).toEqual([]);
  });

  test.each(["C01", "C02", "C03", "C04"])(
    "[S0-3b] every frame of %s outside its gaps is present, once and in order",
    (label) => {
      const frames = framesOf(house.root, label, "main");
      expect(frames.length).toBeGreaterThan((lessonMs / 1_000) * 25 * 0.5);
      const holes = holesOf(frames);
      expect(
        frames.every((frame, at) => at === 0 || frame.frame > (frames[at - 1]?.frame ?? -1)),
      ).toBe(true);
      const explained = gapsOf(label);
      for (const hole of holes) {
        const gap = explained.find(
          (one) => one.startMs - 1_000 <= hole.fromMs && one.endMs + 1_000 >= hole.toMs,
        );
        expect(
          gap,
          `frames ${hole.first}–${hole.last} of ${label} are missing outside any gap`,
        ).toBeDefined();
      }
    },
  );

  test("[S0-7, S0-8.2] originals lie in their partition under the official name", () => {
    const found = spawnSync("find", [`${house.root}/vault`, "-name", "*.mp4"], { encoding: "utf8" })
      .stdout.trim()
      .split("\n");
    expect(found.length).toBeGreaterThan(20);
    expect(
      found.every(
        (path) =>
          /\/日常教学\/\d{4}\/【\d{4}-\d{2}-\d{2}】心肺复苏实训 - 2024 级临床本科 - 张 XX-1 号实训室\/C0\d\/[^/]+_S\d{4}\.mp4$/.test(
            path,
          ) || path.includes("创伤救护实训"),
      ),
    ).toBe(true);
  });

  test("[S0-3b] check and verify find nothing to say", () => {
    const check = liuhen("check", house.root);
    expect(check.status, check.stdout + check.stderr).toBe(0);
    const folder = `${house.root}/exported`;
    const exported = liuhen("export-ledger", folder);
    expect(exported.status, exported.stderr).toBe(0);
    const verified = liuhen("verify", folder);
    expect(verified.status, verified.stdout + verified.stderr).toBe(0);
    expect(readFileSync(`${folder}/checkpoint`, "utf8")).toMatch(/^liuhen\//);
  });
});

describe("somebody tampers with what was kept", () => {
  test.each([
    ["one bit of a segment is flipped", "changed", flipBit],
    ["a segment is deleted", "missing", hide],
    ["a segment is renamed", "renamed", rename],
    ["a segment is cut short", "truncated", cutShort],
  ] as const)("[S0-3b] %s: found and named by its id", (_, code, tamper) => {
    const victim = oneSegment(house.root);
    const mend = tamper(victim.media);
    try {
      const check = liuhen("check", house.root);
      expect(check.status).toBe(1);
      expect(
        check.stdout.split("\n").some((line) => line.startsWith(code) && line.includes(victim.id)),
        check.stdout,
      ).toBe(true);
    } finally {
      mend();
    }
  });

  test("[S0-3b] one database row is edited by the database's superuser: found and named by its id", async () => {
    await using admin = await connectAsSuperuser(house.root);
    const { rows } = await admin.query(
      "select segment_id, end_ms from catalogue.segment order by segment_id limit 1",
    );
    const { segment_id: id, end_ms: endMs } = rows[0];
    await admin.query("update catalogue.segment set end_ms = end_ms + 1000 where segment_id = $1", [
      id,
    ]);
    const check = liuhen("check", house.root);
    await admin.query("update catalogue.segment set end_ms = $2 where segment_id = $1", [
      id,
      endMs,
    ]);
    expect(check.status).toBe(1);
    expect(check.stdout).toContain(id);
  });

  test("[S0-3b] the ledger is truncated by the database's superuser: found by check, and by verify in what was exported", async () => {
    const folder = `${house.root}/exported`;
    const lines = readFileSync(`${folder}/entries.jsonl`, "utf8").trimEnd().split("\n");
    writeFileSync(`${folder}/entries.jsonl`, `${lines.slice(0, -3).join("\n")}\n`);
    const verified = liuhen("verify", folder);
    expect(verified.status).toBe(65);
    expect(verified.stdout + verified.stderr).toContain(String(lines.length - 3));
    await using admin = await connectAsSuperuser(house.root);
    await admin.query("set session_replication_role = replica");
    await admin.query(
      "delete from ledger.sequence where index >= (select max(index) - 3 from ledger.sequence)",
    );
    const check = liuhen("check", house.root);
    expect(check.status).toBe(1);
    expect(check.stdout).toMatch(/^ledger/m);
  });
});

function oneSegment(root: string): { id: string; media: string } {
  const file =
    readdirSync(`${root}/vault`, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".segment.json"))
      .toSorted()[3] ?? "";
  const record = SegmentRecord.parse(JSON.parse(readFileSync(`${root}/vault/${file}`, "utf8")));
  return {
    id: record.segmentId,
    media: `${root}/vault/${file.replace(/\.segment\.json$/, ".mp4")}`,
  };
}

function flipBit(path: string): () => void {
  const bytes = readFileSync(path);
  const changed = Buffer.from(bytes);
  changed[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  return swap(path, changed, bytes);
}

function cutShort(path: string): () => void {
  const bytes = readFileSync(path);
  return swap(path, bytes.subarray(0, -100), bytes);
}

function swap(path: string, wrong: Uint8Array, right: Uint8Array): () => void {
  chmodSync(path, 0o600);
  writeFileSync(path, wrong);
  return () => writeFileSync(path, right);
}

function hide(path: string): () => void {
  renameSync(path, `${house.root}/hidden.mp4`);
  return () => renameSync(`${house.root}/hidden.mp4`, path);
}

function rename(path: string): () => void {
  const other = path.replace(/_S\d{4}/, "_S9999");
  renameSync(path, other);
  return () => renameSync(other, path);
}

async function connectAsSuperuser(root: string): Promise<pg.Client & AsyncDisposable> {
  const { superuser } = JSON.parse(readFileSync(`${root}/keys/database.json`, "utf8"));
  const url = new URL(JSON.parse(readFileSync(`${root}/run/database.json`, "utf8")).appUrl);
  url.username = "postgres";
  url.password = superuser;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}

function expectNear(
  gap: { startMs: number; endMs: number } | undefined,
  startMs: number,
  endMs: number,
): void {
  expect(gap).toBeDefined();
  expect(Math.abs((gap?.startMs ?? 0) - startMs)).toBeLessThanOrEqual(1_000);
  // A camera that comes back is seen at the house's next call, and playable from its next key frame.
  expect(Math.abs((gap?.endMs ?? 0) - endMs)).toBeLessThanOrEqual(3_000);
}

function holesOf(frames: readonly NumberedFrame[]) {
  return frames.flatMap((frame, at) => {
    const before = frames[at - 1];
    if (before === undefined || frame.frame === before.frame + 1) return [];
    return [
      { first: before.frame + 1, last: frame.frame - 1, fromMs: before.atMs, toMs: frame.atMs },
    ];
  });
}

function liuhen(...args: string[]) {
  const cli = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
  return spawnSync(process.execPath, [cli, ...args], {
    encoding: "utf8",
    env: { ...process.env, LIUHEN_HOUSE: house.root },
  });
}
