import { partitions } from "../../contract/lesson.ts";
import { granted } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import type { FoundFile } from "../../platform/vault-files.ts";
import { strangersOf, unknownIn } from "./audit-strangers.ts";
import { vaultActor } from "./note-damage.ts";
import { isPartitionFolder, openVault } from "./open-vault.ts";
import { pageFolders } from "./vault.store.ts";

export interface Misplaced {
  readonly path: string;
  readonly what:
    | "beside-the-partitions"
    | "folder-in-foreign-partition"
    | "manifest-in-foreign-partition"
    | "file-nobody-entered"
    /** The register of keeping has it elsewhere. */
    | "item-in-foreign-partition";
}

const firstId = "00000000-0000-0000-0000-000000000000";
const rowsAtOnce = 1_000;

/**
 * Nightly audit of S0-8.2: nothing lies beside the five partitions, and every occasion's folder lies
 * in the partition of its kind with nothing in it that nobody entered. Reads names only, no bytes,
 * but for what is strange.
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
  const within = new Within(house, owners);
  for await (const file of openVault(house).walk()) {
    const [partition, year, folder] = file.path.split("/");
    if (partition === undefined || !isPartitionFolder(partition))
      misplaced.push({ path: file.path, what: "beside-the-partitions" });
    else if (!owners.has([partition, year, folder].join("/")))
      misplaced.push({ path: file.path, what: "folder-in-foreign-partition" });
    else await within.add([partition, year, folder].join("/"), file);
  }
  const strangers = await strangersOf(house, await within.end());
  return [
    ...misplaced,
    ...strangers.map((path) => ({ path, what: "file-nobody-entered" as const })),
  ];
}

/** Gathers one folder's files at a time, as the walk meets them, and keeps those no row stands for. */
class Within {
  readonly #house: House;
  readonly #owners: ReadonlyMap<string, string>;
  readonly #unknown: FoundFile[] = [];
  #path = "";
  #files: FoundFile[] = [];

  constructor(house: House, owners: ReadonlyMap<string, string>) {
    this.#house = house;
    this.#owners = owners;
  }

  async add(path: string, file: FoundFile): Promise<void> {
    if (path !== this.#path) await this.end();
    this.#path = path;
    this.#files.push(file);
  }

  async end(): Promise<readonly FoundFile[]> {
    const homeId = this.#owners.get(this.#path);
    const files = this.#files.splice(0);
    if (homeId !== undefined && files.length > 0)
      this.#unknown.push(...(await unknownIn(this.#house, { homeId, path: this.#path }, files)));
    return this.#unknown;
  }
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
