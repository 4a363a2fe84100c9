import type { House } from "../../platform/house.ts";
import { selectTarget } from "./targets.store.ts";
import { selectTargetIds } from "./copies-of.store.ts";

/** What people call the places copies lie in, by id. */
export async function targetNames(house: House): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const { target_id: id } of await selectTargetIds(house.db, house.siteId)) {
    const row = await selectTarget(house.db, id);
    if (row !== undefined) names.set(id, row.name);
  }
  return names;
}
