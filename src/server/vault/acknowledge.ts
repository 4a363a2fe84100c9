import { limits } from "../../contract/limits.ts";
import type { TakenList } from "../../contract/plan.ts";
import { writeDurablySync } from "../../platform/durable-file.ts";
import type { House } from "../../platform/house.ts";
import { joinPath, readSmall } from "../../platform/vault-files.ts";
import { listSealed } from "./read-spool.ts";
import { findKnown } from "./vault.store.ts";

/**
 * Writes `plan/taken.json`: what still lies in the spool although it is committed here, so that the
 * recorder may clear it. What has gone from the spool drops out. Returns how many wait to be cleared.
 */
export async function acknowledge(house: House): Promise<number> {
  const sealed = await listSealed(house);
  const known = await findKnown(
    house.db,
    sealed.map((one) => one.id),
  );
  const ids = sealed
    .map((one) => one.id)
    .filter((id) => known.has(id))
    .slice(0, limits.takenIds);
  const list: TakenList = { version: 1, ids };
  const text = `${JSON.stringify(list)}\n`;
  const file = joinPath(house.paths.plan, "taken.json");
  if ((await readSmall(file, limits.sealedRecordBytes)) !== text) writeDurablySync(file, text);
  return ids.length;
}
