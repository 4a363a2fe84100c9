import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { Assignment, PassRule } from "../../contract/scoring.ts";
import type { Database } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { act } from "../ledger/index.ts";
import { type LessonFacts, lessonById, lessons } from "../lessons/index.ts";
import { findAccounts, venueScope } from "../people/index.ts";
import { checklistsOf } from "./checklists.ts";
import { type SeatingRow, selectCandidates, selectSeatings } from "./cohorts.store.ts";
import {
  type AssignmentRow,
  insertAssignment,
  lockAssignment,
  markReleased,
  selectAssignments,
  selectNewest,
  selectVersions,
} from "./scores.store.ts";

export interface NewAssignment {
  readonly lessonId: string;
  readonly checklistId: string;
  readonly stationId: string | null;
  readonly passRule: PassRule;
}

/** Takes the newest version of a checklist into use in a lesson; a later version does not change it. */
export async function assignChecklist(
  house: House,
  actor: PersonActor,
  ask: NewAssignment,
): Promise<Outcome<Assignment>> {
  const refusal = await assignRefusal(house, actor, ask.lessonId);
  if (refusal !== undefined) return refusal;
  const checklists = await selectNewest(house.db, house.siteId);
  const checklist = checklists.find((one) => one.checklist_id === ask.checklistId);
  if (checklist === undefined) return refused("bad_input", { field: "checklistId" });
  const row: AssignmentRow = {
    assignment_id: house.newId(),
    site_id: house.siteId,
    lesson_id: ask.lessonId,
    checklist_id: ask.checklistId,
    version: checklist.version,
    station_id: ask.stationId,
    pass_rule: ask.passRule,
    assigned_by: actor.accountId,
    assigned_at_ms: house.clock.now(),
    released_by: null,
    released_at_ms: null,
  };
  const shown = await assignmentsOf(house, house.db, [row]);
  return act(house, actor, "scoring.assigned@1", async (tx) => {
    const known = await selectAssignments(tx, house.siteId, {
      lessonId: ask.lessonId,
      most: limits.assignmentsMost,
    });
    if (known.length >= limits.assignmentsMost)
      return refused("too_many", { most: limits.assignmentsMost });
    const [value] = shown;
    if (value === undefined || !(await insertAssignment(tx, row))) return refused("conflict");
    return granted({
      value,
      subject: { type: "lesson", id: ask.lessonId },
      body: {
        assignmentId: row.assignment_id,
        lessonId: row.lesson_id,
        checklistId: row.checklist_id,
        version: row.version,
        stationId: row.station_id,
        passRule: row.pass_rule,
      },
    });
  });
}

