import { Fault } from "../../contract/faults.ts";
import { partitionNames, partitions } from "../../contract/lesson.ts";
import type { House } from "../../platform/house.ts";
import { type WriteOnceFiles, openWriteOnceFiles } from "../../platform/vault-files.ts";

const folders: ReadonlySet<string> = new Set(partitionNames.map((name) => partitions[name]));

/** The vault's files behind the partition fence: nothing is written beside the five partitions (S0-8.2). */
export function openVault(house: House): WriteOnceFiles {
  const files = openWriteOnceFiles(house.paths.vault);
  return {
    ...files,
    keep: async (source, path) => files.keep(source, fenced(path)),
    writeOnce: async (path, text) => files.writeOnce(fenced(path), text),
    putBack: async (path, bytes, right) => files.putBack(fenced(path), bytes, right),
  };
}

export function isPartitionFolder(name: string): boolean {
  return folders.has(name);
}

function fenced(path: string): string {
  const [partition] = path.split("/");
  if (partition !== undefined && folders.has(partition)) return path;
  throw new Fault("input", "partition_refused", {
    hint: "the vault holds the five partitions and nothing else",
  });
}

/** At the start of the house, before anything is taken in: drops what a crash left half written. */
export async function prepareVault(house: House): Promise<void> {
  await openVault(house).sweepStaging();
}
