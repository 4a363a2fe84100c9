import type { CprEvents, DeviceScore } from "../../contract/device-scores.ts";
import type { Assignment } from "../../contract/scoring.ts";
import { automaticPoints } from "../../kernel/scoring/automatic-points.ts";
import { cprFigures } from "../../kernel/scoring/cpr-score.ts";
import type { Database } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { findAccounts } from "../people/index.ts";
import { digestOf } from "../signing/index.ts";
import { type DeviceScoreRow, selectDeviceScores } from "./device-scores.store.ts";
import type { SheetFilter } from "./scores.store.ts";

/** Imports as far as `db` lets them be seen, the newest last; their figures are made anew each time. */
export async function readDeviceScores(
  house: House,
  db: Database,
  filter: Omit<SheetFilter, "examinerId">,
): Promise<DeviceScore[]> {
  const rows = await selectDeviceScores(db, filter);
  const people = await findAccounts(house, [...new Set(rows.map((row) => row.imported_by))]);
  return rows.map((row) => deviceScoreOf(row, people.get(row.imported_by)?.name ?? ""));
}

export function deviceScoreOf(row: DeviceScoreRow, importedBy: string): DeviceScore {
  return {
    deviceScoreId: row.device_score_id,
    assignmentId: row.assignment_id,
    studentId: row.student_id,
    device: row.device,
    format: row.format,
    mode: row.mode,
    startedAtMs: row.started_at_ms,
    importedAtMs: row.imported_at_ms,
    importedBy,
    reason: row.reason,
    figures: cprFigures(row.events, row.mode),
  };
}

/** By candidate what the newest import gives each automatic step; whoever has none is not there. */
export function automaticOf(
  { checklist }: Pick<Assignment, "checklist">,
  devices: readonly DeviceScore[],
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const newest = new Map(devices.map((one) => [one.studentId, one]));
  const given = [...newest].map(
    ([studentId, { figures }]) => [studentId, automaticPoints(checklist.items, figures)] as const,
  );
  return new Map(given.filter(([, points]) => points.size > 0));
}

/** Depths in tenths: the canonical text takes whole numbers only. */
export function eventsDigest({ compressions, breaths }: CprEvents): string {
  const tenths = (mm: number | null) => (mm === null ? null : Math.round(mm * 10));
  return digestOf({
    compressions: compressions.map(({ depthMm, residualMm, ...one }) => ({
      ...one,
      depthTenths: tenths(depthMm),
      residualTenths: tenths(residualMm),
    })),
    breaths,
  });
}
