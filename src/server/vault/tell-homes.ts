import type { Snapshot } from "../../contract/entries.ts";
import type { Partition } from "../../contract/lesson.ts";
import { officialName } from "../../kernel/naming.ts";
import type { House } from "../../platform/house.ts";
import { type HomeSums, findHomes, sumHomes } from "./tell-homes.store.ts";

/** A folder as it is taken into account: what it is, where it lies, and how much is in it. */
export interface ToldHome extends HomeSums {
  readonly homeId: string;
  readonly kind: "lesson" | "watch";
  readonly partition: Partition;
  readonly officialName: string;
  readonly place: string;
  readonly path: string;
  /** Lead and tail left out. */
  readonly startMs: number;
  readonly endMs: number;
  readonly snapshot: Snapshot;
  readonly chosenAtMs: number;
}

/** Folders in the order in which they were chosen, or those of some occasions. */
export async function tellHomes(
  house: House,
  ask:
    | { readonly chosenFromMs: number; readonly afterId: string; readonly most: number }
    | {
        readonly homeIds: readonly string[];
      },
): Promise<ToldHome[]> {
  const rows = await findHomes(house.db, house.siteId, ask);
  const sums = await sumHomes(
    house.db,
    rows.map((row) => row.occasion_id),
  );
  return rows.map((row) => ({
    homeId: row.occasion_id,
    kind: row.kind,
    partition: row.partition,
    officialName: officialName(row.names, row.template),
    place: row.names.place,
    path: row.path,
    startMs: row.start_ms,
    endMs: row.end_ms,
    snapshot: row.snapshot,
    chosenAtMs: row.chosen_at_ms,
    ...(sums.get(row.occasion_id) ?? { objects: 0, sizeBytes: 0, labels: [] }),
  }));
}
