import { sql } from "kysely";
import type { Database, Writing } from "../../platform/database.ts";
import type { LockedSegment, RetentionTables } from "./retention-tables.ts";

export type EvidenceCopyRow = Awaited<ReturnType<typeof selectEvidenceCopies>>[number];
export type EvidenceToCopy = NonNullable<Awaited<ReturnType<typeof selectEvidenceToCopy>>>;

export async function insertEvidenceCopy(
  tx: Writing,
  of: {
    readonly evidenceId: string;
    readonly siteId: string;
    readonly segments: readonly LockedSegment[];
  },
): Promise<void> {
  await tx
    .withTables<RetentionTables>()
    .insertInto("retention.evidence_copy")
    .values({
      evidence_id: of.evidenceId,
      site_id: of.siteId,
      segments: JSON.stringify(of.segments),
      copied_at_ms: null,
    })
    .execute();
}

export async function selectEvidenceCopies(db: Database, evidenceIds: readonly string[]) {
  if (evidenceIds.length === 0) return [];
  return db
    .withTables<RetentionTables>()
    .selectFrom("retention.evidence_copy")
    .selectAll()
    .where("evidence_id", "in", [...evidenceIds])
    .execute();
}

/** Evidence that is held and not copied yet, the oldest first; from after an id on. */
export function selectEvidenceToCopy(db: Database, siteId: string, after: string) {
  return copiesWithEvidence(db, siteId)
    .where("c.copied_at_ms", "is", null)
    .where("h.lifted_at_ms", "is", null)
    .where("e.evidence_id", ">", after)
    .orderBy("e.evidence_id")
    .limit(1)
    .executeTakeFirst();
}

/** Copies that show something of a home and were not erased for it yet. */
export function selectCopiesShowing(db: Database, siteId: string, homeId: string) {
  return copiesWithEvidence(db, siteId)
    .where(sql<boolean>`c.segments @> ${JSON.stringify([{ homeId }])}::jsonb`)
    .where(sql<boolean>`not (c.erased_homes @> array[${homeId}::uuid])`)
    .orderBy("e.evidence_id")
    .execute();
}

function copiesWithEvidence(db: Database, siteId: string) {
  return db
    .withTables<RetentionTables>()
    .selectFrom("retention.evidence_copy as c")
    .innerJoin("retention.evidence as e", "e.evidence_id", "c.evidence_id")
    .innerJoin("retention.hold as h", "h.hold_id", "e.hold_id")
    .select([
      "c.evidence_id",
      "c.segments",
      "e.year",
      "e.number",
      "e.cameras",
      "e.start_ms",
      "e.end_ms",
      "e.fixed_at_ms",
      "e.segments_sha256",
    ])
    .where("c.site_id", "=", siteId);
}

export async function markEvidenceCopied(
  tx: Writing,
  evidenceId: string,
  atMs: number,
): Promise<void> {
  await tx
    .withTables<RetentionTables>()
    .updateTable("retention.evidence_copy")
    .set({ copied_at_ms: atMs })
    .where("evidence_id", "=", evidenceId)
    .execute();
}

export async function markCopyErased(
  tx: Writing,
  evidenceId: string,
  homeId: string,
): Promise<void> {
  await sql`update retention.evidence_copy
    set erased_homes = array_append(erased_homes, ${homeId}::uuid)
    where evidence_id = ${evidenceId}`.execute(tx);
}
