import type { CprEvents, CprMode, DeviceFormat } from "../../contract/device-scores.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";
import type { SheetFilter } from "./scores.store.ts";

/** `migrations/0410-device-scores.sql` is its definition. */
type DeviceTables = {
  "scores.device_score": {
    device_score_id: string;
    site_id: string;
    assignment_id: string;
    student_id: string;
    imported_by: string;
    imported_at_ms: number;
    device: string;
    format: DeviceFormat;
    mode: CprMode;
    started_at_ms: number | null;
    formula: string;
    events: CprEvents;
    events_sha256: string;
    reason: string | null;
  };
};
export type DeviceScoreRow = DeviceTables["scores.device_score"];

/** By the time they came, the newest last. */
export async function selectDeviceScores(
  db: Database | Writing,
  filter: Omit<SheetFilter, "examinerId">,
): Promise<DeviceScoreRow[]> {
  if (filter.assignmentIds.length === 0) return [];
  let query = db
    .withTables<DeviceTables>()
    .selectFrom("scores.device_score")
    .selectAll()
    .where("assignment_id", "in", filter.assignmentIds);
  if (filter.studentId !== undefined) query = query.where("student_id", "=", filter.studentId);
  return query.orderBy("imported_at_ms").orderBy("device_score_id").execute();
}

export async function insertDeviceScore(tx: Writing, row: DeviceScoreRow): Promise<void> {
  await tx
    .withTables<DeviceTables>()
    .insertInto("scores.device_score")
    .values({ ...row, events: jsonb(row.events) })
    .execute();
}
