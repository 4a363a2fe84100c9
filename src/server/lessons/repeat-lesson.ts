import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { Lesson, LessonInput } from "../../contract/routes/lessons.ts";
import { weeksLater } from "../../kernel/lessons/weeks.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { site } from "../places/index.ts";
import { holdVenues } from "./hold-venues.ts";
import { insertAll } from "./insert-all.ts";
import { knownFor } from "./lesson.ts";
import { newRow } from "./lesson-row.ts";
import { fieldRefusal, scopeRefusal, timeRefusal, worldRefusal } from "./lesson-rules.ts";
import { refuse } from "./plan-lesson.ts";

/**
 * Plans a lesson for several weeks at once, each its own: all of them or none. A refusal that is about one
 * week names its date.
 */
export async function repeatLesson(
  house: House,
  actor: PersonActor,
  ask: { readonly lesson: LessonInput; readonly weeks: readonly number[] },
): Promise<Outcome<{ lessons: Lesson[] }>> {
  const spread = weekly(house, ask);
  if (!spread.ok) return refuse(house, actor, spread);
  const inputs = spread.value;
  const refusal =
    fieldRefusal(ask.lesson) ??
    inputs
      .map((input) => dated(house, timeRefusal(input, house.clock.now()), input.startMs))
      .find((one) => one !== undefined) ??
    (await scopeRefusal(house, actor, [ask.lesson.venueId])) ??
    (await worldRefusal(house, ask.lesson));
  if (refusal !== undefined) return refuse(house, actor, refusal);
  const settings = await site.read(house);
  if (!settings.ok) return settings;
  const made = { settings: settings.value, plannedBy: actor.accountId };
  const rows = inputs.map((input) => newRow(house, input, made));
  const known = await knownFor(house, rows);
  return act(house, actor, "lessons.repeated@1", async (tx) => {
    const bare = await holdVenues(tx, rows);
    if (bare !== undefined) return bare;
    const inserted = await insertAll(house, tx, {
      rows,
      known,
      actor,
      which: (one, row) => dated(house, one, row.start_ms) ?? one,
    });
    if (!inserted.ok) return inserted;
    const { lessons, also } = inserted.value;
    return granted({
      value: { lessons },
      subject: { type: "timetable", id: house.newId() },
      body: { weeks: [...ask.weeks], lessons: rows.map((row) => row.lesson_id) },
      also,
    });
  });
}

/** The lesson in each of its weeks, in order; the house's clocks decide what the same time of day is. */
function weekly(
  house: House,
  ask: { readonly lesson: LessonInput; readonly weeks: readonly number[] },
): Outcome<LessonInput[]> {
  const weeks = [...new Set(ask.weeks)].toSorted((a, b) => a - b);
  const inputs: LessonInput[] = [];
  for (const week of weeks) {
    const span = weeksLater(ask.lesson, week, house.config.timeZone);
    if (span === undefined) return refused("span_invalid", { reason: "length", week });
    inputs.push({ ...ask.lesson, ...span });
  }
  return granted(inputs);
}

/** A refusal that says on which day. */
function dated(house: House, refusal: Refusal | undefined, startMs: number): Refusal | undefined {
  if (refusal === undefined) return undefined;
  const { date } = localTime(startMs, house.config.timeZone);
  return refused(refusal.code, { ...refusal.facts, date });
}
