import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { examRoutes, Exam } from "../../contract/routes/osce.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import type { z } from "zod";
import { type ExamRow, selectExams } from "./exams.store.ts";
import { StoredPlan, findExam, shownExam } from "./find-exam.ts";

export type ExamHead = z.input<(typeof examRoutes)["exams.list"]["answer"]>["exams"][number];

/** Exams this person may know, newest first. */
export async function listExams(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ exams: ExamHead[] }>> {
  const rows = await asTier(house, actor, (db) =>
    selectExams(db, house.siteId, { most: limits.examsListed }),
  );
  return granted({ exams: rows.map(headOf) });
}

export function headOf(row: ExamRow): ExamHead {
  const plan = StoredPlan.parse(row.plan);
  return {
    examId: row.exam_id,
    title: row.title,
    course: row.course,
    startMs: row.start_ms,
    endMs: row.end_ms,
    state: row.state,
    stations: plan.stations.length,
    circuits: plan.circuits.length,
    candidates: row.candidates,
    releasedAtMs: row.released_at_ms,
  };
}

export async function readExam(
  house: House,
  actor: PersonActor,
  examId: string,
): Promise<Outcome<Exam>> {
  const found = await findExam(house, actor, examId);
  return found.ok ? granted(await shownExam(house, found.value)) : found;
}
