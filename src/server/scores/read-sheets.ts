import type { ScoreSheet } from "../../contract/scoring.ts";
import type { Database } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { findAccounts } from "../people/index.ts";
import {
  type HandInRow,
  type MarkRow,
  type SheetFilter,
  selectHandIns,
  selectMarks,
} from "./scores.store.ts";

/** Sheets with all their marks, as far as `db` lets them be seen: one for each examiner and candidate. */
export async function readSheets(
  house: House,
  db: Database,
  filter: SheetFilter,
): Promise<ScoreSheet[]> {
  const marks = await selectMarks(db, filter);
  const handIns = await selectHandIns(db, filter);
  const people = await findAccounts(house, [...new Set(marks.map((row) => row.examiner_id))]);
  return [...Map.groupBy(marks, keyOf).entries()].flatMap(([key, rows]) => {
    const [first] = rows;
    if (first === undefined) return [];
    return [
      {
        assignmentId: first.assignment_id,
        studentId: first.student_id,
        examinerId: first.examiner_id,
        examiner: people.get(first.examiner_id)?.name ?? "",
        marks: rows.map(markOf),
        handIns: handIns.filter((row) => keyOf(row) === key).map(handInOf),
      },
    ];
  });
}

function keyOf(row: MarkRow | HandInRow): string {
  return `${row.assignment_id} ${row.student_id} ${row.examiner_id}`;
}

export function markOf(row: MarkRow): ScoreSheet["marks"][number] {
  return {
    markId: row.mark_id,
    about: row.about,
    value: row.value,
    after: row.after,
    saidAtMs: row.said_at_ms,
    reason: row.reason,
    takenAtMs: row.taken_at_ms,
  };
}

function handInOf(row: HandInRow): ScoreSheet["handIns"][number] {
  return {
    handInId: row.hand_in_id,
    heads: row.heads,
    remark: row.remark,
    saidAtMs: row.said_at_ms,
    takenAtMs: row.taken_at_ms,
  };
}
