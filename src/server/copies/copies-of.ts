import type { House } from "../../platform/house.ts";
import { selectCopiedOf, selectObjectsOf, selectTargetIds } from "./copies-of.store.ts";

export type HomeCopyState = "verified" | "present" | "missing" | "damaged";

export interface HomeCopies {
  readonly homeId: string;
  readonly targets: readonly { readonly targetId: string; readonly state: HomeCopyState }[];
  /** Two verified copies: the vault's own, not known to be damaged, and one elsewhere (S0-8.1a). */
  readonly protected: boolean;
  /** Something of it is damaged or missing here: the house's own set is no sound copy. */
  readonly damagedHere: boolean;
}

/** How the copies of homes stand at every target that has not ended. */
export async function copiesOf(house: House, homeIds: readonly string[]): Promise<HomeCopies[]> {
  if (homeIds.length === 0) return [];
  const targets = await selectTargetIds(house.db, house.siteId);
  const objects = await selectObjectsOf(house.db, homeIds);
  const copied = await selectCopiedOf(house.db, homeIds);
  return homeIds.map((homeId) => {
    const own = objects.find((row) => row.home_id === homeId);
    const total = own?.objects ?? 0;
    const states = targets.map(({ target_id: targetId }) => {
      const rows = copied.filter((row) => row.home_id === homeId && row.target_id === targetId);
      const count = (state: string) => rows.find((row) => row.state === state)?.objects ?? 0;
      return { targetId, state: stateOf(total, count) };
    });
    return {
      homeId,
      targets: states,
      protected: total > 0 && own?.protected === total,
      damagedHere: (own?.damaged ?? 0) > 0,
    };
  });
}

function stateOf(total: number, count: (state: string) => number): HomeCopyState {
  if (count("damaged") > 0) return "damaged";
  const there = count("verified") + count("present");
  if (total === 0 || there < total) return "missing";
  return count("verified") === total ? "verified" : "present";
}
