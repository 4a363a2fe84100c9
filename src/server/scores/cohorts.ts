import type { PersonActor } from "../../contract/actor.ts";
import type { ExamCandidate } from "../../contract/osce.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { PassRule } from "../../contract/scoring.ts";
import type { House } from "../../platform/house.ts";
import type { Writing } from "../../platform/database.ts";
import { type EntryDraft, act } from "../ledger/index.ts";
import { digestOf } from "../signing/index.ts";
import {
  insertCandidates,
  insertSeating,
  selectSeatings,
  selectSheetStates,
  updateClaim,
  updateName,
  updateSeating,
} from "./cohorts.store.ts";
import { type AssignmentRow, insertAssignment, selectNewest } from "./scores.store.ts";

/** A checklist at one place of an exam, with those it is for. */
export interface NewSeating {
  readonly lessonId: string;
  readonly checklistId: string;
  /** Null: the newest. */
  readonly version: number | null;
  readonly stationId: string | null;
  readonly passRule: PassRule;
  readonly station: string;
  readonly candidateIds: readonly string[];
  readonly examinerIds: readonly string[];
}

export interface NewCohort {
  readonly cohortId: string;
  readonly candidates: readonly ExamCandidate[];
  readonly seatings: readonly NewSeating[];
}

/** Takes the checklists of a whole exam into use at once; answers the assignments in the order they were asked for. */
export async function openCohort(
  house: House,
  actor: PersonActor,
  ask: NewCohort,
): Promise<Outcome<readonly string[]>> {
  const newest = await selectNewest(house.db, house.siteId);
  const versions = new Map(newest.map((one) => [one.checklist_id, one.version]));
  const unknown = ask.seatings.find(
    ({ checklistId, version }) => (versions.get(checklistId) ?? 0) < (version ?? 1),
  );
  if (unknown !== undefined) return refused("bad_input", { field: "checklistId" });
  const rows = ask.seatings.map((one): AssignmentRow => ({
    assignment_id: house.newId(),
    site_id: house.siteId,
    lesson_id: one.lessonId,
    checklist_id: one.checklistId,
    version: one.version ?? versions.get(one.checklistId) ?? 1,
    station_id: one.stationId,
    pass_rule: one.passRule,
    assigned_by: actor.accountId,
    assigned_at_ms: house.clock.now(),
    released_by: null,
    released_at_ms: null,
  }));
  return act(house, actor, "cohort.opened@1", async (tx) => {
    const inserted = await insertAll(house, tx, { ask, rows });
    if (!inserted) return refused("conflict");
    return granted({
      value: rows.map((row) => row.assignment_id),
      subject: { type: "exam", id: ask.cohortId },
      body: {
        cohortId: ask.cohortId,
        candidates: ask.candidates.length,
        assignments: rows.length,
        candidatesSha256: digestOf(ask.candidates.map((one) => one.candidateId)),
      },
      also: rows.map(assigned),
    });
  });
}

async function insertAll(
  house: House,
  tx: Writing,
  { ask, rows }: { readonly ask: NewCohort; readonly rows: readonly AssignmentRow[] },
): Promise<boolean> {
  const { cohortId } = ask;
  await insertCandidates(
    tx,
    ask.candidates.map(({ candidateId, name, number, accountId }) => ({
      cohort_id: cohortId,
      candidate_id: candidateId,
      site_id: house.siteId,
      name,
      number,
      account_id: accountId,
    })),
  );
  for (const [at, row] of rows.entries()) {
    const seating = ask.seatings[at];
    if (seating === undefined || !(await insertAssignment(tx, row))) return false;
    await insertSeating(tx, {
      assignment_id: row.assignment_id,
      site_id: house.siteId,
      cohort_id: cohortId,
      station: seating.station,
      candidate_ids: [...seating.candidateIds],
      examiner_ids: [...seating.examinerIds],
    });
  }
  return true;
}

function assigned(row: AssignmentRow): EntryDraft {
  return {
    kind: "scoring.assigned@1",
    subject: { type: "lesson", id: row.lesson_id },
    body: {
      assignmentId: row.assignment_id,
      lessonId: row.lesson_id,
      checklistId: row.checklist_id,
      version: row.version,
      stationId: row.station_id,
      passRule: row.pass_rule,
    },
  };
}

/** In the transaction of whoever changes the exam's places. */
export async function reseat(
  tx: Writing,
  seatings: readonly { readonly assignmentId: string; readonly candidateIds: readonly string[] }[],
): Promise<void> {
  for (const seating of seatings) await updateSeating(tx, seating);
}

/** In the transaction of whoever says that a candidate and an account are one person. */
export function claimCandidate(
  tx: Writing,
  of: { readonly cohortId: string; readonly candidateId: string; readonly accountId: string },
): Promise<boolean> {
  return updateClaim(tx, of);
}

/** In the transaction of whoever erases names with the footage of an exam (C-28). */
export async function forgetNames(
  tx: Writing,
  of: {
    readonly cohortId: string;
    readonly named: readonly { readonly candidateId: string; readonly name: string }[];
  },
): Promise<void> {
  for (const { candidateId, name } of of.named)
    await updateName(tx, { cohortId: of.cohortId, candidateId, name });
}

/** How many candidates of each assignment are settled: each who marked them has handed in. */
export async function cohortProgress(
  house: House,
  cohortId: string,
): Promise<ReadonlyMap<string, { readonly expected: number; readonly scored: number }>> {
  const seatings = await selectSeatings(house.db, { cohortId });
  const states = await selectSheetStates(
    house.db,
    seatings.map((one) => one.assignment_id),
  );
  return new Map(
    seatings.map((one) => {
      const own = states.filter((state) => state.assignment_id === one.assignment_id);
      const begun = Map.groupBy(own, (state) => state.student_id);
      const scored = [...begun.values()].filter((some) => some.every((state) => state.handed_in));
      return [one.assignment_id, { expected: one.candidate_ids.length, scored: scored.length }];
    }),
  );
}
