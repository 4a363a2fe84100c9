import type { BaseManifest } from "../../contract/database-archive.ts";
import { Fault } from "../../contract/faults.ts";
import { walFrom } from "../../kernel/database-archive.ts";
import { openDatabaseArchive } from "../../platform/database-archive-files.ts";
import type { HousePaths } from "../../platform/paths.ts";
import { freeBytes } from "../../platform/vault-files.ts";

/** Always left free for the living house. */
const reserveBytes = 1024 * 1024 * 1024;
/** A minute's segment is mostly zeros, which take no place; a full one takes all of it. */
const unpackedTimes = 8;

/**
 * Fault `disk_full` when the scratch database would not fit: the base copy packed and unpacked, the log
 * since it, and as much again for what the recovery writes. The footage of the sample is asked for home
 * by home.
 */
export async function needSpace(paths: HousePaths): Promise<void> {
  const archive = openDatabaseArchive(paths.dbarchive);
  const base = (await archive.listBases()).toSorted((a, b) => b.stopMs - a.stopMs)[0];
  if (base === undefined) return;
  const wal = await archive.listWal();
  const run = new Set(
    walFrom(
      base,
      wal.map((file) => file.name),
    ).names,
  );
  const packedLog = wal
    .filter((file) => run.has(file.name))
    .reduce((sum, file) => sum + file.sizeBytes, 0);
  const needed = 2 * baseBytes(base) + packedLog * (1 + unpackedTimes) + reserveBytes;
  const free = await freeBytes(paths.root);
  if (free < needed)
    throw new Fault("disk_full", "trial_no_space", {
      hint: `${paths.root}: ${free} bytes are free, about ${needed} are needed`,
    });
}

function baseBytes(base: BaseManifest): number {
  return base.parts.reduce(
    (sum, part) => sum + part.sizeBytes + part.files.reduce((all, file) => all + file.sizeBytes, 0),
    0,
  );
}
