import { limits } from "../../contract/limits.ts";
import { standingWord } from "../../kernel/completion/card.ts";
import { overdueLevel } from "../../kernel/completion/interruptions.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { quiet } from "../ledger/index.ts";
import type { LessonFacts } from "../lessons/index.ts";
import { selectLessons, tellLesson, updateInterruption } from "./completion.store.ts";
import { viewsOf } from "./interruption-view.ts";
import { saidOf } from "./read-card.ts";
import { standingOf } from "./register-holes.ts";

const after = { dueMs: limits.completionDueMs, graveMs: limits.completionGraveMs };
const severities = ["notice", "minor", "major"] as const;

/** After 24 h without a reason, or without the teacher's word, somebody must know; after 72 h more so. */
export async function tellOverdue(house: House, facts: LessonFacts): Promise<void> {
  const { lesson } = facts;
  const { lessonId } = lesson;
  const subject = { type: "lesson" as const, id: lessonId };
  const about = { lesson: lesson.project, venue: lesson.venueName, startMs: lesson.startMs };
  const nowMs = house.clock.now();
  const rows = await standingOf(house, lessonId);
  const open = new Set(
    (await viewsOf(house, house.db, rows))
      .filter((one) => one.reason === null)
      .map((one) => one.interruptionId),
  );
  for (const row of rows) {
    const level = overdueLevel(row.asked_at_ms, nowMs, after);
    if (!open.has(row.interruption_id) || level <= row.told_level) continue;
    // The incident comes first: a crash between the two counts once more, and never tells nobody.
    await incidents.raise(house, {
      kind: "gap-unreasoned",
      severity: severities[level],
      subject,
      facts: { ...about, gaps: open.size, dueMs: row.asked_at_ms + limits.completionDueMs },
    });
    await quiet(house, "that an overdue reason was told; the telling is an entry", (tx) =>
      updateInterruption(tx, row.interruption_id, { told_level: level }),
    );
  }
  const [known] = await selectLessons(house.db, house.siteId, { ids: [lessonId], most: 1 });
  const word = standingWord(await saidOf(house, lessonId));
  const level = overdueLevel(lesson.endMs, nowMs, after);
  if (known === undefined || word !== null || level <= known.told_level) return;
  await incidents.raise(house, {
    kind: "lesson-unconfirmed",
    severity: severities[level],
    subject,
    facts: { ...about, dueMs: lesson.endMs + limits.completionDueMs },
  });
  await quiet(house, "that an overdue confirmation was told; the telling is an entry", (tx) =>
    tellLesson(tx, lessonId, level),
  );
}

/** What was overdue and has been said is no incident any more. */
export async function settleOverdue(house: House, lessonId: string): Promise<void> {
  const subject = { type: "lesson" as const, id: lessonId };
  const views = await viewsOf(house, house.db, await standingOf(house, lessonId));
  if (views.every((one) => one.reason !== null))
    await incidents.settle(house, { kind: "gap-unreasoned", subject });
  const word = standingWord(await saidOf(house, lessonId));
  if (word !== null) await incidents.settle(house, { kind: "lesson-unconfirmed", subject });
  if (word?.kind === "confirmed")
    await incidents.settle(house, { kind: "completion-problem", subject });
}
