import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { type Change, changesBetween } from "../../kernel/completion/interruptions.ts";
import type { House } from "../../platform/house.ts";
import type { Writing } from "../../platform/database.ts";
import { type EntryDraft, act, quiet } from "../ledger/index.ts";
import type { LessonFacts } from "../lessons/index.ts";
import {
  type InterruptionRow,
  insertInterruption,
  lockLesson,
  reopenSaid,
  selectInterruptions,
  selectSaid,
  updateInterruption,
  upsertLesson,
} from "./completion.store.ts";
import type { Gathered } from "./gather.ts";

export const houseActor = { kind: "system", name: "scheduler" } as const;
export type Keeper = PersonActor | typeof houseActor;

/** Takes a lesson into account, and notes that it was looked at. */
export async function enrolLesson(house: House, { lesson }: LessonFacts): Promise<void> {
  await quiet(house, "when a lesson was last looked at for what is missing", (tx) =>
    upsertLesson(tx, {
      lesson_id: lesson.lessonId,
      site_id: house.siteId,
      start_ms: lesson.startMs,
      end_ms: lesson.endMs,
      looked_at_ms: house.clock.now(),
      told_level: 0,
    }),
  );
}

/**
 * Brings the register of a lesson up to what is missing now: each hole is a line by itself (S0-6.1c), each
 * change of a line an entry. What is found missing after a confirmation reopens it.
 */
export async function registerHoles(
  house: House,
  lessonId: string,
  gathered: Pick<Gathered, "holes" | "destroyedAtMs">,
): Promise<void> {
  if (gathered.destroyedAtMs !== null) return;
  const rows = await standingOf(house, lessonId);
  const changes = changesBetween(rows.map(lineOf), gathered.holes);
  for (const change of changes) await enterChange(house, lessonId, change);
}

export function standingOf(house: House, lessonId: string): Promise<InterruptionRow[]> {
  return selectInterruptions(house.db, house.siteId, {
    lessonIds: [lessonId],
    standing: true,
    most: limits.interruptionsListed,
  });
}

export function lineOf(row: InterruptionRow) {
  return {
    interruptionId: row.interruption_id,
    cameraId: row.camera_id,
    of: row.of_file ? ("file" as const) : ("recording" as const),
    startMs: row.start_ms,
    endMs: row.end_ms,
  };
}

/** Lines as the register will have them once it is brought up to what is missing now. */
export function broughtUp(
  rows: readonly InterruptionRow[],
  changes: readonly Change[],
  nowMs: number,
): InterruptionRow[] {
  return rows.flatMap((row) => {
    const change = changes.find((one) => one.what !== "noticed" && one.id === row.interruption_id);
    if (change === undefined || change.what === "noticed") return [row];
    if (change.what === "filled") return [];
    const { startMs, endMs, goesOn, cause } = change.hole;
    const asksAgain = change.what === "moved" && change.grown;
    return [
      {
        ...row,
        start_ms: startMs,
        end_ms: goesOn ? null : endMs,
        cause,
        asked_at_ms: asksAgain ? nowMs : row.asked_at_ms,
      },
    ];
  });
}

function enterChange(house: House, lessonId: string, change: Change): Promise<Outcome<void>> {
  if (change.what === "noticed") return enterNoticed(house, lessonId, change.hole);
  if (change.what === "ended") return enterEnded(house, lessonId, change);
  if (change.what === "moved") return enterMoved(house, lessonId, change);
  return enterFilled(house, lessonId, change.id);
}

