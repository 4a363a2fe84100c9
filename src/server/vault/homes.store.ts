import type { Database } from "../../platform/database.ts";
import type { DisposalTables } from "./disposal.store.ts";
import type { VaultTables } from "./vault.store.ts";

type HomesTables = VaultTables & DisposalTables;

export type HomeObjectRow = Awaited<ReturnType<typeof selectObjectsOfHome>>[number];

/** Objects of homes that are not erased, each with its home's folder. */
function objects(db: Database) {
  return db
    .withTables<HomesTables>()
    .selectFrom("vault.object as o")
    .innerJoin("vault.folder as f", "f.occasion_id", "o.home_id")
    .leftJoin("vault.erased as gone", "gone.home_id", "o.home_id")
    .where("gone.home_id", "is", null)
    .select([
      "o.object_id",
      "o.kind",
      "o.round_id",
      "o.leaf_hash",
      "o.home_id",
      "o.name",
      "o.size_bytes",
      "o.sha256",
      "f.partition",
      "f.path as folder",
    ]);
}

/** Homes that are not erased, by their ids. */
export function selectHomesAfter(db: Database, after: string, most: number) {
  return db
    .withTables<HomesTables>()
    .selectFrom("vault.folder as f")
    .leftJoin("vault.erased as gone", "gone.home_id", "f.occasion_id")
    .where("gone.home_id", "is", null)
    .where("f.occasion_id", ">", after)
    .select(["f.occasion_id as home_id", "f.partition", "f.path as folder"])
    .orderBy("f.occasion_id")
    .limit(most)
    .execute();
}

export function selectObjectsOfHome(db: Database, homeId: string) {
  return objects(db).where("o.home_id", "=", homeId).orderBy("o.object_id").execute();
}

export function selectObject(db: Database, objectId: string) {
  return objects(db).where("o.object_id", "=", objectId).executeTakeFirst();
}

export function selectObjectsAfter(db: Database, after: string, most: number) {
  return objects(db).where("o.object_id", ">", after).orderBy("o.object_id").limit(most).execute();
}

export function selectObjectsOfRounds(db: Database, roundIds: readonly string[]) {
  return objects(db)
    .where("o.round_id", "in", roundIds)
    .orderBy("o.round_id")
    .orderBy("o.leaf_index")
    .execute();
}

/** Rounds by the order in which they were entered. */
export function selectRoundsAfter(db: Database, seq: number, most: number) {
  return db
    .withTables<HomesTables>()
    .selectFrom("vault.round")
    .select(["round_id", "seq"])
    .where("seq", ">", seq)
    .orderBy("seq")
    .limit(most)
    .execute();
}

/** Manifest parts of these rounds, of homes that are not erased. */
export function selectPartsOfRounds(db: Database, roundIds: readonly string[]) {
  return db
    .withTables<HomesTables>()
    .selectFrom("vault.manifest_part as p")
    .innerJoin("vault.folder as f", "f.occasion_id", "p.occasion_id")
    .leftJoin("vault.erased as gone", "gone.home_id", "p.occasion_id")
    .where("gone.home_id", "is", null)
    .where("p.round_id", "in", roundIds)
    .select([
      "p.occasion_id as home_id",
      "p.number",
      "p.round_id",
      "p.written_at_ms",
      "f.partition",
      "f.path as folder",
    ])
    .orderBy("p.round_id")
    .orderBy("p.number")
    .execute();
}
