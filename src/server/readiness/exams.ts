import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { CardCamera, Exam, NotRecording } from "../../contract/readiness.ts";
import type { Lesson } from "../../contract/routes/lessons.ts";
import { isFormalExam, notRecording } from "../../kernel/readiness/exam-gate.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { readRecorderState } from "../../platform/spool-places.ts";
import { incidents } from "../incidents/index.ts";
import { type EntryDraft, act } from "../ledger/index.ts";
import type { LessonFacts } from "../lessons/index.ts";
import { sign } from "../signing/index.ts";
import { camerasOf, ownLesson, refuse, taughtLesson } from "./of-lesson.ts";
import {
  type OverrideAndDecision,
  insertExam,
  insertOverride,
  insertOverrideDecision,
  lockOverride,
  selectExams,
  selectOverrides,
} from "./readiness.store.ts";

interface Gate {
  readonly cameras: readonly CardCamera[];
  readonly missing: NotRecording[];
}

async function gateOf(house: House, facts: LessonFacts): Promise<Gate> {
  const cameras = await camerasOf(house, facts);
  const recorder = await readRecorderState(house);
  const nowMs = house.clock.now();
  return { cameras, missing: notRecording({ cameras, recorder, nowMs }) };
}

/** An exam that nobody records does not open, either: there must be a camera, and all must record. */
function gateRefusal({ cameras, missing }: Gate): Refusal | undefined {
  if (cameras.length > 0 && missing.length === 0) return undefined;
  const labels = missing.map(({ label }) => label).join(" ");
  return refused("exam_not_recording", { camera: labels });
}

const incidentOf = (lessonId: string) =>
  ({ kind: "exam-not-recorded", subject: { type: "lesson", id: lessonId } }) as const;

/** The exam's side of a lesson's page; null for what is none. */
export async function readExam(house: House, facts: LessonFacts): Promise<Exam | null> {
  const { lesson } = facts;
  if (!isFormalExam(lesson)) return null;
  const { lessonId } = lesson;
  const row = (await selectExams(house.db, [lessonId])).get(lessonId);
  const { siteId } = house;
  const found = await selectOverrides(house.db, { siteId, lessonId, most: limits.pageRows });
  const { cameras, missing } = await gateOf(house, facts);
  return {
    openedAtMs: row?.opened_at_ms ?? null,
    openedBy: row?.opened_by_name ?? null,
    overrideId: row?.override_id ?? null,
    cameras: cameras.length,
    missing,
    overrides: found.map(overrideOf),
  };
}

function overrideOf({ row, decision }: OverrideAndDecision): Exam["overrides"][number] {
  return {
    overrideId: row.override_id,
    incidentId: row.incident_id,
    askedBy: row.asked_by_name,
    askedAtMs: row.asked_at_ms,
    reason: row.reason,
    missing: row.missing,
    decidedBy: decision?.decided_by_name ?? null,
    decidedAtMs: decision?.decided_at_ms ?? null,
    approved: decision?.approved ?? null,
    decisionReason: decision?.reason ?? "",
  };
}

