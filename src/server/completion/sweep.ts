import { limits } from "../../contract/limits.ts";
import type { House } from "../../platform/house.ts";
import { type LessonFacts, lessonsOfOccasions, lessonsOfSpan } from "../lessons/index.ts";
import { openPackageKey } from "../packing/index.ts";
import { type LessonRow, selectLessons } from "./completion.store.ts";
import { gather } from "./gather.ts";
import { enrolLesson, registerHoles } from "./register-holes.ts";
import { tellOverdue } from "./tell-overdue.ts";

const hourMs = 3_600_000;
const backMs = 26 * hourMs;
const quietMs = 10 * 60_000;
const dayMs = 24 * hourMs;

/**
 * Looks at lessons for what is missing: those that run or have just ended each time, those of a day every
 * ten minutes, older ones once a day, longest ago first, for as long as they are kept: what is destroyed or
 * rots later is missing, too.
 */
export async function sweepCompletion(house: House): Promise<void> {
  const nowMs = house.clock.now();
  const near = (await lessonsOfSpan(house, { startMs: nowMs - backMs, endMs: nowMs })).filter(
    ({ lesson }) => isOwed(lesson) && lesson.startMs <= nowMs,
  );
  const known = await selectLessons(house.db, house.siteId, {
    lookedBeforeMs: nowMs - dayMs,
    most: limits.completionAtOnce,
  });
  const looked = await selectLessons(house.db, house.siteId, {
    ids: near.map(({ lesson }) => lesson.lessonId),
    most: limits.lessonsListed,
  });
  const due = near.filter((facts) => isDue(facts, looked, nowMs)).slice(0, limits.completionAtOnce);
  const older = await lessonsOfOccasions(
    house,
    known.map((row) => row.lesson_id),
  );
  const ids = new Set(due.map(({ lesson }) => lesson.lessonId));
  const all = [...due, ...older.filter(({ lesson }) => !ids.has(lesson.lessonId))];
  // Made before anybody asks for a certificate: its own entry must be published by then.
  if (all.length > 0) await openPackageKey(house);
  for (const facts of all) await lookAt(house, facts);
}

function isOwed(lesson: LessonFacts["lesson"]): boolean {
  return lesson.recording && lesson.state !== "cancelled";
}

function isDue({ lesson }: LessonFacts, looked: readonly LessonRow[], nowMs: number): boolean {
  const row = looked.find((one) => one.lesson_id === lesson.lessonId);
  if (row === undefined || lesson.endMs > nowMs - hourMs) return true;
  return nowMs - row.looked_at_ms >= quietMs;
}

async function lookAt(house: House, facts: LessonFacts): Promise<void> {
  await enrolLesson(house, facts);
  if (!isOwed(facts.lesson)) return;
  const gathered = await gather(house, facts);
  await registerHoles(house, facts.lesson.lessonId, gathered);
  if (gathered.destroyedAtMs === null) await tellOverdue(house, facts);
}
