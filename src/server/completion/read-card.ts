import type { PersonActor } from "../../contract/actor.ts";
import type { CompletionCard, CompletionSaid, Interruption } from "../../contract/completion.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { Hole } from "../../kernel/completion/account.ts";
import { missingKindsOf } from "../../kernel/completion/account.ts";
import { hindranceOf, standingWord, stateOf, verdictOf } from "../../kernel/completion/card.ts";
import { changesBetween, suggestedReason } from "../../kernel/completion/interruptions.ts";
import type { House } from "../../platform/house.ts";
import { attendance } from "../attendance/index.ts";
import { findAccounts } from "../people/index.ts";
import { scoring } from "../scores/index.ts";
import { digestOf } from "../signing/index.ts";
import { type CardLesson, cardLesson } from "./card-lesson.ts";
import { type InterruptionRow, selectSaid } from "./completion.store.ts";
import { type Gathered, gather } from "./gather.ts";
import { viewsOf } from "./interruption-view.ts";
import { tasksOf } from "./lesson-tasks.ts";
import { broughtUp, lineOf, standingOf } from "./register-holes.ts";

/** The post-class card of a lesson as it stands now (S0-4.3c). */
export async function readCard(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<CompletionCard>> {
  const found = await cardLesson(house, actor, lessonId);
  if (!found.ok) return found;
  return granted(await cardOf(house, actor, found.value));
}

export async function cardOf(
  house: House,
  actor: PersonActor,
  of: CardLesson,
): Promise<CompletionCard> {
  const { facts, mayKeep, teaches } = of;
  const { lesson } = facts;
  const { lessonId } = lesson;
  const gathered = await gather(house, facts);
  const interruptions = await interruptionsOf(house, lessonId, gathered);
  const missingKinds = lesson.recording ? missingKindsOf(gathered.kinds) : [];
  const said = await saidOf(house, lessonId);
  const roster = await rosterOf(house, actor, lessonId);
  const scores = await scoresOf(house, actor, lessonId);
  const { cameras, kinds, nowMs, settled, destroyedAtMs } = gathered;
  const proper = gathered.lesson;
  const verdict = verdictOf(interruptions, missingKinds);
  const times = { endMs: proper.endMs, dueMs: proper.endMs + limits.completionDueMs, nowMs };
  const hindrance = hindranceOf({
    lesson: proper,
    nowMs,
    settled,
    destroyedAtMs,
    interruptions,
    missingKinds,
  });
  return {
    lessonId,
    officialName: lesson.officialName,
    lesson: proper,
    nowMs,
    settled,
    destroyedAtMs,
    cameras,
    kinds,
    missingKinds,
    interruptions,
    verdict,
    said,
    roster,
    scores,
    state: stateOf(said, times),
    dueMs: times.dueMs,
    tasks: await tasksOf(house, lessonId),
    factsSha256: factsDigest({ lessonId, verdict, cameras, interruptions, roster, scores }),
    mayKeep,
    mayConfirm: teaches && lesson.recording && standingWord(said)?.kind !== "confirmed",
    hindrance,
  };
}

/** The lines that stand, as they are now, and holes no line tells of yet. */
export async function interruptionsOf(
  house: House,
  lessonId: string,
  gathered: Gathered,
): Promise<Interruption[]> {
  const rows: InterruptionRow[] = await standingOf(house, lessonId);
  // What was destroyed in due form left its register as it was.
  const destroyed = gathered.destroyedAtMs !== null;
  const changes = destroyed ? [] : changesBetween(rows.map(lineOf), gathered.holes);
  const fresh = changes.flatMap((change) =>
    change.what === "noticed" ? [unregistered(lessonId, change.hole)] : [],
  );
  const views = await viewsOf(house, house.db, broughtUp(rows, changes, gathered.nowMs));
  return [...views, ...fresh].toSorted((a, b) => a.startMs - b.startMs);
}

function unregistered(lessonId: string, hole: Hole): Interruption {
  return {
    interruptionId: null,
    lessonId,
    cameraId: hole.cameraId,
    startMs: hole.startMs,
    endMs: hole.goesOn ? null : hole.endMs,
    cause: hole.cause,
    suggested: suggestedReason(hole.cause),
    askedAtMs: null,
    dueMs: hole.endMs + limits.completionDueMs,
    reason: null,
    notes: [],
  };
}

export async function saidOf(house: House, lessonId: string): Promise<CompletionSaid[]> {
  const rows = await selectSaid(house.db, [lessonId]);
  const people = await findAccounts(house, [...new Set(rows.map((row) => row.by_account))]);
  return rows.map((row) => ({
    confirmationId: row.confirmation_id,
    kind: row.kind,
    by: people.get(row.by_account)?.name ?? "",
    atMs: row.at_ms,
    late: row.late,
    verdict: row.verdict,
    remark: row.remark,
    factsSha256: row.facts_sha256,
    strokes: row.strokes,
    reopenedAtMs: row.reopened_at_ms,
  }));
}

async function rosterOf(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<CompletionCard["roster"]> {
  const read = await attendance.read(house, actor, lessonId);
  if (!read.ok) return null;
  const { tally, closedAtMs, completedAtMs } = read.value;
  return {
    expected: tally.expected,
    came: tally.valid + tally.late,
    leave: tally.leave,
    absent: tally.absent,
    listClosed: closedAtMs !== null,
    recordComplete: completedAtMs !== null,
  };
}

async function scoresOf(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<CompletionCard["scores"]> {
  const read = await scoring.ofLesson(house, actor, lessonId);
  if (!read.ok) return [];
  return read.value.assignments.map((one) => ({
    title: one.checklist.title,
    released: one.releasedAtMs !== null,
  }));
}

/** What the confirmation is given for; a later look at the same things gives the same digest. */
function factsDigest(
  of: Pick<
    CompletionCard,
    "lessonId" | "verdict" | "cameras" | "interruptions" | "roster" | "scores"
  >,
): string {
  const { lessonId, verdict, roster, scores } = of;
  return digestOf({
    lessonId,
    verdict,
    roster,
    scores,
    cameras: of.cameras.map(({ cameraId, expectedMs, present, missing }) => ({
      cameraId,
      expectedMs,
      present,
      missing,
    })),
    interruptions: of.interruptions.map(({ interruptionId, cameraId, startMs, endMs, reason }) => ({
      interruptionId,
      cameraId,
      startMs,
      endMs,
      reason: reason?.noteId ?? null,
    })),
  });
}