/** Whoever teaches the lesson, or plans in its venue; a lesson that was lent for looking is not one's own. */
async function assignRefusal(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Refusal | undefined> {
  const seen = await lessons.read(house, actor, lessonId);
  if (!seen.ok) return seen;
  const { teachers, venueId, state } = seen.value;
  const taught = teachers.some((one) => one.accountId === actor.accountId);
  if (actor.role === "teacher" && !taught) return refused("not_found");
  if (actor.role === "manager" && !(await venueScope(house, actor.accountId)).includes(venueId))
    return refused("not_found");
  return state === "cancelled" ? refused("conflict", { state }) : undefined;
}

/** Releases the results of an assignment: from now on each candidate sees the own one (S0-9.1d). */
export async function releaseResults(
  house: House,
  actor: PersonActor,
  assignmentId: string,
): Promise<Outcome<Assignment>> {
  const found = await findAssignment(house, actor, assignmentId);
  if (!found.ok) return found;
  const { assignment, facts } = found.value;
  const atMs = house.clock.now();
  return act(house, actor, "score.released@1", async (tx) => {
    const row = await lockAssignment(tx, house.siteId, assignmentId);
    if (row === undefined) return refused("not_found");
    if (row.released_at_ms !== null) return refused("conflict");
    await markReleased(tx, { assignmentId, by: actor.accountId, atMs });
    return granted({
      value: { ...assignment, releasedAtMs: atMs },
      subject: { type: "lesson", id: row.lesson_id },
      body: { assignmentId, lessonId: row.lesson_id, candidates: facts.studentIds.length },
    });
  });
}

export interface FoundAssignment {
  readonly assignment: Assignment;
  readonly facts: LessonFacts;
}

/** An assignment as far as this person's tier lets it be seen, with its lesson. */
export async function findAssignment(
  house: House,
  actor: PersonActor,
  assignmentId: string,
): Promise<Outcome<FoundAssignment>> {
  const rows = await asTier(house, actor, (db) =>
    selectAssignments(db, house.siteId, { assignmentId, most: 1 }),
  );
  // What the tier let through is filled in by the house, with no connection held for it meanwhile.
  const [assignment] = await assignmentsOf(house, house.db, rows);
  if (assignment === undefined) return refused("not_found");
  const facts = await lessonById(house, assignment.lessonId);
  return facts === undefined ? refused("not_found") : granted({ assignment, facts });
}

export async function assignmentsOf(
  house: House,
  db: Database,
  rows: readonly AssignmentRow[],
): Promise<Assignment[]> {
  const versions = await selectVersions(db, rows);
  const checklists = await checklistsOf(house, versions);
  const assignmentIds = rows.map((row) => row.assignment_id);
  const seatings = await selectSeatings(house.db, { assignmentIds });
  return rows.flatMap((row) => {
    const checklist = checklists.find(
      (one) => one.checklistId === row.checklist_id && one.version === row.version,
    );
    if (checklist === undefined) return [];
    return [
      {
        assignmentId: row.assignment_id,
        lessonId: row.lesson_id,
        checklist,
        stationId: row.station_id,
        passRule: row.pass_rule,
        releasedAtMs: row.released_at_ms,
        seating: seatingOf(seatings.find((one) => one.assignment_id === row.assignment_id)),
      },
    ];
  });
}

function seatingOf(row: SeatingRow | undefined): Assignment["seating"] {
  if (row === undefined) return null;
  const { cohort_id, station, candidate_ids, examiner_ids } = row;
  return {
    cohortId: cohort_id,
    station,
    candidateIds: candidate_ids,
    examinerIds: examiner_ids,
  };
}

export interface Candidate {
  readonly studentId: string;
  readonly name: string;
  readonly group: string | null;
  readonly stationId: string | null;
}

/**
 * Who is scored: students of the lesson with an account, and of one station where the assignment is of one;
 * in an exam those who were seated, in their order, with an account or without.
 */
export async function candidatesOf(
  house: House,
  facts: LessonFacts,
  { stationId, seating }: Pick<Assignment, "stationId" | "seating">,
): Promise<Candidate[]> {
  if (seating !== null) return seatedCandidates(house, seating);
  const people = await findAccounts(house, facts.studentIds);
  return facts.studentIds
    .map((studentId) => {
      const name = people.get(studentId)?.name ?? "";
      const group = facts.lesson.groups.find((one) => one.members.includes(name))?.name ?? null;
      return { studentId, name, group, stationId: facts.seats.get(studentId) ?? null };
    })
    .filter((one) => stationId === null || one.stationId === stationId)
    .toSorted((a, b) => a.name.localeCompare(b.name) || a.studentId.localeCompare(b.studentId));
}

async function seatedCandidates(
  house: House,
  seating: NonNullable<Assignment["seating"]>,
): Promise<Candidate[]> {
  const rows = await selectCandidates(house.db, [seating.cohortId]);
  const names = new Map(rows.map((row) => [row.candidate_id, row.name]));
  return seating.candidateIds.map((studentId) => ({
    studentId,
    name: names.get(studentId) ?? "",
    group: null,
    stationId: null,
  }));
}
