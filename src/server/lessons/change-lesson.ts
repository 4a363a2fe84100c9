import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Lesson, LessonInput } from "../../contract/routes/lessons.ts";
import { isAbove } from "../../kernel/sensitivity.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { site } from "../places/index.ts";
import { holdVenues, noteNeeds } from "./hold-venues.ts";
import { hasBegun, knownFor } from "./lesson.ts";
import { changedRow } from "./lesson-row.ts";
import { fieldRefusal, scopeRefusal, timeRefusal, worldRefusal } from "./lesson-rules.ts";
import { type LessonRow, lockLesson, selectLessons, updateLesson } from "./lessons.store.ts";
import { refuse, takenRefusal, written } from "./plan-lesson.ts";

export interface LessonChange {
  readonly lessonId: string;
  readonly input: LessonInput;
}

/**
 * Changes a planned lesson. Once recording has begun its time, venue, recording and partition stay
 * (S0-6.1b, S0-8.2); roster, groups and names may still be corrected, with before and after entered.
 * Its label is only ever raised here (S3-Q2).
 */
export async function changeLesson(
  house: House,
  actor: PersonActor,
  change: LessonChange,
): Promise<Outcome<Lesson>> {
  const { lessonId, input } = change;
  const [now] = await selectLessons(house.db, house.siteId, { ids: [lessonId] });
  // A lesson of somebody else's area is as unknown as none.
  if (now === undefined || (await scopeRefusal(house, actor, [now.venue_id])) !== undefined)
    return refuse(house, actor, refused("not_found"), lessonId);
  const standing = { row: now, hasBegun: hasBegun(now, house.clock.now()) };
  const refusal =
    (await scopeRefusal(house, actor, [input.venueId])) ??
    fieldRefusal(input) ??
    (isMoved(now, input) ? timeRefusal(input, house.clock.now()) : undefined) ??
    (await worldRefusal(house, input, standing));
  if (refusal !== undefined) return refuse(house, actor, refusal, lessonId);
  const settings = await site.read(house);
  if (!settings.ok) return settings;
  const known = await knownFor(house, [{ teacherIds: input.teacherIds, venue_id: input.venueId }]);
  return act(house, actor, "lesson.changed@1", async (tx) => {
    const before = await lockLesson(tx, house.siteId, lessonId);
    if (before === undefined) return refused("not_found");
    if (before.state === "cancelled") return refused("conflict", { state: "cancelled" });
    const begun = hasBegun(before, house.clock.now());
    if (begun && isFixed(before, input)) return refused("lesson_started");
    if (isAbove(before.sensitivity, input.sensitivity ?? before.sensitivity))
      return refused("label_lowered");
    const after = changedRow(before, input, settings.value);
    const bare = await holdVenues(tx, begun ? [] : [after], [before.venue_id]);
    if (bare !== undefined) return bare;
    try {
      await updateLesson(tx, after);
    } catch (cause) {
      return takenRefusal(cause);
    }
    await noteNeeds(tx, [before.venue_id, after.venue_id]);
    return granted(written(house, known, { before, after }));
  });
}

function isMoved(row: LessonRow, input: LessonInput): boolean {
  return row.start_ms !== input.startMs || row.end_ms !== input.endMs;
}

/** Whether a change touches what is fixed once recording has begun. */
function isFixed(row: LessonRow, input: LessonInput): boolean {
  return (
    isMoved(row, input) ||
    row.venue_id !== input.venueId ||
    row.recording !== input.recording ||
    row.activity !== input.activity
  );
}
