import { Fault } from "../../contract/faults.ts";
import type { CopyTarget } from "../../platform/copy-target.ts";
import type { House } from "../../platform/house.ts";
import { digestOf, dropSpool, spoolBytes } from "../../platform/house-folders.ts";
import { draw } from "../../platform/random.ts";
import { freeBytes, joinPath } from "../../platform/vault-files.ts";
import { type Trial, selectCopiesOfHome, selectHomeFrom, selectHomeSpan } from "./checks.store.ts";
import { openTarget, stateOfFault } from "./open-target.ts";
import { openCopy } from "./read-copy.ts";
import type { TargetRow } from "./targets.store.ts";

/** Kept free beside what a trial restores. */
const reserveBytes = 1024 * 1024 * 1024;

/**
 * Restores one home, drawn by chance, into a scratch folder, compares every file on the disk with what
 * was entered, and clears the folder. Undefined: no place with a home is here, or there is no space.
 */
export async function restoreTrial(
  house: House,
  targets: readonly TargetRow[],
): Promise<Trial | undefined> {
  for (const row of targets) {
    const homeId = await drawHome(house, row.target_id);
    if (homeId === undefined) continue;
    try {
      return await restoreHome(house, row, homeId);
    } catch (cause) {
      if (stateOfFault(cause) === undefined) throw cause;
      house.log.warn({ err: cause, target: row.name }, "no trial restore from this place");
    }
  }
  return undefined;
}

/** Homes are as evenly spread over time as ids are: a moment is drawn, then the next home. */
async function drawHome(house: House, targetId: string): Promise<string | undefined> {
  const span = await selectHomeSpan(house.db, targetId);
  if (span?.first == null || span.last === null) return undefined;
  const [first, last] = [msOf(span.first), msOf(span.last)];
  const [high = 0, low = 0] = draw(2);
  const ms = first + Math.floor(((last - first) * (high * 256 + low)) / 65_536);
  const hex = ms.toString(16).padStart(12, "0");
  const from = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
  return (
    (await selectHomeFrom(house.db, { targetId, from })) ??
    selectHomeFrom(house.db, { targetId, from: span.first })
  );
}

const msOf = (id: string) => Number.parseInt(id.replace("-", "").slice(0, 12), 16);

async function restoreHome(
  house: House,
  row: TargetRow,
  homeId: string,
): Promise<Trial | undefined> {
  const copies = await selectCopiesOfHome(house.db, row.target_id, homeId);
  const needed = copies.reduce((sum, copy) => sum + copy.size_bytes, 0);
  if ((await freeBytes(house.paths.run)) < needed + reserveBytes) return undefined;
  const folder = joinPath(house.paths.run, "trial");
  const target = await openTarget(house, row);
  let wrong = 0;
  let sizeBytes = 0;
  try {
    for (const [at, copy] of copies.entries()) {
      const name = `${homeId}/${String(at).padStart(6, "0")}`;
      const found = await restoreFile(house, target, { folder, name, homeId, copy: copy.name });
      sizeBytes += found?.sizeBytes ?? 0;
      if (found === undefined || found.sha256 !== copy.sha256) wrong++;
    }
  } finally {
    await dropSpool(folder, homeId);
  }
  return { homeId, files: copies.length, sizeBytes, wrong };
}

/** As it lies on the disk afterwards; undefined when the copy is gone or does not open. */
async function restoreFile(
  house: House,
  target: CopyTarget,
  of: {
    readonly folder: string;
    readonly name: string;
    readonly homeId: string;
    readonly copy: string;
  },
): Promise<{ sizeBytes: number; sha256: string } | undefined> {
  try {
    const bytes = openCopy(house, target, { name: of.copy, homeId: of.homeId });
    await spoolBytes(of.folder, of.name, bytes);
    return await digestOf(of.folder, of.name);
  } catch (cause) {
    if (cause instanceof Fault && (cause.kind === "absent" || cause.kind === "damaged"))
      return undefined;
    throw cause;
  } finally {
    await dropSpool(of.folder, of.name);
  }
}
