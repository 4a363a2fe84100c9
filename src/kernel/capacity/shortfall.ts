import { dayStart, localTime, nextDate } from "../local-time.ts";
import { type Span, mergeSpans } from "../timeline.ts";

/** Days of footage a 24-hour camera must have at any time (N-05). */
export const rollingDays = 30;

/** One local day of a 24-hour camera, as it lies on disk. */
export interface KeptDay {
  readonly date: string;
  /** Something of it can be played. */
  readonly playable: boolean;
  /** What the house took in and no longer finds. */
  readonly lost: readonly Span[];
}

export interface CameraDays {
  /** First day the camera was recorded round the clock. */
  readonly sinceDate: string;
  readonly days: readonly KeptDay[];
}

export interface Shortfall {
  /** Hours that are gone, merged, oldest first. */
  readonly lost: readonly Span[];
  /** Whole days of which nothing can be played. */
  readonly emptyDates: readonly string[];
}

/** The local days that must be playable now: thirty whole ones before today, none before the first. */
export function dueDates(sinceDate: string, nowMs: number, timeZone: string): string[] {
  const today = localTime(nowMs, timeZone).date;
  let date = localTime(
    dayStart(today, timeZone) - rollingDays * 86_400_000 + 43_200_000,
    timeZone,
  ).date;
  const dates: string[] = [];
  for (; date < today; date = nextDate(date)) if (date >= sinceDate) dates.push(date);
  return dates;
}

/** What a camera lacks of its thirty days; undefined where it lacks nothing. */
export function shortfallOf(
  camera: CameraDays,
  nowMs: number,
  timeZone: string,
): Shortfall | undefined {
  const days = new Map(camera.days.map((day) => [day.date, day]));
  const due = dueDates(camera.sinceDate, nowMs, timeZone);
  const emptyDates = due.filter((date) => days.get(date)?.playable !== true);
  const empty = new Set(emptyDates);
  const today = localTime(nowMs, timeZone).date;
  const looked = [...due, today].flatMap((date) =>
    empty.has(date) ? [] : (days.get(date)?.lost ?? []),
  );
  const whole = emptyDates.map((date) => ({
    startMs: dayStart(date, timeZone),
    endMs: dayStart(nextDate(date), timeZone),
  }));
  const lost = mergeSpans([...looked, ...whole]);
  return lost.length === 0 ? undefined : { lost, emptyDates };
}
