import type { PersonActor } from "../../contract/actor.ts";
import type { Attempt } from "../../contract/debrief.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Assignment, ScoreSheet } from "../../contract/scoring.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { lessonById } from "../lessons/index.ts";
import { assignmentsOf, candidatesOf } from "./assignments.ts";
import { type AttemptScore, ownIdsOf, scoreOf } from "./own-scores.ts";
import { readSheets } from "./read-sheets.ts";
import { selectAssignments } from "./scores.store.ts";
import type { SheetOf } from "./sheets.ts";

/** Lessons beside the one asked about whose attempts are offered for comparing. */
const othersMost = 12;

/**
 * Attempts that may be looked back at: of this lesson, then of others with the same checklist. Which there
 * are, the tier decides; a student has the own released ones and no other name.
 */
export async function listAttempts(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Attempt[]> {
  if (!scoreReaders.has(actor.role)) return [];
  const rows = await asTier(house, actor, (db) =>
    selectAssignments(db, house.siteId, { most: limits.pageRows }),
  );
  const here = rows.filter((row) => row.lesson_id === lessonId);
  const used = new Set(here.map((row) => row.checklist_id));
  const others = rows.filter(
    (row) => row.lesson_id !== lessonId && (actor.role === "student" || used.has(row.checklist_id)),
  );
  const chosen = [...here, ...others.slice(0, othersMost)];
  const assignments = await assignmentsOf(house, house.db, chosen);
  const sheets = await readSheets(house, house.db, {
    assignmentIds: chosen.map((row) => row.assignment_id),
  });
  const ownIds = actor.role === "student" ? await ownIdsOf(house, actor) : undefined;
  const found: Attempt[] = [];
  for (const assignment of assignments)
    found.push(...(await attemptsOf(house, assignment, { sheets, ownIds })));
  return found;
}

const scoreReaders: ReadonlySet<string> = new Set([
  "director",
  "admin",
  "manager",
  "teacher",
  "student",
]);

async function attemptsOf(
  house: House,
  assignment: Assignment,
  of: { readonly sheets: readonly ScoreSheet[]; readonly ownIds: readonly string[] | undefined },
): Promise<Attempt[]> {
  const { assignmentId, lessonId, checklist } = assignment;
  const facts = await lessonById(house, lessonId);
  if (facts === undefined) return [];
  const candidates = await candidatesOf(house, facts, assignment);
  return candidates
    .filter((one) => of.ownIds?.includes(one.studentId) ?? true)
    .map(({ studentId, name }) => {
      const marks = of.sheets
        .filter((one) => one.assignmentId === assignmentId && one.studentId === studentId)
        .flatMap((one) => one.marks.map((mark) => mark.saidAtMs));
      return {
        assignmentId,
        checklistId: checklist.checklistId,
        lessonId,
        lesson: facts.lesson.project,
        title: checklist.title,
        lessonStartMs: facts.lesson.startMs,
        studentId,
        name,
        firstMs: marks.length === 0 ? null : Math.min(...marks),
        lastMs: marks.length === 0 ? null : Math.max(...marks),
      };
    });
}

/** One attempt: its steps with points and times. A student's own, once released; else whoever scores there. */
export async function readAttempt(
  house: House,
  actor: PersonActor,
  ask: SheetOf,
): Promise<Outcome<AttemptScore>> {
  if (!scoreReaders.has(actor.role)) return refused("not_found");
  const { assignmentId, studentId } = ask;
  const rows = await asTier(house, actor, (db) =>
    selectAssignments(db, house.siteId, { assignmentId, most: 1 }),
  );
  const [assignment] = await assignmentsOf(house, house.db, rows);
  const own = actor.role !== "student" || (await ownIdsOf(house, actor)).includes(studentId);
  if (assignment === undefined || !own) return refused("not_found");
  const score = await scoreOf(house, [studentId], assignment);
  return score === undefined ? refused("not_found") : granted(score);
}
