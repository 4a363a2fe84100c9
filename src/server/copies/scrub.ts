import { granted } from "../../contract/outcome.ts";
import { footageName } from "../../kernel/copies/copy-names.ts";
import { windowAt } from "../../kernel/copies/window.ts";
import type { House } from "../../platform/house.ts";
import { digestOf } from "../../platform/house-folders.ts";
import { act, quiet } from "../ledger/index.ts";
import { type VaultFile, homes } from "../vault/index.ts";
import { selectScrub, upsertScrub } from "./checks.store.ts";
import { schedulerActor } from "./copies-actor.ts";
import { folderOf } from "./enrol.ts";
import { noteRot } from "./note-rot.ts";
import { repairDamaged, repairLocal } from "./repair-local.ts";
import { readSettings } from "./settings.ts";
import { selectToRead } from "./carried.store.ts";

const firstId = "00000000-0000-0000-0000-000000000000";
const objectsAtOnce = 25;

/**
 * Reads the vault through and through, a while each night, in the order of ids, and compares every file
 * with what was entered (P-3). What rotted is repaired from a copy at once, where one is at hand, and is
 * an incident. True: there is time left tonight and more to read.
 */
export async function tendScrub(house: House, sliceMs = 10_000): Promise<boolean> {
  const settings = await readSettings(house);
  const window = windowAt(house.clock.now(), settings, house.config.timeZone);
  if (window.phase !== "open") return false;
  const before = await startOf(house, window.date);
  if (before === undefined || before.used_ms >= settings.scrubMinutes * 60_000) return false;
  if (before.used_ms === 0) await repairDamaged(house);
  const startTicks = house.clock.ticks();
  const run = { ...before, last_run_at_ms: house.clock.now() };
  let ended = false;
  do {
    if (run.after_name === null) await readRecordings(house, run);
    else ended = await readFiles(house, run, run.after_name);
  } while (!ended && house.clock.ticks() - startTicks < sliceMs);
  run.used_ms += Math.ceil(house.clock.ticks() - startTicks);
  if (ended) await endRound(house, run);
  else
    await quiet(house, "how far the reading is; what it finds is entered", (tx) =>
      upsertScrub(tx, run),
    );
  return !ended && run.used_ms < settings.scrubMinutes * 60_000;
}

/** The next recordings in the order of their ids; after the last of them the other files come. */
async function readRecordings(house: House, run: Running): Promise<void> {
  const { looked, next } = await homes.scrubAfter(house, run.after_id, objectsAtOnce);
  for (const one of looked) {
    run.round_bytes += one.readBytes;
    if (one.wrong === undefined) continue;
    run.round_damaged++;
    await mend(house, one.file, one.wrong);
  }
  run.round_objects += new Set(looked.map((one) => one.file.objectId)).size;
  run.after_id = next ?? firstId;
  if (next === undefined) run.after_name = "";
}

/**
 * Manifest parts, papers, sheets, packages, evidence: each as it was when it was first copied. True: there
 * are no more.
 */
async function readFiles(house: House, run: Running, after: string): Promise<boolean> {
  const files = await selectToRead(house.db, house.siteId, { after, most: objectsAtOnce });
  for (const file of files) {
    const found = await digestOf(folderOf(house, file.class), file.source);
    run.round_bytes += found?.sizeBytes ?? 0;
    run.round_objects++;
    if (found?.sha256 === file.sha256) continue;
    run.round_damaged++;
    const what = found === undefined ? "missing" : "changed";
    house.log.error({ path: file.source, what }, "a kept file is not what was copied");
    const { name, source: path, home_id: homeId } = file;
    await noteRot(house, { name, path, homeId, objectId: null, part: null, what });
    await repairLocal(house, name);
  }
  run.after_name = files.length < objectsAtOnce ? null : (files.at(-1)?.name ?? null);
  return run.after_name === null;
}

type Scrub = Parameters<typeof upsertScrub>[1];
type Running = { -readonly [Name in keyof Scrub]: Scrub[Name] };

/** Where to go on tonight; undefined when a whole round ended tonight already. */
async function startOf(house: House, day: string): Promise<Running | undefined> {
  const row = await selectScrub(house.db, house.siteId);
  const nowMs = house.clock.now();
  const fresh = {
    site_id: house.siteId,
    after_id: firstId,
    round_started_at_ms: nowMs,
    round_objects: 0,
    round_bytes: 0,
    round_damaged: 0,
    last_round_ended_at_ms: row?.last_round_ended_at_ms ?? null,
    last_run_at_ms: nowMs,
    day,
    used_ms: 0,
    after_name: null,
  };
  if (row === undefined) return fresh;
  const { repaired: _, ...rest } = row;
  const isOver = row.after_id === firstId && row.after_name === null;
  if (row.day !== day) return isOver ? fresh : { ...rest, day, used_ms: 0 };
  return isOver ? undefined : rest;
}

async function endRound(house: House, run: Running): Promise<void> {
  await act(house, schedulerActor, "copy.scrubbed@1", async (tx) => {
    await upsertScrub(tx, { ...run, last_round_ended_at_ms: house.clock.now() });
    return granted({
      value: undefined,
      subject: { type: "house", id: house.siteId },
      body: {
        objects: run.round_objects,
        sizeBytes: run.round_bytes,
        damaged: run.round_damaged,
      },
    });
  });
}

async function mend(house: House, file: VaultFile, wrong: "missing" | "changed"): Promise<void> {
  const { objectId, part, path } = file;
  if (objectId === null || part === "manifest") return;
  const name = footageName(file);
  house.log.error({ path, wrong }, "a kept file is not what was entered");
  await noteRot(house, { name, path, homeId: file.homeId, objectId, part, what: wrong });
  await repairLocal(house, name);
}
