import type { PersonActor } from "../../contract/actor.ts";
import type { CompletionState } from "../../contract/completion.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import { standingWord, stateOf } from "../../kernel/completion/card.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { lessonsOfOccasions } from "../lessons/index.ts";
import {
  type InterruptionRow,
  type LessonRow,
  selectInterruptions,
  selectLessons,
} from "./completion.store.ts";
import { viewsOf } from "./interruption-view.ts";
import { saidOf } from "./read-card.ts";

export interface OpenLesson {
  readonly lessonId: string;
  readonly officialName: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly dueMs: number;
  readonly state: CompletionState;
  readonly unreasoned: number;
  readonly mayConfirm: boolean;
}

const backMs = 60 * 24 * 3_600_000;

/** Lessons of two months that wait for their teacher's word, or have an interruption without a reason. */
export async function listOpen(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ lessons: OpenLesson[] }>> {
  const nowMs = house.clock.now();
  const rows = await asTier(house, actor, (db) =>
    selectLessons(db, house.siteId, { endAfterMs: nowMs - backMs, most: limits.lessonsListed }),
  );
  const lines = await asTier(house, actor, (db) =>
    selectInterruptions(db, house.siteId, {
      lessonIds: rows.map((row) => row.lesson_id),
      standing: true,
      most: limits.interruptionsListed,
    }),
  );
  const facts = await lessonsOfOccasions(
    house,
    rows.map((row) => row.lesson_id),
  );
  const open: OpenLesson[] = [];
  for (const row of rows) {
    const of = facts.find((one) => one.lesson.lessonId === row.lesson_id);
    if (of === undefined || !of.lesson.recording || of.lesson.state === "cancelled") continue;
    const own = lines.filter((one) => one.lesson_id === row.lesson_id);
    const line = await openLesson(house, row, own);
    if (line === undefined) continue;
    const mayConfirm =
      actor.role === "teacher" &&
      of.lesson.teachers.some((one) => one.accountId === actor.accountId);
    open.push({ ...line, mayConfirm, officialName: of.lesson.officialName });
  }
  return granted({ lessons: open.toSorted((a, b) => a.dueMs - b.dueMs) });
}

async function openLesson(
  house: House,
  row: LessonRow,
  lines: readonly InterruptionRow[],
): Promise<Omit<OpenLesson, "mayConfirm" | "officialName"> | undefined> {
  const views = await viewsOf(house, house.db, lines);
  const unreasoned = views.filter((one) => one.reason === null).length;
  const said = await saidOf(house, row.lesson_id);
  if (unreasoned === 0 && standingWord(said)?.kind === "confirmed") return undefined;
  const { start_ms: startMs, end_ms: endMs } = row;
  const dueMs = endMs + limits.completionDueMs;
  const state = stateOf(said, { endMs, dueMs, nowMs: house.clock.now() });
  if (state === "running" && unreasoned === 0) return undefined;
  return { lessonId: row.lesson_id, startMs, endMs, dueMs, state, unreasoned };
}
