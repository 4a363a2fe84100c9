import type { LessonInput } from "../../contract/routes/lessons.ts";
import { toHex } from "../../kernel/bytes.ts";
import type { House } from "../../platform/house.ts";
import { draw } from "../../platform/random.ts";
import type { LessonRow } from "./lessons.store.ts";

interface Settings {
  readonly leadMs: number;
  readonly tailMs: number;
}

/** A row from what was typed; lead and tail are fixed now, with the time. */
export function newRow(house: House, input: LessonInput, settings: Settings): LessonRow {
  return {
    lesson_id: house.newId(),
    site_id: house.siteId,
    people_salt: toHex(draw(16)),
    state: "planned",
    created_at_ms: house.clock.now(),
    sensitivity: input.sensitivity ?? "ordinary",
    ...typed(input),
    seats: seated(input, new Map()),
    ...recorded(input, settings),
  };
}

/** The changed row; lead and tail move only when the time does. */
export function changedRow(before: LessonRow, input: LessonInput, settings: Settings): LessonRow {
  const moved = before.start_ms !== input.startMs || before.end_ms !== input.endMs;
  return {
    ...before,
    ...typed(input),
    sensitivity: input.sensitivity ?? before.sensitivity,
    seats: seated(input, before.seats),
    ...(moved ? recorded(input, settings) : {}),
  };
}

/** Stations of those who take part; where none were typed, as they were. */
function seated(
  input: LessonInput,
  before: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const typedSeats = input.seats?.map((seat) => [seat.accountId, seat.stationId] as const);
  const seats = typedSeats ?? [...before];
  return new Map(seats.filter(([accountId]) => input.studentIds.includes(accountId)));
}

function typed(input: LessonInput) {
  return {
    project: input.project,
    course: input.course,
    start_ms: input.startMs,
    end_ms: input.endMs,
    half_hours: Math.round(input.hours * 2),
    audiences: input.audiences,
    roster: input.roster,
    groups: input.groups,
    venue_id: input.venueId,
    activity: input.activity,
    partition: input.activity,
    family: input.family,
    scene: input.scene,
    recording: input.recording,
    teacherIds: input.teacherIds,
    studentIds: [...new Set(input.studentIds)].toSorted(),
  };
}

function recorded(input: LessonInput, settings: Settings) {
  return {
    record_from_ms: Math.max(0, input.startMs - settings.leadMs),
    record_to_ms: input.endMs + settings.tailMs,
  };
}
