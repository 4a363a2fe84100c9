import type { House } from "../../platform/house.ts";
import { FolderPlace } from "../../contract/copies.ts";
import { selectTargets } from "./targets.store.ts";

/** What people call each place, ended ones included. */
export async function targetNames(house: House): Promise<ReadonlyMap<string, string>> {
  const rows = await selectTargets(house.db, house.siteId, "all");
  return new Map(rows.map((row) => [row.target_id, row.name]));
}

/** Folders that copies go to and that are there: their disks fill up like the house's own. */
export async function targetFolders(house: House): Promise<string[]> {
  const rows = await selectTargets(house.db, house.siteId);
  // The mount point of a disk that is away lies on another disk.
  return rows
    .filter((row) => row.kind !== "s3" && row.state !== "away" && row.state !== "unreachable")
    .map((row) => FolderPlace.parse(row.place).path);
}
