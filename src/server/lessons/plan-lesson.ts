import type { PersonActor } from "../../contract/actor.ts";
import type { EntryBody } from "../../contract/entries.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { Lesson, LessonInput } from "../../contract/routes/lessons.ts";
import { brokenConstraint } from "../../platform/database-errors.ts";
import type { House } from "../../platform/house.ts";
import { type Written, act, enterRefusal } from "../ledger/index.ts";
import { site } from "../places/index.ts";
import { askAgreement } from "./ask-agreement.ts";
import { type Known, knownFor, lessonOf, lessonSnapshot } from "./lesson.ts";
import { holdVenues, noteNeeds } from "./hold-venues.ts";
import { newRow } from "./lesson-row.ts";
import { fieldRefusal, scopeRefusal, timeRefusal, worldRefusal } from "./lesson-rules.ts";
import { type LessonRow, insertLesson } from "./lessons.store.ts";

/**
 * Plans a lesson with all fields of S0-5.3.1. Of several who race for one venue the database lets one
 * win, the others get `venue_taken`. A room of a published exam (`of`) is moved and cancelled by it alone.
 */
export async function planLesson(
  house: House,
  actor: PersonActor,
  input: LessonInput,
  of: { readonly examId?: string } = {},
): Promise<Outcome<Lesson>> {
  const refusal =
    fieldRefusal(input) ??
    timeRefusal(input, house.clock.now()) ??
    (await scopeRefusal(house, actor, [input.venueId])) ??
    (await worldRefusal(house, input));
  if (refusal !== undefined) return refuse(house, actor, refusal);
  const settings = await site.read(house);
  if (!settings.ok) return settings;
  const known = await knownFor(house, [{ teacherIds: input.teacherIds, venue_id: input.venueId }]);
  return act(house, actor, "lesson.changed@1", async (tx) => {
    const made = { settings: settings.value, plannedBy: actor.accountId, examId: of.examId };
    const row = newRow(house, input, made);
    const bare = await holdVenues(tx, [row]);
    if (bare !== undefined) return bare;
    try {
      await insertLesson(tx, row);
    } catch (cause) {
      return takenRefusal(cause);
    }
    await noteNeeds(tx, [row.venue_id]);
    const also = await askAgreement(house, tx, { actor, after: row });
    return granted({ ...written(house, known, { before: undefined, after: row }), also });
  });
}

/** What was refused before any write was tried is entered, too. */
export async function refuse(
  house: House,
  actor: PersonActor,
  refusal: Refusal,
  lessonId?: string,
): Promise<Refusal> {
  const subject =
    lessonId === undefined
      ? ({ type: "account", id: actor.accountId } as const)
      : ({ type: "lesson", id: lessonId } as const);
  await enterRefusal(house, actor, "lesson.changed@1", refusal, subject);
  return refusal;
}

export function takenRefusal(cause: unknown): Refusal {
  const constraint = brokenConstraint(cause);
  if (constraint === "venue_once") return refused("venue_taken");
  if (constraint === "scene_is_recorded") return refused("scene_must_be_recorded");
  throw cause;
}

/** The lesson with its entry: before and after, and apart from them, erasable, the names. */
export function written(
  house: House,
  known: Known,
  change: { before: LessonRow | undefined; after: LessonRow },
): Written<"lesson.changed@1", Lesson> {
  const { before, after } = change;
  const lesson = lessonOf(house, after, known);
  const body: EntryBody<"lesson.changed@1"> = {
    before: before === undefined ? null : lessonSnapshot(before),
    after: lessonSnapshot(after),
  };
  return {
    value: lesson,
    subject: { type: "lesson", id: after.lesson_id },
    body,
    personal: { officialName: lesson.officialName },
  };
}
