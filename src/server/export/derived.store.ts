import { sql } from "kysely";
import type { Operation } from "../../contract/approval.ts";
import type { ExportForm } from "../../contract/exports.ts";
import type { Database } from "../../platform/database.ts";

export interface DerivedRow {
  readonly export_id: string;
  readonly request_id: string;
  readonly serial: string;
  readonly state: "queued" | "building" | "ready" | "failed" | "removed";
  readonly taken: number;
  readonly operation: Operation;
  readonly form: ExportForm;
  readonly unit: string;
  readonly started_by: string;
  readonly started_at_ms: number;
}

/** Copies that were made of a lesson's footage, whatever has become of them. */
export async function selectDerived(
  db: Database,
  siteId: string,
  lessonId: string,
): Promise<DerivedRow[]> {
  const { rows } = await sql<DerivedRow>`
    select export_id, request_id, serial, state, taken,
      operation, form, unit, started_by, started_at_ms
    from export.copy
    where site_id = ${siteId}::uuid and ${lessonId}::uuid = any (lesson_ids)
    order by started_at_ms`.execute(db);
  return rows;
}
