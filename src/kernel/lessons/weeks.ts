import { instantOf, localTime } from "../local-time.ts";

const dayMs = 86_400_000;
const weekDays = 7;
const utc = (date: string) => Date.parse(`${date}T00:00:00Z`);

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * The same lesson some weeks later: at the same time of the institution's day, whatever its clocks did in
 * between. Undefined for a time that a change of clocks skips.
 */
export function weeksLater(span: Span, weeks: number, timeZone: string): Span | undefined {
  const startMs = later(span.startMs, weeks, timeZone);
  const endMs = later(span.endMs, weeks, timeZone);
  return startMs === undefined || endMs === undefined ? undefined : { startMs, endMs };
}

function later(atMs: number, weeks: number, timeZone: string): number | undefined {
  const { date, time } = localTime(atMs, timeZone);
  const moved = new Date(utc(date) + weeks * weekDays * dayMs).toISOString().slice(0, 10);
  const minuteMs = instantOf(moved, time, timeZone);
  return minuteMs === undefined ? undefined : minuteMs + (atMs % 60_000);
}

/** Monday of a date's week. */
function mondayOf(date: string): number {
  const atMs = utc(date);
  return atMs - ((new Date(atMs).getUTCDay() + 6) % weekDays) * dayMs;
}

/** Number of a date's teaching week, the first is 1; below that the term has not begun. */
export function teachingWeek(date: string, termStart: string): number {
  return Math.round((mondayOf(date) - mondayOf(termStart)) / (weekDays * dayMs)) + 1;
}

export const weekRhythms = ["every", "odd", "even"] as const;
export type WeekRhythm = (typeof weekRhythms)[number];

/** How many weeks after its own week a lesson comes, from its week's number to the last one's (单双周). */
export function weeksBetween(
  own: number,
  range: { readonly from: number; readonly to: number },
  rhythm: WeekRhythm,
): number[] {
  const { from, to } = range;
  const all = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
  const kept = all.filter((week) => rhythm === "every" || (week % 2 === 1) === (rhythm === "odd"));
  return kept.map((week) => week - own);
}
