import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { Lesson } from "../../contract/routes/lessons.ts";
import type { Assignment, HandIn, Mark, ScoreSheet } from "../../contract/scoring.ts";
import { allowedMarks, sheetScore } from "../../kernel/scoring/checklist-score.ts";
import { markTrouble, standingMarks } from "../../kernel/scoring/standing-marks.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { digestOf } from "../signing/index.ts";
import { type FoundAssignment, candidatesOf, findAssignment } from "./assignments.ts";
import { automaticOf, deviceScoreOf } from "./device-scores.ts";
import { selectDeviceScores } from "./device-scores.store.ts";
import { markOf, readSheets } from "./read-sheets.ts";
import {
  type MarkRow,
  insertHandIn,
  insertMarks,
  lockAssignment,
  selectHandIns,
  selectMarks,
} from "./scores.store.ts";

export interface SheetOf {
  readonly assignmentId: string;
  readonly studentId: string;
  /** Why nothing is scored in this lesson now: an exam that was not opened (S0-5.2.3). */
  readonly whyNot?: (house: House, lesson: Lesson) => Promise<Refusal | undefined>;
}

/**
 * Takes an examiner's marks of one candidate (S0-5.3.2). What a tablet kept while it had no network may
 * arrive twice, late and out of order: a mark known already is taken as it is, never twice.
 */
export async function takeMarks(
  house: House,
  actor: PersonActor,
  ask: SheetOf & { readonly marks: readonly Mark[] },
): Promise<Outcome<ScoreSheet>> {
  const found = await examinedBy(house, actor, ask, "score.marked@1");
  if (!found.ok) return found;
  const { assignment } = found.value;
  const filter = sheetOf(actor, ask);
  const before = await selectMarks(house.db, filter);
  // All known already: the answer to a sending whose answer was lost; nothing changes, so no entry.
  if (ask.marks.every((mark) => before.some((row) => same(row, mark))))
    return sheetAfter(house, actor, ask);
  const done = await act(house, actor, "score.marked@1", async (tx) => {
    const locked = await lockAssignment(tx, house.siteId, ask.assignmentId);
    if (locked === undefined) return refused("not_found");
    const known = await selectMarks(tx, filter);
    const fresh = ask.marks.filter((mark) => !known.some((row) => same(row, mark)));
    if (known.length + fresh.length > limits.marksOfSheet)
      return refused("too_many", { most: limits.marksOfSheet });
    const handedIn = (await selectHandIns(tx, filter)).length > 0;
    const allowed = allowedMarks(assignment.checklist);
    const automatic = new Set((await automaticFor(tx, { ask, assignment })).keys());
    const trouble = markTrouble(known.map(markOf), fresh, { allowed, handedIn, automatic });
    if (trouble?.trouble === "reason-missing") return refused("score_reason_missing");
    if (trouble !== undefined) return refused("mark_invalid", { reason: trouble.trouble });
    const rows = fresh.map((mark) => markRow(house, actor, { ...ask, mark }));
    if (rows.length > 0 && !(await insertMarks(tx, rows))) return refused("conflict");
    return granted({
      value: undefined,
      subject: { type: "lesson", id: assignment.lessonId },
      body: {
        assignmentId: ask.assignmentId,
        lessonId: assignment.lessonId,
        marks: rows.length,
        corrections: rows.filter((row) => row.reason !== null).length,
        marksSha256: digestOf(
          fresh.map(({ value, ...mark }) => ({ ...mark, halves: halved(value) })),
        ),
      },
      personal: { student: ask.studentId },
    });
  });
  return done.ok ? sheetAfter(house, actor, ask) : done;
}

/** Hands a sheet in: whole, without conflict, over the marks the examiner saw. May be done again later. */
export async function handInSheet(
  house: House,
  actor: PersonActor,
  ask: SheetOf & HandIn,
): Promise<Outcome<ScoreSheet>> {
  const found = await examinedBy(house, actor, ask, "score.handed-in@1");
  if (!found.ok) return found;
  const { assignment } = found.value;
  const filter = sheetOf(actor, ask);
  const known = await selectHandIns(house.db, filter);
  if (known.some((row) => row.hand_in_id === ask.handInId)) return sheetAfter(house, actor, ask);
  const done = await act(house, actor, "score.handed-in@1", async (tx) => {
    const refusal = await handInRefusal(house, tx, { ask, filter, found: found.value });
    if (refusal !== undefined) return refusal;
    const row = {
      hand_in_id: ask.handInId,
      site_id: house.siteId,
      assignment_id: ask.assignmentId,
      student_id: ask.studentId,
      examiner_id: actor.accountId,
      heads: ask.heads,
      remark: ask.remark,
      said_at_ms: ask.saidAtMs,
      taken_at_ms: house.clock.now(),
    };
    if (!(await insertHandIn(tx, row))) return refused("conflict");
    return granted({
      value: undefined,
      subject: { type: "lesson", id: assignment.lessonId },
      body: {
        assignmentId: ask.assignmentId,
        lessonId: assignment.lessonId,
        handInId: ask.handInId,
        headsSha256: digestOf(ask.heads.toSorted()),
      },
      personal: { student: ask.studentId, remark: ask.remark },
    });
  });
  return done.ok ? sheetAfter(house, actor, ask) : done;
}

