import { type Stretch, type Row, movedTo } from "../../kernel/lessons/grid.ts";
import type { Period } from "../../contract/timetable.ts";
import type { LessonNow } from "../lessons/use-lessons.ts";
import { day, dayStart, instantOf, minuteOfDay } from "../look/times.ts";

/** A column of the grid: one room on one day, or one teacher's day in whatever rooms. */
export interface Column {
  readonly key: string;
  readonly venueId: string | null;
  readonly teacherId: string | null;
  readonly dayMs: number;
  readonly title: string;
  /** Below the title; today's is marked. */
  readonly note: string;
  readonly today: boolean;
}

const dayMinutes = 1_440;

function minuteOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return hour * 60 + minute;
}

export function clockOf(minute: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** A typed `08:30` in minutes; undefined when it is none. */
export function typedMinute(text: string): number | undefined {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text) ? minuteOf(text) : undefined;
}

/** Where a lesson lies in a day that begins at `dayMs`: of a night each day has its part. */
export function stretchOf(lesson: Pick<LessonNow, "startMs" | "endMs">, dayMs: number): Stretch {
  const next = dayStart(dayMs, 1);
  return {
    fromMinute: lesson.startMs <= dayMs ? 0 : minuteOf(minuteOfDay(lesson.startMs)),
    toMinute: lesson.endMs >= next ? dayMinutes : minuteOf(minuteOfDay(lesson.endMs)),
  };
}

function instantAt(dayMs: number, minute: number): number {
  const dayOf = dayStart(dayMs, Math.floor(minute / dayMinutes));
  return instantOf(day(dayOf), clockOf(minute % dayMinutes));
}

/** Time and place a lesson gets when it is put into a cell; a teacher's day leaves it its room. */
export function placeAt(
  lesson: LessonNow,
  to: { readonly column: Pick<Column, "dayMs" | "venueId">; readonly row: Pick<Row, "fromMinute"> },
  periods: readonly Period[],
): { startMs: number; endMs: number; venueId: string } {
  const { fromMinute } = stretchOf(lesson, dayStart(lesson.startMs));
  const lengthMinutes = Math.round((lesson.endMs - lesson.startMs) / 60_000);
  const was = { fromMinute, toMinute: fromMinute + lengthMinutes };
  const moved = movedTo(periods, was, to.row);
  const { dayMs, venueId } = to.column;
  return {
    startMs: instantAt(dayMs, moved.fromMinute),
    endMs: instantAt(dayMs, moved.toMinute),
    venueId: venueId ?? lesson.venueId,
  };
}

/** The later part of a night: it is moved by its first. */
export const beganBefore = (lesson: LessonNow, column: Column): boolean =>
  lesson.startMs < column.dayMs;

/** Lessons of a column that take place, by start; a night stands in both its days. */
export function lessonsOf(lessons: readonly LessonNow[], column: Column): LessonNow[] {
  const next = dayStart(column.dayMs, 1);
  return lessons
    .filter(
      (lesson) =>
        lesson.state !== "cancelled" &&
        (column.venueId === null || lesson.venueId === column.venueId) &&
        (column.teacherId === null || teaches(lesson, column.teacherId)) &&
        lesson.startMs < next &&
        lesson.endMs > column.dayMs,
    )
    .toSorted((a, b) => a.startMs - b.startMs);
}

const teaches = (lesson: LessonNow, accountId: string): boolean =>
  lesson.teachers.some((teacher) => teacher.accountId === accountId);
