import { windowAt } from "../../kernel/copies/window.ts";
import type { House } from "../../platform/house.ts";
import { houseKeyId } from "../../platform/key-store.ts";
import { quiet } from "../ledger/index.ts";
import { selectPendingLog } from "./carry-log.store.ts";
import { type Copying, copyObject } from "./copy-object.ts";
import { enrolDatabase } from "./enrol.ts";
import { selectNight } from "./nights.store.ts";
import { dropPending, insertCopied } from "./objects.store.ts";
import { keyStoreOf, openTarget, stateOfFault } from "./open-target.ts";
import { noteState } from "./run-night.ts";
import { Pace } from "./pace.ts";
import { readSettings } from "./settings.ts";
import { type TargetRow, selectTargets } from "./targets.store.ts";

const segmentsAtOnce = 50;

/**
 * Between the nights, only what the database has archived since: a house that burns down at noon then
 * has its ledger up to the last minutes and not up to last night. It is no night's run: footage waits
 * for the window, and a night under way carries the log itself.
 */
export async function carryLog(house: House): Promise<void> {
  const keys = keyStoreOf(house);
  const escrow = keys.escrow()?.recipient;
  const living = await selectTargets(house.db, house.siteId);
  const ready = living.filter((row) => row.kind !== "set" && row.state === "ready");
  if (escrow === undefined || ready.length === 0) return;
  await keys.recipientOf(houseKeyId);
  await enrolDatabase(house);
  const settings = await readSettings(house);
  const { date } = windowAt(house.clock.now(), settings, house.config.timeZone);
  for (const row of ready) {
    if ((await selectNight(house.db, row.target_id, date))?.state === "running") continue;
    const pace = new Pace(house.clock, settings.rateBytesPerSecond);
    await carryTo(house, row, { escrow, pace });
  }
}

async function carryTo(
  house: House,
  row: TargetRow,
  how: Pick<Copying, "escrow" | "pace">,
): Promise<void> {
  const pending = await selectPendingLog(house.db, row.target_id, segmentsAtOnce);
  if (pending.length === 0) return;
  try {
    const target = await openTarget(house, row);
    const copying: Copying = { house, row, target, ...how, keysThere: new Set() };
    for (const object of pending) {
      const result = await copyObject(copying, object);
      await quiet(house, "a log segment arrived; the next night's list tells of it", async (tx) => {
        if (result.what === "copied") await insertCopied(tx, [result.copied]);
        // Pruned here while the place was away: nothing needs it any more.
        else await dropPending(tx, row.target_id, [object.name]);
      });
    }
  } catch (cause) {
    const state = stateOfFault(cause);
    if (state === undefined) throw cause;
    house.log.warn({ err: cause, target: row.name }, "the database's log could not be copied");
    await noteState(house, row, state);
  }
}
