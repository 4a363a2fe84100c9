import { sql } from "kysely";
import type { Database, Writing } from "../../platform/database.ts";

export type DisposalTables = {
  "vault.erased": {
    home_id: string;
    site_id: string;
    warrant_id: string;
    drawn_from: "case" | "standing-order";
    serial: string | null;
    objects: number;
    size_bytes: number;
    list_sha256: string;
    begun_at_ms: number;
    ended_at_ms: number | null;
  };
};
export type ErasedRow = DisposalTables["vault.erased"];

const rowsAtOnce = 2_000;

export async function findErased(
  db: Database | Writing,
  homeIds: readonly string[],
): Promise<ErasedRow[]> {
  const found: ErasedRow[] = [];
  for (let from = 0; from < homeIds.length; from += rowsAtOnce)
    found.push(
      ...(await db
        .withTables<DisposalTables>()
        .selectFrom("vault.erased")
        .selectAll()
        .where("home_id", "in", homeIds.slice(from, from + rowsAtOnce))
        .execute()),
    );
  return found;
}

/** The first mark stands: who runs into it goes on with what it began. */
export async function insertErased(tx: Writing, row: ErasedRow): Promise<void> {
  await tx
    .withTables<DisposalTables>()
    .insertInto("vault.erased")
    .values(row)
    .onConflict((on) => on.doNothing())
    .execute();
}

/** Whether this call ended it: ending twice is one ending. */
export async function endErased(tx: Writing, homeId: string, atMs: number): Promise<boolean> {
  const done = await tx
    .withTables<DisposalTables>()
    .updateTable("vault.erased")
    .set({ ended_at_ms: atMs })
    .where("home_id", "=", homeId)
    .where("ended_at_ms", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export interface OldestHome {
  readonly camera_id: string;
  readonly label: string;
  readonly home_id: string;
  readonly start_ms: number;
  readonly days: number;
}

/** Of each 24-hour camera the oldest day that was not erased, and how many there are. */
export async function findOldestDays(db: Database, siteId: string): Promise<OldestHome[]> {
  const { rows } = await sql<OldestHome>`
    select distinct on (f.snapshot ->> 'cameraId') f.snapshot ->> 'cameraId' as camera_id,
      f.snapshot ->> 'label' as label, f.occasion_id as home_id, f.start_ms,
      (count(*) over (partition by f.snapshot ->> 'cameraId'))::int as days
    from vault.folder f left join vault.erased e on e.home_id = f.occasion_id
    where f.site_id = ${siteId}::uuid and f.kind = 'watch' and e.home_id is null
      and f.snapshot ? 'cameraId'
    order by f.snapshot ->> 'cameraId', f.start_ms`.execute(db);
  return rows;
}
