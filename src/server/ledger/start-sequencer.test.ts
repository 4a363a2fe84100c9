import pg from "pg";
import { expect, test } from "vitest";
import { openTestHouse, type TestHouse } from "../../../tests/fixture/house.ts";
import { Fault } from "../../contract/faults.ts";
import { granted } from "../../contract/outcome.ts";
import { systemClock } from "../../platform/clock.ts";
import { openLedgerFiles } from "../../platform/ledger-files.ts";
import { act, checkLedger, readLedgerState, startSequencer } from "./index.ts";

async function enterOne(fixture: TestHouse): Promise<boolean> {
  const cameraId = fixture.house.newId();
  const subject = { type: "camera", id: cameraId } as const;
  return act(fixture.house, fixture.actor("teacher"), "live.opened@1", async () =>
    granted({ value: 0, subject, body: { cameraId } }),
  ).then(
    () => true,
    () => false,
  );
}

async function asSuperuser(fixture: TestHouse, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: fixture.adminUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let at = 0; at < 200; at++) {
    if (await condition()) return;
    await systemClock.sleep(100);
  }
  throw new Error("waited in vain");
}

test("[S0-6.2a] the sequencer outlives a database that drops its connections", async () => {
  await using fixture = await openTestHouse({ clock: systemClock });
  const sequencer = startSequencer(fixture.house);
  const cut = `select pg_terminate_backend(pid) from pg_stat_activity
    where usename = 'liuhen_app' and datname = current_database()`;
  for (let at = 0; at < 8; at++) {
    await enterOne(fixture);
    await asSuperuser(fixture, cut);
    await systemClock.sleep(150);
  }
  await until(async () => enterOne(fixture));
  await until(async () => (await readLedgerState(fixture.house)).pending === 0);
  await sequencer.stop();
  expect((await checkLedger(fixture.house)).findings).toEqual([]);
});

test("a failed write of the disk reaches whoever must stop the process", async () => {
  await using fixture = await openTestHouse();
  const files = openLedgerFiles(fixture.house.paths.ledger);
  let told: unknown;
  const sequencer = startSequencer(fixture.house, {
    files: { ...files, write: () => Promise.reject(new Fault("disk", "write_failed")) },
    onFatal: (cause) => (told = cause),
  });
  await until(async () => told !== undefined);
  await sequencer.stop();
  expect(told).toMatchObject({ kind: "disk", code: "write_failed" });
});

test("a damaged ledger is not signed any more, and entries still go in", async () => {
  await using fixture = await openTestHouse({ clock: systemClock });
  const first = startSequencer(fixture.house);
  await enterOne(fixture);
  await until(async () => (await readLedgerState(fixture.house)).pending === 0);
  await first.stop();
  const { size } = await readLedgerState(fixture.house);
  await asSuperuser(fixture, "set session_replication_role = replica; delete from ledger.sequence");
  const second = startSequencer(fixture.house);
  expect(await enterOne(fixture)).toBe(true);
  await systemClock.sleep(500);
  await second.stop();
  expect(await readLedgerState(fixture.house)).toMatchObject({ size });
  expect((await checkLedger(fixture.house)).findings[0]).toMatchObject({
    code: "entries-truncated",
    index: 0,
  });
});