/** Opens a formal exam: only while every camera of its room records (S0-5.2.3). */
export async function openExam(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<undefined>> {
  const kind = "exam.opened@1" as const;
  const taught = await taughtExam(house, actor, lessonId);
  if (!taught.ok) return refuse(house, actor, { kind, lessonId, refusal: taught });
  const gate = await gateOf(house, taught.value);
  const refusal = gateRefusal(gate);
  if (refusal !== undefined) return refuse(house, actor, { kind, lessonId, refusal });
  const opening = { lessonId, cameras: gate.cameras.length, missing: [], overrideId: null };
  const opened = await act(house, actor, kind, async (tx) => {
    if (!(await insertOpened(house, tx, { actor, opening }))) return refused("exam_opened");
    return granted({ value: undefined, ...openedEntry(opening) });
  });
  if (opened.ok) await incidents.settle(house, incidentOf(lessonId));
  return opened;
}

interface Opening {
  readonly lessonId: string;
  readonly cameras: number;
  readonly missing: readonly NotRecording[];
  readonly overrideId: string | null;
}

function insertOpened(
  house: House,
  tx: Writing,
  { actor, opening }: { readonly actor: PersonActor; readonly opening: Opening },
): Promise<boolean> {
  return insertExam(tx, {
    lesson_id: opening.lessonId,
    site_id: house.siteId,
    opened_by: actor.accountId,
    opened_by_name: actor.name,
    opened_at_ms: house.clock.now(),
    cameras: opening.cameras,
    missing: [...opening.missing],
    override_id: opening.overrideId,
  });
}

function openedEntry({ lessonId, cameras, missing, overrideId }: Opening) {
  const ids = missing.map(({ cameraId }) => cameraId);
  return {
    subject: { type: "lesson" as const, id: lessonId },
    body: { lessonId, cameras, missing: ids, overrideId },
  };
}

async function taughtExam(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<LessonFacts>> {
  const taught = await taughtLesson(house, actor, lessonId);
  if (!taught.ok) return taught;
  // A lesson of one's own that is no exam is known, and has nothing to open.
  return isFormalExam(taught.value.lesson) ? taught : refused("conflict");
}

/** Asks the director for an exam whose cameras do not all record; that they do not is an incident. */
export async function askOverride(
  house: House,
  actor: PersonActor,
  ask: { readonly lessonId: string; readonly reason: string },
): Promise<Outcome<undefined>> {
  const { lessonId, reason } = ask;
  const kind = "exam.override-asked@1" as const;
  const taught = await taughtExam(house, actor, lessonId);
  if (!taught.ok) return refuse(house, actor, { kind, lessonId, refusal: taught });
  const { lesson } = taught.value;
  const gate = await gateOf(house, taught.value);
  if (gateRefusal(gate) === undefined) return refused("conflict");
  const { missing } = gate;
  const { incidentId } = await incidents.raise(house, {
    ...incidentOf(lessonId),
    severity: "critical",
    facts: {
      lesson: lesson.project,
      venue: lesson.venueName,
      camera: missing.map(({ label }) => label).join(" "),
    },
  });
  return act(house, actor, kind, async (tx) => {
    const { siteId } = house;
    if ((await selectExams(tx, [lessonId])).has(lessonId)) return refused("exam_opened");
    const open = await selectOverrides(tx, { siteId, lessonId, undecided: true, most: 1 });
    if (open.length > 0) return refused("override_open");
    const overrideId = house.newId();
    await insertOverride(tx, {
      override_id: overrideId,
      site_id: siteId,
      lesson_id: lessonId,
      incident_id: incidentId,
      asked_by: actor.accountId,
      asked_by_name: actor.name,
      asked_at_ms: house.clock.now(),
      reason,
      missing,
    });
    const ids = missing.map(({ cameraId }) => cameraId);
    return granted({
      value: undefined,
      subject: { type: "lesson", id: lessonId },
      body: { overrideId, lessonId, incidentId, missing: ids },
      personal: { reason },
    });
  });
}

export interface OverrideChoice {
  readonly lessonId: string;
  readonly overrideId: string;
  readonly approved: boolean;
  readonly reason: string;
  readonly signing: Signing;
}

/** The director signs for it or against it; approved, the exam is open with that on record. */
export async function decideOverride(
  house: House,
  actor: PersonActor,
  ask: OverrideChoice,
): Promise<Outcome<undefined>> {
  const { lessonId, overrideId, approved, reason } = ask;
  const own = await ownLesson(house, actor, lessonId);
  if (!own.ok)
    return refuse(house, actor, { kind: "exam.override-decided@1", lessonId, refusal: own });
  const signed = await sign(house, actor, ask.signing);
  if (!signed.ok) return signed;
  const { cameras } = await gateOf(house, own.value.facts);
  return act(house, actor, "exam.override-decided@1", async (tx) => {
    const row = await lockOverride(tx, house.siteId, overrideId);
    if (row === undefined || row.lesson_id !== lessonId) return refused("not_found");
    const { strokes, sha256 } = signed.value;
    const inserted = await insertOverrideDecision(tx, {
      override_id: overrideId,
      site_id: house.siteId,
      approved,
      reason,
      decided_by: actor.accountId,
      decided_by_name: actor.name,
      decided_at_ms: house.clock.now(),
      strokes,
      signature_sha256: sha256,
    });
    if (!inserted) return refused("override_decided");
    const { missing } = row;
    const opening = { lessonId, cameras: cameras.length, missing, overrideId };
    const opens = approved && (await insertOpened(house, tx, { actor, opening }));
    const also: EntryDraft[] = opens ? [{ kind: "exam.opened@1", ...openedEntry(opening) }] : [];
    return granted({
      value: undefined,
      subject: { type: "lesson", id: lessonId },
      body: { overrideId, lessonId, approved, signatureSha256: sha256 },
      personal: { reason },
      also,
    });
  });
}

/** Why nothing is scored in a lesson yet; undefined where it is no formal exam or has been opened. */
export async function whyNotOpened(house: House, lesson: Lesson): Promise<Refusal | undefined> {
  if (!isFormalExam(lesson)) return undefined;
  const exams = await selectExams(house.db, [lesson.lessonId]);
  return exams.has(lesson.lessonId) ? undefined : refused("exam_not_opened");
}
