import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Lesson } from "../../contract/routes/lessons.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { askAgreement } from "./ask-agreement.ts";
import { holdVenues, noteNeeds } from "./hold-venues.ts";
import { hasBegun, knownFor, lessonSnapshot } from "./lesson.ts";
import { scopeRefusal } from "./lesson-rules.ts";
import { lockLesson, selectLessons, updateLesson } from "./lessons.store.ts";
import { refuse, written } from "./plan-lesson.ts";

/** Cancels a lesson that has not begun; its venue is free again, its row and its reason stay. */
export async function cancelLesson(
  house: House,
  actor: PersonActor,
  cancel: { readonly lessonId: string; readonly reason: string; readonly examId?: string },
): Promise<Outcome<Lesson>> {
  const { lessonId, reason } = cancel;
  const [now] = await selectLessons(house.db, house.siteId, { ids: [lessonId] });
  // A lesson of somebody else's area is as unknown as none.
  if (now === undefined || (await scopeRefusal(house, actor, [now.venue_id])) !== undefined)
    return refuse(house, actor, refused("not_found"), lessonId);
  const known = await knownFor(house, [now]);
  return act(house, actor, "lesson.changed@1", async (tx) => {
    const before = await lockLesson(tx, house.siteId, lessonId);
    if (before === undefined) return refused("not_found");
    if (before.state === "cancelled") return refused("conflict", { state: "cancelled" });
    if (before.of_exam !== null && before.of_exam !== cancel.examId)
      return refused("lesson_of_exam");
    if (hasBegun(before, house.clock.now())) return refused("lesson_started");
    const after = { ...before, state: "cancelled" as const };
    await holdVenues(tx, [], [after.venue_id]);
    await updateLesson(tx, after);
    await noteNeeds(tx, [after.venue_id]);
    const entry = written(house, known, { before, after });
    const also = await askAgreement(house, tx, { actor, after });
    return granted({
      ...entry,
      also,
      body: { before: lessonSnapshot(before), after: { ...lessonSnapshot(after), reason } },
    });
  });
}