function enterNoticed(
  house: House,
  lessonId: string,
  hole: Extract<Change, { what: "noticed" }>["hole"],
): Promise<Outcome<void>> {
  const nowMs = house.clock.now();
  const row: InterruptionRow = {
    interruption_id: house.newId(),
    site_id: house.siteId,
    lesson_id: lessonId,
    camera_id: hole.cameraId,
    of_file: hole.of === "file",
    start_ms: hole.startMs,
    end_ms: hole.goesOn ? null : hole.endMs,
    cause: hole.cause,
    noticed_at_ms: nowMs,
    asked_at_ms: nowMs,
    filled_at_ms: null,
    told_level: 0,
  };
  return act(house, houseActor, "interruption.noticed@1", async (tx) => {
    await lockLesson(tx, lessonId);
    const known = await selectInterruptions(tx, house.siteId, {
      lessonIds: [lessonId],
      standing: true,
      most: limits.interruptionsListed,
    });
    const again = changesBetween(known.map(lineOf), [hole]);
    // Somebody else has just registered it.
    if (!again.some((change) => change.what === "noticed")) return refused("conflict");
    if (known.length >= limits.interruptionsListed) return refused("too_many");
    await insertInterruption(tx, row);
    const { start_ms: startMs, end_ms: endMs, cause } = row;
    return granted({
      value: undefined,
      subject: { type: "lesson", id: lessonId },
      body: { ...idsOf(row), startMs, endMs, cause },
      also: await reopening(house, tx, row),
    });
  });
}

type Holed<W extends "ended" | "moved"> = Extract<Change, { what: W }>;

function enterEnded(house: House, lessonId: string, change: Holed<"ended">) {
  return act(house, houseActor, "interruption.ended@1", async (tx) => {
    const row = await lockedRow(house, tx, { lessonId, id: change.id });
    if (row === undefined) return refused("conflict");
    const { endMs, cause } = change.hole;
    await updateInterruption(tx, change.id, { end_ms: endMs, cause });
    return granted({
      value: undefined,
      subject: { type: "lesson", id: lessonId },
      body: { ...idsOf(row), startMs: row.start_ms, endMs },
    });
  });
}

function enterMoved(house: House, lessonId: string, change: Holed<"moved">) {
  const { hole, grown, id } = change;
  return act(house, houseActor, "interruption.moved@1", async (tx) => {
    const row = await lockedRow(house, tx, { lessonId, id });
    if (row === undefined) return refused("conflict");
    const endMs = hole.goesOn ? null : hole.endMs;
    await updateInterruption(tx, id, {
      start_ms: hole.startMs,
      end_ms: endMs,
      cause: hole.cause,
      ...(grown ? { asked_at_ms: house.clock.now(), told_level: 0 } : {}),
    });
    return granted({
      value: undefined,
      subject: { type: "lesson", id: lessonId },
      body: {
        ...idsOf(row),
        fromStartMs: row.start_ms,
        fromEndMs: row.end_ms,
        startMs: hole.startMs,
        endMs,
        asksAgain: grown,
      },
      also: grown ? await reopening(house, tx, row) : [],
    });
  });
}

function enterFilled(house: House, lessonId: string, id: string): Promise<Outcome<void>> {
  return act(house, houseActor, "interruption.filled@1", async (tx) => {
    const row = await lockedRow(house, tx, { lessonId, id });
    if (row === undefined) return refused("conflict");
    await updateInterruption(tx, id, { filled_at_ms: house.clock.now() });
    return granted({
      value: undefined,
      subject: { type: "lesson", id: lessonId },
      body: idsOf(row),
    });
  });
}

async function lockedRow(
  house: House,
  tx: Writing,
  of: { readonly lessonId: string; readonly id: string },
): Promise<InterruptionRow | undefined> {
  await lockLesson(tx, of.lessonId);
  const filter = { ids: [of.id], standing: true, most: 1 } as const;
  const [row] = await selectInterruptions(tx, house.siteId, filter);
  return row;
}

/** A confirmation said of less than is missing now stands no more, and says so (S0-4.3c). */
async function reopening(
  house: House,
  tx: Writing,
  { lesson_id: lessonId, interruption_id: interruptionId }: InterruptionRow,
): Promise<EntryDraft[]> {
  const last = (await selectSaid(tx, [lessonId])).at(-1);
  if (last === undefined || last.kind !== "confirmed" || last.reopened_at_ms !== null) return [];
  await reopenSaid(tx, last.confirmation_id, house.clock.now());
  const body = { confirmationId: last.confirmation_id, lessonId, interruptionId };
  return [{ kind: "completion.reopened@1", subject: { type: "lesson", id: lessonId }, body }];
}

export function idsOf(row: InterruptionRow) {
  return {
    interruptionId: row.interruption_id,
    lessonId: row.lesson_id,
    cameraId: row.camera_id,
  };
}
