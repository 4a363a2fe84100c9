import type { LessonInput } from "../../contract/routes/lessons.ts";
import { toHex } from "../../kernel/bytes.ts";
import { activityOf } from "../../kernel/lessons/external.ts";
import type { House } from "../../platform/house.ts";
import { draw } from "../../platform/random.ts";
import { externalOf } from "./lesson.ts";
import type { LessonRow } from "./lessons.store.ts";

interface Settings {
  readonly leadMs: number;
  readonly tailMs: number;
}

/** A row from what was typed; lead and tail are fixed now, with the time. */
export function newRow(
  house: House,
  input: LessonInput,
  made: {
    readonly settings: Settings;
    readonly plannedBy: string;
    readonly examId?: string | undefined;
  },
): LessonRow {
  return {
    lesson_id: house.newId(),
    site_id: house.siteId,
    people_salt: toHex(draw(16)),
    state: "planned",
    created_at_ms: house.clock.now(),
    sensitivity: input.sensitivity ?? "ordinary",
    planned_by: made.plannedBy,
    of_exam: made.examId ?? null,
    ...typed(input, undefined),
    seats: seated(input, new Map()),
    ...recorded(input, made.settings),
  };
}

/** The changed row; lead and tail move only when the time does. */
export function changedRow(before: LessonRow, input: LessonInput, settings: Settings): LessonRow {
  const moved = before.start_ms !== input.startMs || before.end_ms !== input.endMs;
  return {
    ...before,
    ...typed(input, before),
    sensitivity: input.sensitivity ?? before.sensitivity,
    seats: seated(input, before.venue_id === input.venueId ? before.seats : new Map()),
    ...(moved ? recorded(input, settings) : {}),
  };
}

/** The row at another time or place; stations belong to a place and are not taken along. */
export function movedRow(before: LessonRow, to: Place, settings: Settings): LessonRow {
  const moved = before.start_ms !== to.startMs || before.end_ms !== to.endMs;
  return {
    ...before,
    start_ms: to.startMs,
    end_ms: to.endMs,
    venue_id: to.venueId,
    seats: before.venue_id === to.venueId ? before.seats : new Map(),
    ...(moved ? recorded(to, settings) : {}),
  };
}

export type Place = Pick<LessonInput, "startMs" | "endMs" | "venueId">;

/** Stations of those who take part; where none were typed, as they were. */
function seated(
  input: LessonInput,
  before: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const typedSeats = input.seats?.map((seat) => [seat.accountId, seat.stationId] as const);
  const seats = typedSeats ?? [...before];
  return new Map(seats.filter(([accountId]) => input.studentIds.includes(accountId)));
}

function typed(input: LessonInput, before: LessonRow | undefined) {
  const external = input.external === undefined ? externalOf(before) : input.external;
  const activity = activityOf({ activity: input.activity, external });
  const courseId = input.courseId === undefined ? (before?.course_id ?? null) : input.courseId;
  const itemId = input.itemId === undefined ? (before?.item_id ?? null) : input.itemId;
  return {
    external_kind: external?.kind ?? null,
    external_party: external?.party ?? null,
    external_agreement: external?.agreement ?? null,
    course_id: courseId,
    item_id: courseId === null ? null : itemId,
    project: input.project,
    course: input.course,
    start_ms: input.startMs,
    end_ms: input.endMs,
    half_hours: Math.round(input.hours * 2),
    audiences: input.audiences,
    roster: input.roster,
    groups: input.groups,
    venue_id: input.venueId,
    activity,
    partition: activity,
    family: input.family,
    scene: input.scene,
    recording: input.recording,
    teacherIds: input.teacherIds,
    studentIds: [...new Set(input.studentIds)].toSorted(),
  };
}

function recorded(input: Pick<Place, "startMs" | "endMs">, settings: Settings) {
  return {
    record_from_ms: Math.max(0, input.startMs - settings.leadMs),
    record_to_ms: input.endMs + settings.tailMs,
  };
}
