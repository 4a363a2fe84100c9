import type { House } from "../../platform/house.ts";
import { fileSize } from "../../platform/house-folders.ts";
import { quiet } from "../ledger/index.ts";
import { selectOldLog } from "./carry-log.store.ts";
import { folderOf } from "./enrol.ts";
import { markRemoved } from "./forget.store.ts";
import { openTarget, stateOfFault } from "./open-target.ts";
import { type TargetRow, selectTargets } from "./targets.store.ts";

/** The house keeps what thirty days need, and a base copy up to a week older: nobody misses what is older. */
const keptMs = 40 * 86_400_000;
const removedAtOnce = 500;

/**
 * Base copies and log segments that the house itself let go of go from the places, too; without this
 * every place would grow for ever. What is locked goes when its lock ends.
 */
export async function pruneLog(house: House): Promise<void> {
  const living = await selectTargets(house.db, house.siteId);
  for (const row of living.filter((one) => one.state === "ready")) await pruneAt(house, row);
}

async function pruneAt(house: House, row: TargetRow): Promise<void> {
  const nowMs = house.clock.now();
  const at = { targetId: row.target_id, nowMs, beforeMs: nowMs - keptMs, most: removedAtOnce };
  const root = folderOf(house, "database");
  try {
    const target = await openTarget(house, row);
    for (const { name, source } of await selectOldLog(house.db, at)) {
      if ((await fileSize(root, source)) !== undefined) continue;
      const removal = await target.remove(name);
      const untilMs = removal.state === "locked" ? Math.max(removal.untilMs, nowMs + 60_000) : null;
      await quiet(house, "the database's old log; the nights' lists tell that it is gone", (tx) =>
        markRemoved(tx, { targetId: row.target_id, name, untilMs }),
      );
    }
  } catch (cause) {
    if (stateOfFault(cause) === undefined) throw cause;
    house.log.warn({ err: cause, target: row.name }, "old log goes when its place is back");
  }
}
