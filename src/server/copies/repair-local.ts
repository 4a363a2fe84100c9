import { Fault } from "../../contract/faults.ts";
import { granted } from "../../contract/outcome.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { openWriteOnceFiles } from "../../platform/vault-files.ts";
import { incidents } from "../incidents/index.ts";
import { act } from "../ledger/index.ts";
import { kept } from "../vault/index.ts";
import { countRepaired, selectDamaged, selectSources } from "./checks.store.ts";
import { schedulerActor } from "./copies-actor.ts";
import { folderOf } from "./enrol.ts";
import { fileSubject } from "./note-rot.ts";
import { addPending, markLocalDamage, selectObject } from "./objects.store.ts";
import { openTarget, stateOfFault } from "./open-target.ts";
import { openCopy } from "./read-copy.ts";
import { selectTarget, selectTargets } from "./targets.store.ts";

const damagedAtOnce = 50;

type Damaged = NonNullable<Awaited<ReturnType<typeof selectObject>>>;

/** Tries again to repair what is known to be damaged: a place may be back. */
export async function repairDamaged(house: House): Promise<void> {
  for (const object of await selectDamaged(house.db, house.siteId, damagedAtOnce))
    await repairLocal(house, object.name);
}

/**
 * Repairs a file from the first place that gives back the right bytes: they are taken by their digest
 * only, and the rotten file is kept aside. False: no place has them now.
 */
export async function repairLocal(house: House, name: string): Promise<boolean> {
  const object = await selectObject(house.db, name);
  if (object === undefined || !isRepairable(object)) return false;
  for (const { target_id: targetId } of await selectSources(house.db, name)) {
    const sha256 = await repairFrom(house, object, targetId);
    if (sha256 === undefined) continue;
    await enterRepaired(house, object, { targetId, sha256 });
    await incidents.settle(house, {
      kind: "bit-rot",
      subject: { type: "object", id: name.slice(0, 200) },
    });
    return true;
  }
  return false;
}

/** The ledger makes its tiles again, the database its log; keys are never taken from a copy silently. */
function isRepairable(object: Damaged): boolean {
  return !["ledger", "database", "house"].includes(object.class);
}

interface Repaired {
  readonly targetId: string;
  readonly sha256: string;
}

async function enterRepaired(house: House, object: Damaged, done: Repaired): Promise<void> {
  const { name, object_id: objectId, part, home_id: homeId } = object;
  const living = await selectTargets(house.db, house.siteId);
  const change = async (tx: Writing): Promise<void> => {
    await markLocalDamage(tx, name, null);
    await countRepaired(tx, house.siteId);
    for (const row of living)
      if (!(await selectSources(tx, name)).some((one) => one.target_id === row.target_id))
        await addPending(tx, { targetId: row.target_id, names: [name] });
  };
  if (objectId === null || part === null || part === "manifest")
    await act(house, schedulerActor, "house.file-repaired@1", async (tx) => {
      await change(tx);
      const subject = fileSubject(house, homeId);
      return granted({ value: undefined, subject, body: { object: name.slice(0, 300), ...done } });
    });
  else
    await act(house, schedulerActor, "vault.repaired@1", async (tx) => {
      await change(tx);
      const subject = { type: "segment", id: objectId } as const;
      return granted({ value: undefined, subject, body: { objectId, part, ...done } });
    });
}

/** Undefined: this place could not help now. */
async function repairFrom(
  house: House,
  object: Damaged,
  targetId: string,
): Promise<string | undefined> {
  const row = await selectTarget(house.db, targetId);
  if (row === undefined) return undefined;
  try {
    const target = await openTarget(house, row);
    const { name, home_id: homeId } = object;
    return await putRight(house, object, openCopy(house, target, { name, homeId }));
  } catch (cause) {
    const expected =
      stateOfFault(cause) !== undefined ||
      (cause instanceof Fault && (cause.kind === "damaged" || cause.kind === "absent"));
    if (!expected) throw cause;
    house.log.warn({ err: cause, target: row.name }, "this place could not repair a file");
    return undefined;
  }
}

/** The vault judges recordings by what was entered; other files are what they were when first copied. */
async function putRight(
  house: House,
  object: Damaged,
  bytes: AsyncIterable<Uint8Array>,
): Promise<string | undefined> {
  const { object_id: objectId, part, sha256, size_bytes: sizeBytes } = object;
  if (objectId !== null && (part === "bytes" || part === "record"))
    return (await kept.repair(house, { objectId, part, bytes })).sha256;
  if (sha256 === null) return undefined;
  const isRight = (found: string) => found === sha256;
  const asideAs = sha256.slice(0, 32);
  const files = openWriteOnceFiles(folderOf(house, object.class));
  await files.putBack(object.source, bytes, { sizeBytes, isRight, asideAs });
  return sha256;
}
