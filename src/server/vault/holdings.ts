import { type Partition, partitionNames } from "../../contract/lesson.ts";
import type { House } from "../../platform/house.ts";
import { joinPath, listNames } from "../../platform/vault-files.ts";
import {
  type RowCounts,
  countRows,
  findPlaces,
  newestRound,
  sumDuplicates,
  sumPartitions,
} from "./holdings.store.ts";
import { openVault } from "./open-vault.ts";

export interface PartitionHolding {
  readonly partition: Partition;
  readonly files: number;
  readonly sizeBytes: number;
  /** Of it, footage of 24-hour cameras. */
  readonly watchBytes: number;
}

/** What each of the five partitions holds. */
export async function partitionHoldings(house: House): Promise<PartitionHolding[]> {
  const rows = await sumPartitions(house.db);
  return partitionNames.map((partition) => {
    const own = rows.filter((row) => row.partition === partition);
    const sum = (of: (row: (typeof rows)[number]) => number) =>
      own.reduce((all, row) => all + of(row), 0);
    return {
      partition,
      files: sum((row) => row.files),
      sizeBytes: sum((row) => row.bytes),
      watchBytes: sum((row) => (row.kind === "watch" ? row.bytes : 0)),
    };
  });
}

/** Which of these segments' files are not where they were kept; looks at names only, no bytes. */
export async function whichLost(house: House, segmentIds: readonly string[]): Promise<Set<string>> {
  const names = new Map<string, ReadonlySet<string>>();
  const lost = new Set<string>();
  for (const { object_id: id, folder, name } of await findPlaces(house.db, segmentIds)) {
    const parts = `${folder}/${name}`.split("/");
    const fileName = parts.pop() ?? "";
    const path = parts.join("/");
    const known =
      names.get(path) ?? new Set(await listNames(joinPath(openVault(house).root, ...parts)));
    names.set(path, known);
    if (!known.has(fileName)) lost.add(id);
  }
  return lost;
}

/** Files with the same bytes as another: what a yearly clean-up may look at. */
export function duplicateHoldings(house: House): Promise<{ files: number; bytes: number }> {
  return sumDuplicates(house.db);
}

/** What was ever taken in, up to a round; `seq`: the newest one there is. */
export async function countTaken(
  house: House,
  upToSeq?: number,
): Promise<RowCounts & { readonly seq: number }> {
  const seq = upToSeq ?? (await newestRound(house.db));
  return { seq, ...(await countRows(house.db, seq)) };
}
