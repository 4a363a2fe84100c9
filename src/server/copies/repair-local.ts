import { Fault } from "../../contract/faults.ts";
import { granted } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { act } from "../ledger/index.ts";
import { kept } from "../vault/index.ts";
import { countRepaired, selectDamaged, selectSources } from "./checks.store.ts";
import { schedulerActor } from "./copies-actor.ts";
import { addPending, markLocalDamage, selectObject } from "./objects.store.ts";
import { openTarget, stateOfFault } from "./open-target.ts";
import { openCopy } from "./read-copy.ts";
import { selectTarget, selectTargets } from "./targets.store.ts";

const damagedAtOnce = 50;

/** Tries again to repair what is known to be damaged: a place may be back. */
export async function repairDamaged(house: House): Promise<void> {
  for (const object of await selectDamaged(house.db, house.siteId, damagedAtOnce))
    await repairLocal(house, object.name);
}

/**
 * Repairs a file of the vault from the first place that gives back the right bytes: the vault takes
 * them by their digest only, and keeps the rotten file aside. False: no place has them now.
 */
export async function repairLocal(house: House, name: string): Promise<boolean> {
  const object = await selectObject(house.db, name);
  if (object === undefined || object.object_id === null) return false;
  const { object_id: objectId, part } = object;
  if (part !== "bytes" && part !== "record") return false;
  for (const { target_id: targetId } of await selectSources(house.db, name)) {
    const sha256 = await repairFrom(house, { objectId, part, targetId, object });
    if (sha256 === undefined) continue;
    const living = await selectTargets(house.db, house.siteId);
    await act(house, schedulerActor, "vault.repaired@1", async (tx) => {
      await markLocalDamage(tx, name, null);
      await countRepaired(tx, house.siteId);
      for (const row of living)
        if (!(await selectSources(tx, name)).some((one) => one.target_id === row.target_id))
          await addPending(tx, { targetId: row.target_id, names: [name] });
      return granted({
        value: undefined,
        subject: { type: "segment", id: objectId },
        body: { objectId, part, targetId, sha256 },
      });
    });
    await incidents.settle(house, {
      kind: "bit-rot",
      subject: { type: "object", id: name.slice(0, 200) },
    });
    return true;
  }
  return false;
}

async function repairFrom(
  house: House,
  of: {
    readonly objectId: string;
    readonly part: "bytes" | "record";
    readonly targetId: string;
    readonly object: { readonly name: string; readonly home_id: string | null };
  },
): Promise<string | undefined> {
  const row = await selectTarget(house.db, of.targetId);
  if (row === undefined) return undefined;
  try {
    const target = await openTarget(house, row);
    const { name, home_id: homeId } = of.object;
    const bytes = openCopy(house, target, { name, homeId });
    return (await kept.repair(house, { objectId: of.objectId, part: of.part, bytes })).sha256;
  } catch (cause) {
    const expected =
      stateOfFault(cause) !== undefined ||
      (cause instanceof Fault && (cause.kind === "damaged" || cause.kind === "absent"));
    if (!expected) throw cause;
    house.log.warn({ err: cause, target: row.name }, "this place could not repair a file");
    return undefined;
  }
}
