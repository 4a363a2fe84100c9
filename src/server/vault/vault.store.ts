import { type Generated, type Insertable, type JSONColumnType, sql } from "kysely";
import type { Snapshot } from "../../contract/entries.ts";
import type { Partition } from "../../contract/lesson.ts";
import type { FrozenNames } from "../../contract/vault.ts";
import type { NameTemplate } from "../../kernel/naming.ts";
import type { Database, Writing } from "../../platform/database.ts";

/** A JSON column holds frozen values; they arrive as plain objects. */
type Json<T extends object> = JSONColumnType<T, string, string>;

export type VaultTables = {
  "vault.folder": {
    occasion_id: string;
    site_id: string;
    kind: "lesson" | "watch";
    partition: Partition;
    path: string;
    collision_key: string;
    names: Json<FrozenNames>;
    template: NameTemplate;
    start_ms: number;
    end_ms: number;
    snapshot: Json<Snapshot>;
    chosen_at_ms: number;
  };
  "vault.round": {
    round_id: string;
    site_id: string;
    taken_at_ms: number;
    size: number;
    size_bytes: number;
    root: Uint8Array;
    /** In the order of commits. */
    seq: Generated<number>;
  };
  "vault.object": {
    object_id: string;
    site_id: string;
    kind: "segment" | "gap";
    round_id: string;
    leaf_index: number;
    leaf_hash: Uint8Array;
    home_id: string;
    name: string;
    size_bytes: number;
    sha256: Uint8Array | null;
  };
  "vault.manifest_part": {
    occasion_id: string;
    number: number;
    site_id: string;
    round_id: string;
    snapshot: Json<Snapshot>;
    written_at_ms: number | null;
  };
  "vault.damage": {
    file_name: string;
    size_bytes: number;
    modified_ms: number;
    site_id: string;
    object_id: string | null;
    what: string;
    found_at_ms: number;
  };
};

export type FolderRow = Awaited<ReturnType<typeof findFolders>>[number];
export type RoundRow = NonNullable<Awaited<ReturnType<typeof findRound>>>;
export type ObjectRow = VaultTables["vault.object"];
export type KeptRow = NonNullable<Awaited<ReturnType<typeof findKept>>>;

const rowsAtOnce = 2_000;

export async function findFolders(db: Database, occasionIds: readonly string[]) {
  if (occasionIds.length === 0) return [];
  return db
    .withTables<VaultTables>()
    .selectFrom("vault.folder")
    .selectAll()
    .where("occasion_id", "in", occasionIds)
    .execute();
}

export async function findFolderByKey(db: Database, key: string): Promise<string | undefined> {
  const row = await db
    .withTables<VaultTables>()
    .selectFrom("vault.folder")
    .select("occasion_id")
    .where("collision_key", "=", key)
    .executeTakeFirst();
  return row?.occasion_id;
}

export interface NewFolder {
  readonly occasionId: string;
  readonly siteId: string;
  readonly kind: "lesson" | "watch";
  readonly partition: Partition;
  readonly path: string;
  readonly collisionKey: string;
  readonly names: FrozenNames;
  readonly template: NameTemplate;
  readonly startMs: number;
  readonly endMs: number;
  readonly snapshot: Snapshot;
  readonly chosenAtMs: number;
}

export async function insertFolder(tx: Writing, folder: NewFolder): Promise<void> {
  await tx
    .withTables<VaultTables>()
    .insertInto("vault.folder")
    .values({
      occasion_id: folder.occasionId,
      site_id: folder.siteId,
      kind: folder.kind,
      partition: folder.partition,
      path: folder.path,
      collision_key: folder.collisionKey,
      names: JSON.stringify(folder.names),
      template: folder.template,
      start_ms: folder.startMs,
      end_ms: folder.endMs,
      snapshot: JSON.stringify(folder.snapshot),
      chosen_at_ms: folder.chosenAtMs,
    })
    .execute();
}

