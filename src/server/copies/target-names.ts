import type { House } from "../../platform/house.ts";
import { selectTargets } from "./targets.store.ts";

/** What people call each place, ended ones included. */
export async function targetNames(house: House): Promise<ReadonlyMap<string, string>> {
  const rows = await selectTargets(house.db, house.siteId, "all");
  return new Map(rows.map((row) => [row.target_id, row.name]));
}
