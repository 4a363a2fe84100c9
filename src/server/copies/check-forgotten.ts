import { Fault } from "../../contract/faults.ts";
import { keyName } from "../../kernel/copies/copy-names.ts";
import type { CopyTarget } from "../../platform/copy-target.ts";
import type { House } from "../../platform/house.ts";
import { selectForgettingTargets, selectForgottenNames } from "./forget.store.ts";
import { keyStoreOf, openTarget } from "./open-target.ts";
import { selectTarget } from "./targets.store.ts";

/** What a reading of every place finds of a home that was forgotten. */
export interface FoundForgotten {
  /** Key stores that still hold its identity, this house's own among them. */
  readonly keys: number;
  /** Copies that can be read and that no lock holds. */
  readonly objects: number;
  /** Copies a lock still holds: sealed for an identity that is nowhere. */
  readonly locked: number;
}

/**
 * Reads, at every place that held something of a home, what must not be there any more. Not what was
 * noted counts but what the place answers. Throws Fault `network` while one is away.
 */
export async function checkForgotten(house: House, homeId: string): Promise<FoundForgotten> {
  const own = keyStoreOf(house);
  const found = { keys: own.isDestroyed(homeId) ? 0 : 1, objects: 0, locked: 0 };
  for (const { target_id: targetId } of await selectForgettingTargets(house.db, [homeId])) {
    const row = await selectTarget(house.db, targetId);
    if (row === undefined) continue;
    const target = await openTarget(house, row);
    if (await canRead(target, keyName(homeId))) found.keys++;
    for (const copy of await selectForgottenNames(house.db, { homeId, targetId }))
      if (await canRead(target, copy.name)) found[copy.state === "locked" ? "locked" : "objects"]++;
  }
  return found;
}

async function canRead(target: CopyTarget, name: string): Promise<boolean> {
  try {
    for await (const chunk of target.read(name)) if (chunk.length > 0) return true;
    return true;
  } catch (cause) {
    if (cause instanceof Fault && cause.code === "copy_missing") return false;
    throw cause;
  }
}