/** Which of these ids the vault holds, committed. */
export async function findKnown(db: Database, ids: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (let from = 0; from < ids.length; from += rowsAtOnce) {
    const rows = await db
      .withTables<VaultTables>()
      .selectFrom("vault.object")
      .select("object_id")
      .where("object_id", "in", ids.slice(from, from + rowsAtOnce))
      .execute();
    for (const row of rows) known.add(row.object_id);
  }
  return known;
}

export async function findOwner(
  db: Database,
  homeId: string,
  name: string,
): Promise<string | undefined> {
  const row = await db
    .withTables<VaultTables>()
    .selectFrom("vault.object")
    .select("object_id")
    .where("home_id", "=", homeId)
    .where("name", "=", name)
    .executeTakeFirst();
  return row?.object_id;
}

export async function insertRound(
  tx: Writing,
  round: Insertable<VaultTables["vault.round"]>,
): Promise<void> {
  await tx.withTables<VaultTables>().insertInto("vault.round").values(round).execute();
}

export async function insertObjects(tx: Writing, objects: readonly ObjectRow[]): Promise<void> {
  for (let from = 0; from < objects.length; from += rowsAtOnce)
    await tx
      .withTables<VaultTables>()
      .insertInto("vault.object")
      .values(objects.slice(from, from + rowsAtOnce))
      .execute();
}

/** Numbers the next manifest part of an occasion. Rounds are entered one after another, so no two meet. */
export async function insertManifestPart(
  tx: Writing,
  part: { occasionId: string; siteId: string; roundId: string; snapshot: Snapshot },
): Promise<void> {
  const vault = tx.withTables<VaultTables>();
  const last = await vault
    .selectFrom("vault.manifest_part")
    .select((eb) => eb.fn.max("number").as("number"))
    .where("occasion_id", "=", part.occasionId)
    .executeTakeFirst();
  await vault
    .insertInto("vault.manifest_part")
    .values({
      occasion_id: part.occasionId,
      number: (last?.number ?? 0) + 1,
      site_id: part.siteId,
      round_id: part.roundId,
      snapshot: JSON.stringify(part.snapshot),
      written_at_ms: null,
    })
    .execute();
}

/** One round at a time over all processes of the house; held to the end of the transaction. */
export async function lockRounds(tx: Writing): Promise<void> {
  await sql`select pg_advisory_xact_lock(4915130)`.execute(tx);
}

/** Rounds with a manifest part that is not on disk yet, oldest first. */
export async function findDueRounds(db: Database, most: number): Promise<string[]> {
  const rows = await db
    .withTables<VaultTables>()
    .selectFrom("vault.manifest_part")
    .innerJoin("vault.round", "vault.round.round_id", "vault.manifest_part.round_id")
    .select("vault.round.round_id as round_id")
    .where("written_at_ms", "is", null)
    .groupBy(["vault.round.round_id", "vault.round.taken_at_ms"])
    .orderBy("vault.round.taken_at_ms")
    .limit(most)
    .execute();
  return rows.map((row) => row.round_id);
}

export function findRound(db: Database, roundId: string) {
  return db
    .withTables<VaultTables>()
    .selectFrom("vault.round")
    .selectAll()
    .where("round_id", "=", roundId)
    .executeTakeFirst();
}

/** A round's objects in the order of their leaves, each with its home's folder. */
export function findRoundObjects(db: Database, roundId: string) {
  return keptQuery(db).where("round_id", "=", roundId).orderBy("leaf_index").execute();
}

export function findDueParts(db: Database, roundId: string) {
  return db
    .withTables<VaultTables>()
    .selectFrom("vault.manifest_part")
    .select(["occasion_id", "number", "snapshot"])
    .where("round_id", "=", roundId)
    .where("written_at_ms", "is", null)
    .orderBy("occasion_id")
    .execute();
}

