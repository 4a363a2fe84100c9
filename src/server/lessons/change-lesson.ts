import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { Lesson, LessonInput } from "../../contract/routes/lessons.ts";
import { isAbove } from "../../kernel/sensitivity.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { site } from "../places/index.ts";
import { askAgreement } from "./ask-agreement.ts";
import { holdVenues, noteNeeds } from "./hold-venues.ts";
import { hasBegun, knownFor } from "./lesson.ts";
import { type Place, changedRow, movedRow } from "./lesson-row.ts";
import { fieldRefusal, scopeRefusal, timeRefusal, worldRefusal } from "./lesson-rules.ts";
import { type LessonRow, lockLesson, selectLessons, updateLesson } from "./lessons.store.ts";
import { refuse, takenRefusal, written } from "./plan-lesson.ts";

export interface LessonChange {
  readonly lessonId: string;
  readonly input: LessonInput;
}

type Settings = Parameters<typeof changedRow>[2];

/** What is to become of a row: asked of the row that stands, once before and once while it is held. */
interface Change {
  readonly lessonId: string;
  readonly venueId: string;
  readonly refusalOf: (now: LessonRow) => Promise<Refusal | undefined>;
  readonly after: (before: LessonRow, settings: Settings) => LessonRow;
}

/**
 * Changes a planned lesson. Once recording has begun its time, venue, recording and partition stay
 * (S0-6.1b, S0-8.2); roster, groups and names may still be corrected, with before and after entered.
 * Its label is only ever raised here (S3-Q2).
 */
export function changeLesson(
  house: House,
  actor: PersonActor,
  change: LessonChange,
): Promise<Outcome<Lesson>> {
  const { lessonId, input } = change;
  return store(house, actor, {
    lessonId,
    venueId: input.venueId,
    refusalOf: async (now) =>
      fieldRefusal(input) ??
      (isMoved(now, { start_ms: input.startMs, end_ms: input.endMs })
        ? timeRefusal(input, house.clock.now())
        : undefined) ??
      (await worldRefusal(house, input, {
        row: now,
        hasBegun: hasBegun(now, house.clock.now()),
      })),
    after: (before, settings) => changedRow(before, input, settings),
  });
}

/** Another time or place for a lesson that has not begun (调课); everything else of it stays. */
export function moveLesson(
  house: House,
  actor: PersonActor,
  move: Place & { readonly lessonId: string },
): Promise<Outcome<Lesson>> {
  const { lessonId, ...to } = move;
  return store(house, actor, {
    lessonId,
    venueId: to.venueId,
    refusalOf: async (now) =>
      (to.endMs <= to.startMs ? refused("span_invalid", { reason: "length" }) : undefined) ??
      timeRefusal(to, house.clock.now()) ??
      (await worldRefusal(house, asMoved(now, to), {
        row: now,
        hasBegun: hasBegun(now, house.clock.now()),
      })),
    after: (before, settings) => movedRow(before, to, settings),
  });
}

function asMoved(now: LessonRow, to: Place) {
  return {
    venueId: to.venueId,
    recording: now.recording,
    teacherIds: [...now.teacherIds],
    studentIds: [...now.studentIds],
  };
}

async function store(house: House, actor: PersonActor, change: Change): Promise<Outcome<Lesson>> {
  const { lessonId } = change;
  const [now] = await selectLessons(house.db, house.siteId, { ids: [lessonId] });
  // A lesson of somebody else's area is as unknown as none.
  if (now === undefined || (await scopeRefusal(house, actor, [now.venue_id])) !== undefined)
    return refuse(house, actor, refused("not_found"), lessonId);
  const refusal =
    (await scopeRefusal(house, actor, [change.venueId])) ?? (await change.refusalOf(now));
  if (refusal !== undefined) return refuse(house, actor, refusal, lessonId);
  const settings = await site.read(house);
  if (!settings.ok) return settings;
  const known = await knownFor(house, [
    now,
    { teacherIds: change.after(now, settings.value).teacherIds, venue_id: change.venueId },
  ]);
  return act(house, actor, "lesson.changed@1", async (tx) => {
    const before = await lockLesson(tx, house.siteId, lessonId);
    if (before === undefined) return refused("not_found");
    if (before.state === "cancelled") return refused("conflict", { state: "cancelled" });
    const begun = hasBegun(before, house.clock.now());
    const after = change.after(before, settings.value);
    if (before.of_exam !== null && isFixed(before, after)) return refused("lesson_of_exam");
    if (begun && isFixed(before, after)) return refused("lesson_started");
    if (isAbove(before.sensitivity, after.sensitivity)) return refused("label_lowered");
    const bare = await holdVenues(tx, begun ? [] : [after], [before.venue_id]);
    if (bare !== undefined) return bare;
    try {
      await updateLesson(tx, after);
    } catch (cause) {
      return takenRefusal(cause);
    }
    await noteNeeds(tx, [before.venue_id, after.venue_id]);
    const also = await askAgreement(house, tx, { actor, after });
    return granted({ ...written(house, known, { before, after }), also });
  });
}

type Times = Pick<LessonRow, "start_ms" | "end_ms">;

function isMoved(before: Times, after: Times): boolean {
  return before.start_ms !== after.start_ms || before.end_ms !== after.end_ms;
}

/** Whether a change touches what is fixed once recording has begun. */
function isFixed(before: LessonRow, after: LessonRow): boolean {
  return (
    isMoved(before, after) ||
    before.venue_id !== after.venue_id ||
    before.recording !== after.recording ||
    before.activity !== after.activity
  );
}
