import type { PersonActor } from "../../contract/actor.ts";
import type { CompletionSaid, CompletionState } from "../../contract/completion.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import { standingWord, stateOf } from "../../kernel/completion/card.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { lessonsOfOccasions } from "../lessons/index.ts";
import {
  type LessonRow,
  selectInterruptions,
  selectLessons,
  selectSaid,
} from "./completion.store.ts";
import { viewsOf } from "./interruption-view.ts";

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
  const ids = rows.map((row) => row.lesson_id);
  const lines = await asTier(house, actor, (db) =>
    selectInterruptions(db, house.siteId, {
      lessonIds: ids,
      standing: true,
      most: limits.interruptionsListed,
    }),
  );
  const facts = await lessonsOfOccasions(house, ids);
  const views = Map.groupBy(await viewsOf(house, house.db, lines), (one) => one.lessonId);
  const said = Map.groupBy(await selectSaid(house.db, ids), (one) => one.lesson_id);
  const open = rows.flatMap((row): OpenLesson[] => {
    const lesson = facts.find((one) => one.lesson.lessonId === row.lesson_id)?.lesson;
    if (lesson === undefined || !lesson.recording || lesson.state === "cancelled") return [];
    const line = openLesson(row, {
      nowMs,
      unreasoned: (views.get(row.lesson_id) ?? []).filter((one) => one.reason === null).length,
      words: (said.get(row.lesson_id) ?? []).map((one) => ({
        kind: one.kind,
        reopenedAtMs: one.reopened_at_ms,
      })),
    });
    if (line === undefined) return [];
    const mayConfirm =
      actor.role === "teacher" && lesson.teachers.some((one) => one.accountId === actor.accountId);
    return [{ ...line, mayConfirm, officialName: lesson.officialName }];
  });
  return granted({ lessons: open.toSorted((a, b) => a.dueMs - b.dueMs) });
}

function openLesson(
  row: LessonRow,
  of: {
    readonly nowMs: number;
    readonly unreasoned: number;
    readonly words: readonly Pick<CompletionSaid, "kind" | "reopenedAtMs">[];
  },
): Omit<OpenLesson, "mayConfirm" | "officialName"> | undefined {
  const { unreasoned, words, nowMs } = of;
  if (unreasoned === 0 && standingWord(words)?.kind === "confirmed") return undefined;
  const { start_ms: startMs, end_ms: endMs } = row;
  const dueMs = endMs + limits.completionDueMs;
  const state = stateOf(words, { endMs, dueMs, nowMs });
  if (state === "running" && unreasoned === 0) return undefined;
  return { lessonId: row.lesson_id, startMs, endMs, dueMs, state, unreasoned };
}