export async function markPartWritten(
  tx: Writing,
  part: { occasionId: string; number: number; atMs: number },
): Promise<void> {
  await tx
    .withTables<VaultTables>()
    .updateTable("vault.manifest_part")
    .set({ written_at_ms: part.atMs })
    .where("occasion_id", "=", part.occasionId)
    .where("number", "=", part.number)
    .execute();
}

export function findKept(db: Database, objectId: string) {
  return keptQuery(db).where("object_id", "=", objectId).executeTakeFirst();
}

export async function countDueParts(db: Database, occasionId: string): Promise<number> {
  const row = await db
    .withTables<VaultTables>()
    .selectFrom("vault.manifest_part")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("occasion_id", "=", occasionId)
    .where("written_at_ms", "is", null)
    .executeTakeFirst();
  return row?.count ?? 0;
}

export async function findDamage(db: Database, fileNames: readonly string[]) {
  const found: VaultTables["vault.damage"][] = [];
  for (let from = 0; from < fileNames.length; from += rowsAtOnce) {
    const names = fileNames.slice(from, from + rowsAtOnce);
    found.push(
      ...(await db
        .withTables<VaultTables>()
        .selectFrom("vault.damage")
        .selectAll()
        .where("file_name", "in", names)
        .execute()),
    );
  }
  return found;
}

export async function insertDamage(
  tx: Writing,
  damage: VaultTables["vault.damage"],
): Promise<void> {
  await tx
    .withTables<VaultTables>()
    .insertInto("vault.damage")
    .values(damage)
    .onConflict((on) => on.doNothing())
    .execute();
}

/** All folders, rounds, objects and parts a page at a time, for the check. */
export function pageFolders(db: Database, after: string, rows: number) {
  return db
    .withTables<VaultTables>()
    .selectFrom("vault.folder")
    .selectAll()
    .where("occasion_id", ">", after)
    .orderBy("occasion_id")
    .limit(rows)
    .execute();
}

export function pageRounds(db: Database, after: string, rows: number) {
  return db
    .withTables<VaultTables>()
    .selectFrom("vault.round")
    .selectAll()
    .where("round_id", ">", after)
    .orderBy("round_id")
    .limit(rows)
    .execute();
}

export async function isKeptPath(
  db: Database,
  at: { folder: string; name: string },
): Promise<boolean> {
  const row = await keptQuery(db)
    .where("vault.folder.path", "=", at.folder)
    .where("name", "=", at.name)
    .executeTakeFirst();
  return row !== undefined;
}

export function findFolderObjects(db: Database, homeId: string) {
  return keptQuery(db).where("home_id", "=", homeId).orderBy("object_id").execute();
}

export function findFolderParts(db: Database, occasionId: string) {
  return db
    .withTables<VaultTables>()
    .selectFrom("vault.manifest_part")
    .select(["number", "round_id", "written_at_ms", "snapshot"])
    .where("occasion_id", "=", occasionId)
    .orderBy("number")
    .execute();
}

export async function insertManifestRow(
  tx: Writing,
  part: {
    occasionId: string;
    number: number;
    siteId: string;
    roundId: string;
    snapshot: Snapshot;
    atMs: number;
  },
): Promise<void> {
  await tx
    .withTables<VaultTables>()
    .insertInto("vault.manifest_part")
    .values({
      occasion_id: part.occasionId,
      number: part.number,
      site_id: part.siteId,
      round_id: part.roundId,
      snapshot: JSON.stringify(part.snapshot),
      written_at_ms: part.atMs,
    })
    .execute();
}

function keptQuery(db: Database) {
  return db
    .withTables<VaultTables>()
    .selectFrom("vault.object")
    .innerJoin("vault.folder", "vault.folder.occasion_id", "vault.object.home_id")
    .select([
      "vault.object.object_id as object_id",
      "vault.object.kind as kind",
      "round_id",
      "leaf_index",
      "leaf_hash",
      "home_id",
      "name",
      "size_bytes",
      "sha256",
      "vault.folder.path as folder",
    ]);
}
