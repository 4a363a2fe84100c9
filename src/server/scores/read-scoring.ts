import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Assignment, ScoreSheet } from "../../contract/scoring.ts";
import { type Summary, summarise } from "../../kernel/scoring/summary.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { lessonById, lessons } from "../lessons/index.ts";
import { type Candidate, assignmentsOf, candidatesOf, findAssignment } from "./assignments.ts";
import { readSheets } from "./read-sheets.ts";
import { selectAssignments } from "./scores.store.ts";

export interface LessonScoring {
  readonly assignments: readonly Assignment[];
  readonly candidates: readonly Candidate[];
  readonly sheets: readonly ScoreSheet[];
  readonly examines: boolean;
}

/** All an examiner needs of a lesson, so that scoring goes on where the network ends. */
export async function readLessonScoring(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<LessonScoring>> {
  const seen = await lessons.read(house, actor, lessonId);
  if (!seen.ok) return seen;
  const facts = await lessonById(house, lessonId);
  if (facts === undefined) return refused("not_found");
  const read = await asTier(house, actor, async (db) => {
    const rows = await selectAssignments(db, house.siteId, {
      lessonId,
      most: limits.assignmentsMost,
    });
    const assignments = await assignmentsOf(house, db, rows);
    const assignmentIds = rows.map((row) => row.assignment_id);
    const examinerId = actor.accountId;
    return { assignments, sheets: await readSheets(house, db, { assignmentIds, examinerId }) };
  });
  const examines = seen.value.teachers.some((one) => one.accountId === actor.accountId);
  // Names of candidates only for whoever may know them: a lesson may be lent for looking alone.
  const knows = examines || actor.role !== "teacher";
  return granted({
    ...read,
    assignments: read.assignments.toReversed(),
    candidates: knows ? await candidatesOf(house, facts, null) : [],
    examines,
  });
}

export interface SummaryRead extends Summary {
  readonly assignment: Assignment;
}

/** The summary sheet of an assignment (成绩汇总表), made anew from the marks at each call. */
export async function readSummary(
  house: House,
  actor: PersonActor,
  assignmentId: string,
): Promise<Outcome<SummaryRead>> {
  const found = await findAssignment(house, actor, assignmentId);
  if (!found.ok) return found;
  const { assignment, facts } = found.value;
  const candidates = await candidatesOf(house, facts, assignment.stationId);
  const sheets = await asTier(house, actor, (db) =>
    readSheets(house, db, { assignmentIds: [assignmentId] }),
  );
  return granted({ assignment, ...summaryOf(assignment, candidates, sheets) });
}

export function summaryOf(
  assignment: Assignment,
  candidates: readonly Candidate[],
  sheets: readonly ScoreSheet[],
): Summary {
  const { checklist, passRule } = assignment;
  const named = candidates.map(({ studentId, name }) => ({ studentId, name }));
  return summarise({ checklist, passRule, candidates: named, sheets });
}

/** Every mark of one candidate, by whom and why, old values beside new ones (S0-5.3.2). */
export async function readHistory(
  house: House,
  actor: PersonActor,
  of: { readonly assignmentId: string; readonly studentId: string },
): Promise<Outcome<{ assignment: Assignment; candidate: Candidate; sheets: ScoreSheet[] }>> {
  const { assignmentId, studentId } = of;
  const found = await findAssignment(house, actor, assignmentId);
  if (!found.ok) return found;
  const { assignment, facts } = found.value;
  const candidates = await candidatesOf(house, facts, assignment.stationId);
  const candidate = candidates.find((one) => one.studentId === studentId);
  if (candidate === undefined) return refused("not_found");
  const sheets = await asTier(house, actor, (db) =>
    readSheets(house, db, { assignmentIds: [assignmentId], studentId }),
  );
  return granted({ assignment, candidate, sheets });
}
