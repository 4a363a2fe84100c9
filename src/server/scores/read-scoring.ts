import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { DeviceScore } from "../../contract/device-scores.ts";
import type { Assignment, ScoreSheet } from "../../contract/scoring.ts";
import type { Summary } from "../../kernel/scoring/summary.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { type LessonFacts, lessonById, lessons } from "../lessons/index.ts";
import { type Candidate, assignmentsOf, candidatesOf, findAssignment } from "./assignments.ts";
import { readDeviceScores } from "./device-scores.ts";
import { readSheets } from "./read-sheets.ts";
import { type SheetFilter, selectAssignments } from "./scores.store.ts";
import { summaryOf } from "./summaries.ts";

export interface LessonScoring {
  readonly assignments: readonly Assignment[];
  readonly candidates: readonly Candidate[];
  readonly sheets: readonly ScoreSheet[];
  readonly devices: readonly DeviceScore[];
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
    const assignmentIds = rows.map((row) => row.assignment_id);
    const examinerId = actor.accountId;
    const sheets = await readSheets(house, db, { assignmentIds, examinerId });
    return { rows, sheets, devices: await readDeviceScores(house, db, { assignmentIds }) };
  });
  const assignments = await assignmentsOf(house, house.db, read.rows);
  const examines = seen.value.teachers.some((one) => one.accountId === actor.accountId);
  // Names of candidates only for whoever may know them: a lesson may be lent for looking alone.
  const knows = examines || actor.role !== "teacher";
  return granted({
    sheets: read.sheets,
    devices: read.devices,
    assignments: assignments.toReversed(),
    candidates: knows ? await allCandidates(house, facts, assignments) : [],
    examines,
  });
}

/** Students of the lesson, and whoever is seated in one of its exams. */
async function allCandidates(
  house: House,
  facts: LessonFacts,
  assignments: readonly Assignment[],
): Promise<Candidate[]> {
  const found = await candidatesOf(house, facts, { stationId: null, seating: null });
  for (const assignment of assignments)
    if (assignment.seating !== null) found.push(...(await candidatesOf(house, facts, assignment)));
  return [...new Map(found.map((one) => [one.studentId, one])).values()];
}

export interface SummaryRead extends Summary {
  readonly assignment: Assignment;
  readonly devices: readonly DeviceScore[];
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
  const { sheets, devices } = await readSaid(house, actor, { assignmentIds: [assignmentId] });
  const summary = await summaryOf(house, { assignment, facts }, sheets);
  return granted({ assignment, devices, ...summary });
}

interface CandidateHistory extends Said {
  readonly assignment: Assignment;
  readonly candidate: Candidate;
}

/** Every mark of one candidate, by whom and why, old values beside new ones (S0-5.3.2). */
export async function readHistory(
  house: House,
  actor: PersonActor,
  of: { readonly assignmentId: string; readonly studentId: string },
): Promise<Outcome<CandidateHistory>> {
  const { assignmentId, studentId } = of;
  const found = await findAssignment(house, actor, assignmentId);
  if (!found.ok) return found;
  const { assignment, facts } = found.value;
  const candidates = await candidatesOf(house, facts, assignment);
  const candidate = candidates.find((one) => one.studentId === studentId);
  if (candidate === undefined) return refused("not_found");
  const said = await readSaid(house, actor, { assignmentIds: [assignmentId], studentId });
  return granted({ assignment, candidate, ...said });
}

interface Said {
  readonly sheets: readonly ScoreSheet[];
  readonly devices: readonly DeviceScore[];
}

/** What examiners and devices said, as far as this person may know it. */
function readSaid(house: House, actor: PersonActor, filter: SheetFilter): Promise<Said> {
  return asTier(house, actor, async (db) => ({
    sheets: await readSheets(house, db, filter),
    devices: await readDeviceScores(house, db, filter),
  }));
}
