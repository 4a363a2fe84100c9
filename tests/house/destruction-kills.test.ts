import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { checkHouse } from "../../src/cli/check.ts";
import { openDestructionHouse } from "../fixture/destruction.ts";
import { overwrite } from "../fixture/segments.ts";
import { seededDraw } from "../fixture/seeded.ts";
import { value } from "../fixture/places.ts";
import { destructionStates, itemSteps } from "../../src/contract/destruction.ts";
import { readTimeline, rebuild } from "../../src/server/catalogue/index.ts";
import { entriesIn, sequenceNow } from "../../src/server/ledger/index.ts";
import { lessonById } from "../../src/server/lessons/index.ts";
import { disposal } from "../../src/server/vault/index.ts";
import { selectCase } from "../../src/server/destruction/destruction.store.ts";
import {
  type DestructionPoint,
  destructionPoints,
  destructions,
} from "../../src/server/destruction/index.ts";

/** Dies, as a process that is killed there. */
class Killed extends Error {}

/** Dies at the n-th point that is reached, whatever it is. */
function killAfter(times: number, at: (point: DestructionPoint) => void) {
  let left = times;
  return (point: DestructionPoint) => {
    if (--left > 0) return;
    at(point);
    throw new Killed(point);
  };
}

const killAt = (wanted: DestructionPoint) => (point: DestructionPoint) => {
  if (point === wanted) throw new Killed(point);
};

describe("[C5-F1] killed while it destroys", () => {
  test("100 kills at random points leave a named state each, and the next run goes on to the end", async () => {
    await using d = await openDestructionHouse();
    const { house, admin } = d;
    const seed = 20_291_108;
    const draw = seededDraw(seed);
    const itemIds: string[] = [];
    const homes: string[] = [];
    for (let at = 0; at < 17; at++) {
      const { itemId, homeId } = await d.lessonItem({ segments: 1 });
      itemIds.push(itemId);
      homes.push(homeId);
    }
    await d.passYears();
    const { caseId } = await d.bringTo(itemIds, "executing");
    const killedAt: DestructionPoint[] = [];
    const run = (tell: Parameters<typeof d.work>[0]) =>
      d.work(tell).catch((cause: unknown) => {
        if (!(cause instanceof Killed)) throw cause;
      });
    while (killedAt.length < 97) {
      const times = 1 + Math.floor(draw() * 8);
      await run(killAfter(times, (point) => void killedAt.push(point)));
      const one = await selectCase(house.db, house.siteId, caseId);
      if (one === undefined) throw new Error("the case is there");
      expect(destructionStates).toContain(one.row.state);
      if (one.row.state !== "executing") break;
      // What is said to be erased is erased, whatever happened.
      for (const item of one.items) {
        expect(itemSteps).toContain(item.step);
        if (item.step !== "waiting" && item.step !== "keys-destroyed")
          expect(await disposal.countReadable(house, item.home_id ?? "")).toBe(0);
      }
    }
    await d.work();
    await d.signResults(caseId);
    for (const point of ["typeset", "kept", "finished"] as const) {
      await run(killAt(point));
      killedAt.push(point);
    }
    await d.work();
    expect(value(await destructions.read(house, admin.actor, caseId)).state).toBe("finished");
    for (const homeId of homes) expect(await disposal.countReadable(house, homeId)).toBe(0);
    expect(killedAt, `seed ${seed}`).toHaveLength(100);
    const missed = destructionPoints.filter((point) => !killedAt.includes(point));
    expect(missed.length, missed.join(" ")).toBeLessThanOrEqual(3);
    const span = { fromMs: 0, toMs: 9e15 };
    const entered = await entriesIn(house, span, {
      kinds: ["destruction.item-destroyed@1", "destruction.finished@1", "vault.home-erased@1"],
      most: 500,
    });
    // Each end is entered once, however often it was tried.
    expect(entered.filter(({ leaf }) => leaf.kind === "vault.home-erased@1")).toHaveLength(17);
    expect(entered.filter(({ leaf }) => leaf.kind === "destruction.item-destroyed@1")).toHaveLength(
      17,
    );
    expect(entered.filter(({ leaf }) => leaf.kind === "destruction.finished@1")).toHaveLength(1);
  }, 90_000);
});

test("[S0-17.2a] the check misses nothing that was destroyed, and finds what came back", async () => {
  await using d = await openDestructionHouse();
  const { house } = d;
  const gone = await d.plannedItem("心肺复苏实训");
  await d.passYears();
  const before = bytesBelow(house.paths.vault);
  expect(before.size).toBe(3);
  const { caseId } = await d.bringTo([gone.itemId], "executing");
  await d.work();
  await d.signResults(caseId);
  await d.work();
  await sequenceNow(house);
  expect((await checkHouse(house, { hashing: true })).findings).toEqual([]);
  // It is shown as destroyed: what was recorded is known, and nothing of it became a gap.
  const facts = await lessonById(house, gone.homeId);
  const { startMs, endMs } = facts?.lesson ?? { startMs: 0, endMs: 1 };
  const span = { startMs, endMs };
  const line = await readTimeline(house, { lessonId: gone.homeId, span, lesson: span });
  expect(line.destroyedAtMs).not.toBeNull();
  expect(line.cameras[0]?.streams[0]?.recorded).toEqual([{ startMs, endMs: startMs + 6_000 }]);
  expect(facts?.lesson.roster).toEqual([]);
  // Not one of the files' blocks lies anywhere in the vault any more.
  const left = allBytes(house.paths.vault);
  for (const bytes of before.values())
    for (let at = 0; at + 512 <= bytes.length; at += 512)
      expect(left.includes(bytes.subarray(at, at + 512))).toBe(false);
  const [[name, bytes] = ["", Buffer.alloc(0)]] = [...before];
  overwrite(join(house.paths.vault, name), bytes);
  const found = await checkHouse(house, { hashing: false });
  expect(found.findings.map(({ code }) => code)).toEqual(["not-destroyed"]);
});

function bytesBelow(folder: string): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    if (name.endsWith(".mp4")) found.set(name, readFileSync(join(folder, name)));
  return found;
}

function allBytes(folder: string): Buffer {
  const parts: Buffer[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) parts.push(readFileSync(join(entry.parentPath, entry.name)));
  return Buffer.concat(parts);
}

test("[S0-17.2a] a catalogue made again from the folders knows what was destroyed", async () => {
  await using d = await openDestructionHouse();
  const { house } = d;
  const [gone, stays] = [await d.lessonItem(), await d.lessonItem()];
  await d.passYears();
  await d.bringTo([gone.itemId], "executing");
  await d.work();
  const client = new pg.Client({ connectionString: d.adminUrl });
  await client.connect();
  await client.query("set session_replication_role = replica");
  await client.query(
    `truncate vault.folder, vault.round, vault.object, vault.manifest_part, vault.erased,
      catalogue.segment, catalogue.segment_occasion, catalogue.gap, catalogue.gap_occasion,
      catalogue.run, catalogue.line cascade`,
  );
  await client.end();
  expect((await rebuild(house)).findings).toEqual([]);
  const known = await disposal.which(house, [gone.homeId, stays.homeId]);
  expect([...known.keys()]).toEqual([gone.homeId]);
  expect(await disposal.countReadable(house, stays.homeId)).toBe(2);
  const { findings } = await checkHouse(house, { hashing: true });
  expect(findings.filter(({ id }) => id !== null && !id.startsWith("round"))).toEqual([]);
});
