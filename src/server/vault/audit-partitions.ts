import { partitions } from "../../contract/lesson.ts";
import { granted } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { vaultActor } from "./note-damage.ts";
import { isPartitionFolder, openVault } from "./open-vault.ts";
import { pageFolders } from "./vault.store.ts";

export interface Misplaced {
  readonly path: string;
  readonly what:
    | "beside-the-partitions"
    | "folder-in-foreign-partition"
    | "manifest-in-foreign-partition";
}

const firstId = "00000000-0000-0000-0000-000000000000";
const rowsAtOnce = 1_000;

/**
 * Nightly audit of S0-8.2: nothing lies beside the five partitions, and every occasion's folder lies
 * in the partition of its kind. Reads names only, no bytes.
 */
export async function auditPartitions(house: House): Promise<Misplaced[]> {
  const misplaced: Misplaced[] = [];
  const owners = new Map<string, string>();
  for (let after = firstId; ;) {
    const rows = await pageFolders(house.db, after, rowsAtOnce);
    for (const row of rows) {
      owners.set(row.path, row.occasion_id);
      const own = row.kind === "watch" ? partitions.operations : partitions[row.partition];
      if (!row.path.startsWith(`${own}/`))
        misplaced.push({ path: row.path, what: "folder-in-foreign-partition" });
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.occasion_id;
  }
  for await (const file of openVault(house).walk()) {
    const [partition, year, folder] = file.path.split("/");
    if (partition === undefined || !isPartitionFolder(partition))
      misplaced.push({ path: file.path, what: "beside-the-partitions" });
    else if (!owners.has([partition, year, folder].join("/")))
      misplaced.push({ path: file.path, what: "folder-in-foreign-partition" });
  }
  return misplaced;
}

/** Each misplaced file is entered once by every audit that finds it. */
export async function noteMisplaced(house: House, misplaced: readonly Misplaced[]): Promise<void> {
  for (const { path, what } of misplaced) {
    house.log.error({ path, what }, "a file lies in a foreign partition");
    await act(house, vaultActor, "vault.damage-found@1", async () =>
      granted({
        value: undefined,
        subject: { type: "house", id: house.siteId },
        body: {
          segmentId: null,
          what: `${what}: ${path}`.toWellFormed().slice(0, 200).toWellFormed(),
        },
      }),
    );
  }
}
