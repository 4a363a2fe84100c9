import { sql } from "kysely";
import type { Partition } from "../../contract/lesson.ts";
import type { Database } from "../../platform/database.ts";
import type { DisposalTables } from "./disposal.store.ts";
import type { VaultTables } from "./vault.store.ts";

type Tables = VaultTables & DisposalTables;
const rowsAtOnce = 2_000;

/** What each partition holds; what was erased is not in it. */
export function sumPartitions(
  db: Database,
): Promise<{ partition: Partition; kind: "lesson" | "watch"; files: number; bytes: number }[]> {
  return db
    .withTables<Tables>()
    .selectFrom("vault.object")
    .innerJoin("vault.folder", "vault.folder.occasion_id", "vault.object.home_id")
    .leftJoin("vault.erased", "vault.erased.home_id", "vault.folder.occasion_id")
    .where("vault.erased.home_id", "is", null)
    .where("vault.object.kind", "=", "segment")
    .groupBy(["vault.folder.partition", "vault.folder.kind"])
    .select((eb) => [
      "vault.folder.partition as partition",
      "vault.folder.kind as kind",
      eb.fn.countAll<number>().as("files"),
      sql<number>`coalesce(sum(vault.object.size_bytes), 0)::bigint`.as("bytes"),
    ])
    .execute();
}

export interface RowCounts {
  readonly rounds: number;
  readonly segments: number;
  readonly sizeBytes: number;
  readonly homes: number;
}

/** Rows up to a round, erased ones too: they stay for ever, so the same number means the same rows. */
export async function countRows(db: Database, upToSeq: number): Promise<RowCounts> {
  const { rows } = await sql<RowCounts>`select count(distinct o.round_id) as rounds,
      count(*) filter (where o.kind = 'segment') as segments,
      coalesce(sum(o.size_bytes), 0)::bigint as "sizeBytes",
      count(distinct o.home_id) as homes
    from vault.object o join vault.round r on r.round_id = o.round_id
    where r.seq <= ${upToSeq}`.execute(db);
  return rows[0] ?? { rounds: 0, segments: 0, sizeBytes: 0, homes: 0 };
}

export async function newestRound(db: Database): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    select coalesce(max(seq), 0) as seq from vault.round`.execute(db);
  return rows[0]?.seq ?? 0;
}

/** Where objects lie; unknown ids are left out. */
export async function findPlaces(
  db: Database,
  objectIds: readonly string[],
): Promise<{ object_id: string; folder: string; name: string }[]> {
  const found: { object_id: string; folder: string; name: string }[] = [];
  for (let from = 0; from < objectIds.length; from += rowsAtOnce)
    found.push(
      ...(await db
        .withTables<Tables>()
        .selectFrom("vault.object")
        .innerJoin("vault.folder", "vault.folder.occasion_id", "vault.object.home_id")
        .select(["object_id", "vault.folder.path as folder", "name"])
        .where("object_id", "in", objectIds.slice(from, from + rowsAtOnce))
        .execute()),
    );
  return found;
}

/** Names that rows of a home stand for, and the numbers of its manifest parts. */
export async function findNames(
  db: Database,
  homeIds: readonly string[],
): Promise<{
  objects: { home_id: string; name: string }[];
  parts: { occasion_id: string; number: number }[];
}> {
  if (homeIds.length === 0) return { objects: [], parts: [] };
  const vault = db.withTables<Tables>();
  const objects = await vault
    .selectFrom("vault.object")
    .select(["home_id", "name"])
    .where("home_id", "in", homeIds)
    .execute();
  const parts = await vault
    .selectFrom("vault.manifest_part")
    .select(["occasion_id", "number"])
    .where("occasion_id", "in", homeIds)
    .execute();
  return { objects, parts };
}

/** Groups of files with the same bytes: how many more than one of each, and how large. */
export async function sumDuplicates(db: Database): Promise<{ files: number; bytes: number }> {
  const { rows } = await sql<{ files: number; bytes: number }>`
    select coalesce(sum(copies - 1), 0)::bigint as files,
      coalesce(sum((copies - 1) * size_bytes), 0)::bigint as bytes
    from (select count(*) as copies, max(size_bytes) as size_bytes from vault.object o
      where o.sha256 is not null
        and not exists (select 1 from vault.erased e where e.home_id = o.home_id)
      group by o.sha256 having count(*) > 1) g`.execute(db);
  return rows[0] ?? { files: 0, bytes: 0 };
}