async function handInRefusal(
  house: House,
  tx: Writing,
  of: {
    readonly ask: SheetOf & HandIn;
    readonly filter: ReturnType<typeof sheetOf>;
    readonly found: FoundAssignment;
  },
) {
  const { ask, filter, found } = of;
  if ((await lockAssignment(tx, house.siteId, ask.assignmentId)) === undefined)
    return refused("not_found");
  const marks = (await selectMarks(tx, filter)).map(markOf);
  const { assignment } = found;
  const automatic = await automaticFor(tx, { ask, assignment });
  const score = sheetScore(assignment.checklist, marks, automatic);
  if (score.conflicts.length > 0)
    return refused("marks_conflict", { count: score.conflicts.length });
  if (score.missing.length > 0) return refused("marks_missing", { count: score.missing.length });
  const heads = [...standingMarks(marks).values()].flatMap((one) => one.heads).toSorted();
  // Another device has said something this one has not seen.
  return heads.join() === ask.heads.toSorted().join() ? undefined : refused("conflict");
}

/** What a device gave this candidate's automatic steps, seen while the assignment is held. */
async function automaticFor(
  tx: Writing,
  { ask, assignment }: { readonly ask: SheetOf; readonly assignment: Assignment },
): Promise<ReadonlyMap<string, number>> {
  const filter = { assignmentIds: [ask.assignmentId], studentId: ask.studentId };
  const rows = await selectDeviceScores(tx, filter);
  const devices = rows.map((row) => deviceScoreOf(row, ""));
  return automaticOf(assignment, devices).get(ask.studentId) ?? new Map();
}

/** Only who teaches the lesson examines it, only its candidates, and nobody the own work (catalogue 4.3). */
async function examinedBy(
  house: House,
  actor: PersonActor,
  ask: SheetOf,
  kind: "score.marked@1" | "score.handed-in@1",
): Promise<Outcome<FoundAssignment>> {
  const found = await findAssignment(house, actor, ask.assignmentId);
  const refusal = found.ok ? await refusalOf(house, actor, { ...ask, found: found.value }) : found;
  if (refusal === undefined) return found;
  const subject = { type: "account", id: actor.accountId } as const;
  await enterRefusal(house, actor, kind, refusal, subject);
  return refusal;
}

async function refusalOf(
  house: House,
  actor: PersonActor,
  of: SheetOf & { readonly found: FoundAssignment },
) {
  const { assignment, facts } = of.found;
  if (!facts.lesson.teachers.some((one) => one.accountId === actor.accountId))
    return refused("not_found");
  const { seating } = assignment;
  if (seating !== null && !seating.examinerIds.includes(actor.accountId))
    return refused("not_found");
  if (facts.lesson.state === "cancelled") return refused("conflict", { state: "cancelled" });
  const candidates = await candidatesOf(house, facts, assignment);
  if (!candidates.some((one) => one.studentId === of.studentId)) return refused("not_found");
  return of.whyNot?.(house, facts.lesson);
}

function sheetOf(actor: PersonActor, ask: SheetOf) {
  const { assignmentId, studentId } = ask;
  return { assignmentIds: [assignmentId], studentId, examinerId: actor.accountId };
}

async function sheetAfter(
  house: House,
  actor: PersonActor,
  ask: SheetOf,
): Promise<Outcome<ScoreSheet>> {
  const [sheet] = await readSheets(house, house.db, sheetOf(actor, ask));
  return sheet === undefined ? refused("not_found") : granted(sheet);
}

function same(row: MarkRow, mark: Mark): boolean {
  return (
    row.mark_id === mark.markId &&
    row.about === mark.about &&
    row.value === mark.value &&
    row.after.join() === mark.after.join()
  );
}

function markRow(
  house: House,
  actor: PersonActor,
  { assignmentId, studentId, mark }: SheetOf & { readonly mark: Mark },
): MarkRow {
  return {
    mark_id: mark.markId,
    site_id: house.siteId,
    assignment_id: assignmentId,
    student_id: studentId,
    examiner_id: actor.accountId,
    about: mark.about,
    value: mark.value,
    after: mark.after,
    said_at_ms: mark.saidAtMs,
    taken_at_ms: house.clock.now(),
    reason: mark.reason,
  };
}

function halved(value: number | null): number | null {
  return value === null ? null : value * 2;
}
