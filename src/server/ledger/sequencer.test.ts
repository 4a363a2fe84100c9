import { readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openTestHouse, type TestHouse } from "../../../tests/fixture/house.ts";
import { granted } from "../../contract/outcome.ts";
import { toHex } from "../../kernel/bytes.ts";
import { tilePath, tilesOf } from "../../kernel/ledger/tiles.ts";
import { treeRoot } from "../../kernel/ledger/tree.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { act } from "./index.ts";
import type { LedgerTables } from "./ledger.store.ts";
import { newestCheckpoint } from "./sequence.store.ts";
import { type CrashPoint, crashPoints, Sequencer } from "./sequencer.ts";

async function enterSome(fixture: TestHouse, count: number): Promise<void> {
  const also = Array.from({ length: count - 1 }, (_, at) => ({
    kind: "live.closed@1" as const,
    subject: { type: "camera" as const, id: fixture.house.newId() },
    body: { cameraId: fixture.house.newId(), durationMs: at },
  }));
  const cameraId = fixture.house.newId();
  await act(fixture.house, fixture.actor("teacher"), "live.opened@1", async () =>
    granted({ value: 0, subject: { type: "camera", id: cameraId }, body: { cameraId }, also }),
  );
}

async function leafHashes(house: House): Promise<Uint8Array[]> {
  const rows = await house.db
    .withTables<LedgerTables>()
    .selectFrom("ledger.sequence")
    .select(["index", "leaf_hash"])
    .orderBy("index")
    .execute();
  expect(rows.map((row) => row.index)).toEqual(rows.map((_, at) => at));
  return rows.map((row) => row.leaf_hash);
}

/** Everything a finished turn promises, checked against the rows alone. */
async function expectWhole(house: House, size: number): Promise<void> {
  const leaves = await leafHashes(house);
  const newest = await newestCheckpoint(house.db);
  expect([leaves.length, newest?.size]).toEqual([size, size]);
  expect(toHex(newest?.root ?? new Uint8Array())).toBe(toHex(treeRoot(leaves, sha256)));
  expect(readFileSync(join(house.paths.ledger, "checkpoint"), "utf8")).toBe(newest?.note);
  const below = (index: number) => leaves.slice(index * 256, index * 256 + 256);
  for (const tile of tilesOf(size)) {
    const bytes = readFileSync(join(house.paths.ledger, tilePath(tile)));
    expect(bytes.length).toBe(tile.width * 32);
    if (tile.level === 0) expect(bytes.toString("hex")).toBe(below(tile.index).map(toHex).join(""));
  }
}

test("[S0-6.2a] entries are numbered, integrated and published", async () => {
  await using fixture = await openTestHouse();
  const sequencer = new Sequencer(fixture.house);
  await sequencer.turn();
  await expectWhole(fixture.house, 1);
  for (const count of [3, 252, 1, 700]) {
    await enterSome(fixture, count);
    await sequencer.turn();
  }
  await expectWhole(fixture.house, 957);
  expect(readdirSync(join(fixture.house.paths.ledger, "tile/0"))).not.toContain("000.p");
});

test("a turn without new entries signs nothing", async () => {
  await using fixture = await openTestHouse();
  const sequencer = new Sequencer(fixture.house);
  await sequencer.turn();
  const before = await newestCheckpoint(fixture.house.db);
  fixture.clock.advance(5_000);
  await sequencer.turn();
  expect(await newestCheckpoint(fixture.house.db)).toEqual(before);
});

test("a restart goes on to the same root as a sequencer that never stopped", async () => {
  await using fixture = await openTestHouse();
  for (const count of [5, 300, 2]) {
    await enterSome(fixture, count);
    await new Sequencer(fixture.house).turn();
  }
  await expectWhole(fixture.house, 308);
});

class Crash extends Error {}

test.each(
  crashPoints.flatMap(
    (point) =>
      [
        [point, "lost"],
        [point, "kept"],
      ] as const,
  ),
)(
  "[S0-6.2a] a sequencer that dies at %s (work of the step %s) is made good by the next",
  async (point: CrashPoint, fate) => {
    await using fixture = await openTestHouse();
    await enterSome(fixture, 250);
    await new Sequencer(fixture.house).turn();
    await enterSome(fixture, 20);
    let told = false;
    const dying = new Sequencer(fixture.house, {
      at: (reached) => {
        // Kept: dies once the step is durable. Lost: its files vanish as an unsynced cache would.
        if (reached !== point) return;
        told = true;
        if (fate === "lost" && (point === "integrated" || point === "published"))
          rmSync(join(fixture.house.paths.ledger, "tile"), { recursive: true, force: true });
        throw new Crash(point);
      },
    });
    await expect(dying.turn()).rejects.toThrow(Crash);
    expect(told).toBe(true);
    await enterSome(fixture, 3);
    // The same object goes on after a failed turn; a fresh one after a killed process.
    await (fate === "kept" ? dying.turn().catch(() => {}) : Promise.resolve());
    await new Sequencer(fixture.house).turn();
    await expectWhole(fixture.house, 274);
  },
);

test("[S0-6.2a] 16 writers at once lose and double nothing", async () => {
  await using fixture = await openTestHouse();
  const stop = new AbortController();
  const sequencing = (async () => {
    const sequencer = new Sequencer(fixture.house);
    while (!stop.signal.aborted) await sequencer.turn();
    await sequencer.turn();
  })();
  const writer = async () => {
    for (let at = 0; at < 25; at++) await enterSome(fixture, 2);
  };
  await Promise.all(Array.from({ length: 16 }, writer));
  stop.abort();
  await sequencing;
  await expectWhole(fixture.house, 801);
});

test("an entry whose transaction began earlier but commits later is not missed", async () => {
  await using fixture = await openTestHouse();
  const sequencer = new Sequencer(fixture.house);
  await sequencer.turn();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  let inserted = () => {};
  const early = new Promise<void>((resolve) => (inserted = resolve));
  const { house } = fixture;
  // Holds a low position open: the outer transaction has inserted, and waits.
  const late = house.db.transaction().execute(async (tx) => {
    await tx
      .withTables<LedgerTables>()
      .insertInto("ledger.entry")
      .values({
        id: house.newId(),
        site_id: house.siteId,
        kind: "late@1",
        at_ms: 1,
        subject_type: "house",
        subject_id: house.siteId,
        leaf: "{}",
      })
      .execute();
    inserted();
    await held;
  });
  await early;
  await enterSome(fixture, 2);
  await sequencer.turn();
  expect((await leafHashes(house)).length).toBe(3);
  release();
  await late;
  await sequencer.turn();
  await expectWhole(house, 4);
});

test("only one of two sequencers works at a time", async () => {
  await using fixture = await openTestHouse();
  await enterSome(fixture, 3);
  const second = new Sequencer(fixture.house);
  let other: unknown = "not asked";
  const first = new Sequencer(fixture.house, {
    at: async (point) => {
      if (point === "numbered") other = await second.turn();
    },
  });
  await first.turn();
  expect(other).toBeUndefined();
  await expectWhole(fixture.house, 4);
});

test("while publishing is refused, entries are numbered and nothing is signed (C-39)", async () => {
  await using fixture = await openTestHouse();
  let trusted = false;
  const sequencer = new Sequencer(fixture.house, { mayPublish: () => trusted });
  await enterSome(fixture, 3);
  await sequencer.turn();
  expect(await newestCheckpoint(fixture.house.db)).toBeUndefined();
  trusted = true;
  await sequencer.turn();
  await expectWhole(fixture.house, 4);
});
