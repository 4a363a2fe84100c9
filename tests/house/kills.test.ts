import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { furnish } from "../../src/cli/demo-furnish.ts";
import { RecorderState } from "../../src/contract/spool.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { type Simulator, simulatedCameras, startSimulator } from "../../src/simulator/index.ts";
import { framesOf } from "../fixture/frames.ts";
import { seededDraw } from "../fixture/seeded.ts";
import { type RunningHouse, startHouse, until } from "../fixture/running-house.ts";

/** kill -9 of recorder, server and database at random moments of a real lesson. LIUHEN_KILLS=20 for the long run. */
const killsEach = Number(process.env["LIUHEN_KILLS"] ?? "3");
const seed = Number(process.env["LIUHEN_SEED"] ?? "20260601");
const parts = ["recorder", "server", "postgres"] as const;
type Part = (typeof parts)[number];

interface Kill {
  readonly part: Part;
  readonly atMs: number;
  readonly backMs: number;
}

const kills: Kill[] = [];
let simulator: Simulator;
let house: RunningHouse;

beforeAll(
  async () => {
    console.log(`kills: ${killsEach} of each part, seed ${seed}`);
    const draw = seededDraw(seed);
    simulator = await startSimulator({
      cameras: simulatedCameras(4),
      host: "127.0.0.1",
      port: 0,
      clock: systemClock,
    });
    house = await startHouse();
    const client = house.client();
    const lastsMs = killsEach * parts.length * 9_000 + 15_000;
    const admin = { login: "admin", password: "Correct-Horse-9-Battery" };
    const { lesson } = await furnish(client, {
      root: house.root,
      admin,
      cameraPort: simulator.port,
      startsInMs: 10_000,
      lastsMs,
    });
    await until(() => recording(), 30_000, "all cameras record");
    const order = Array.from(
      { length: killsEach * parts.length },
      (_, at) => parts[at % parts.length] ?? "server",
    ).toSorted(() => draw() - 0.5);
    for (const part of order) {
      await systemClock.sleep(1_500 + draw() * 3_000);
      kills.push(await killAndWait(part));
    }
    await systemClock.sleep(Math.max(0, lesson.startMs + lastsMs + 4_000 - systemClock.now()));
    await client.call("sign-in.open", { body: admin });
    await until(
      async () =>
        (await client.call("timeline.read", { params: { lessonId: lesson.lessonId }, query: {} }))
          .sealed,
      60_000,
      "the lesson is sealed",
    );
  },
  killsEach * 40_000 + 180_000,
);

afterAll(async () => {
  await house?.[Symbol.asyncDispose]();
  await simulator?.stop();
});

async function killAndWait(part: Part): Promise<Kill> {
  const before = state()?.recorderId;
  const atMs = systemClock.now();
  process.kill(house.pids()[part], "SIGKILL");
  if (part === "recorder")
    await until(
      () => state()?.recorderId !== before && recording(),
      30_000,
      "the recorder is back",
    );
  else await until(healthy, 30_000, `${part} is back`);
  return { part, atMs, backMs: systemClock.now() - atMs };
}

function state(): RecorderState | undefined {
  try {
    return RecorderState.parse(
      JSON.parse(readFileSync(join(house.root, "spool", "state.json"), "utf8")),
    );
  } catch {
    return undefined;
  }
}

function recording(): boolean {
  const now = state();
  return (
    now !== undefined &&
    systemClock.now() - now.writtenAtMs < 3_000 &&
    now.cameras.length >= 4 &&
    now.cameras.every((camera) => camera.state === "recording")
  );
}

async function healthy(): Promise<boolean> {
  try {
    const answer = await fetch(`${house.origin}/healthz`);
    return answer.ok && JSON.stringify(await answer.json()).includes('"database":true');
  } catch {
    return false;
  }
}

describe("processes are killed while a lesson is recorded", () => {
  test("[S0-6.1a] everything is back by itself within 10 s of every kill", () => {
    for (const part of parts) {
      const times = kills.filter((kill) => kill.part === part).map((kill) => kill.backMs);
      console.log(
        `${part}: back after ${Math.min(...times)}–${Math.max(...times)} ms in ${times.length} kills`,
      );
    }
    expect(kills.length).toBe(killsEach * parts.length);
    expect(kills.filter((kill) => kill.backMs > 10_000)).toEqual([]);
  });

  test.each(["C01", "C02", "C03", "C04"])(
    "[S0-5.2.1] %s loses frames at kills of the recorder only, before each at most the open group of pictures",
    (label) => {
      const frames = framesOf(house.root, label, "main");
      const recorderKills = kills.filter((kill) => kill.part === "recorder");
      const holes = frames.flatMap((frame, at) => {
        const before = frames[at - 1];
        return before === undefined || frame.frame === before.frame + 1
          ? []
          : [{ lostFromMs: before.atMs, backAtMs: frame.atMs }];
      });
      expect(holes.length).toBe(recorderKills.length);
      for (const [at, hole] of holes.entries()) {
        const kill = recorderKills[at];
        expect((kill?.atMs ?? 0) - hole.lostFromMs).toBeLessThanOrEqual(1_500);
        expect(hole.backAtMs - (kill?.atMs ?? 0)).toBeLessThanOrEqual(10_000);
      }
    },
  );

  test("[S0-3b] check finds nothing to say", () => {
    const cli = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
    const check = spawnSync(process.execPath, [cli, "check", house.root], {
      encoding: "utf8",
      env: { ...process.env, LIUHEN_HOUSE: house.root },
    });
    expect(check.status, check.stdout + check.stderr).toBe(0);
  });

  test("no process outlives a killed supervisor", async () => {
    const ours = house.pids();
    process.kill(ours.supervisor, "SIGKILL");
    await until(() => leftover().length === 0, 30_000, "every process of the house has ended");
    expect(leftover()).toEqual([]);
  });
});

function leftover(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      } catch {
        return "";
      }
    })
    .filter((line) => line.includes(house.root));
}
