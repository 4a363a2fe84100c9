import type { CopySettings } from "../../contract/copies.ts";
import { dayStart, instantOf, localTime, nextDate } from "../local-time.ts";

/** One night's window (N-08): opens and closes on the same local date. */
export interface CopyWindow {
  readonly date: string;
  readonly startMs: number;
  readonly endMs: number;
}

type Hours = Pick<CopySettings, "windowStart" | "windowEnd">;

/** The window of a date. A time that a change of offset skips is the next that exists. */
export function windowOf(date: string, hours: Hours, timeZone: string): CopyWindow {
  return {
    date,
    startMs: atMinute(date, hours.windowStart, timeZone),
    endMs: atMinute(date, hours.windowEnd, timeZone),
  };
}

/** The window of the local date an instant lies in, and where the instant lies to it. */
export function windowAt(
  nowMs: number,
  hours: Hours,
  timeZone: string,
): CopyWindow & { readonly phase: "before" | "open" | "over" } {
  const window = windowOf(localTime(nowMs, timeZone).date, hours, timeZone);
  const phase = nowMs < window.startMs ? "before" : nowMs < window.endMs ? "open" : "over";
  return { ...window, phase };
}

/** Windows that have closed since an instant, oldest first, at most so many of the newest. */
export function closedWindows(
  span: { readonly sinceMs: number; readonly nowMs: number; readonly most: number },
  hours: Hours,
  timeZone: string,
): CopyWindow[] {
  const { sinceMs, nowMs, most } = span;
  const earliest = Math.max(sinceMs, nowMs - most * 86_400_000);
  const found: CopyWindow[] = [];
  const last = localTime(nowMs, timeZone).date;
  for (let date = localTime(earliest, timeZone).date; date <= last; date = nextDate(date)) {
    const window = windowOf(date, hours, timeZone);
    if (window.startMs >= earliest && window.endMs <= nowMs) found.push(window);
  }
  return found;
}

function atMinute(date: string, minute: number, timeZone: string): number {
  if (minute >= 1_440) return dayStart(nextDate(date), timeZone);
  for (let at = minute; at < minute + 180; at += 15) {
    const time = `${String(Math.floor(at / 60) % 24).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
    const found = at < 1_440 ? instantOf(date, time, timeZone) : undefined;
    if (found !== undefined) return found;
  }
  return dayStart(nextDate(date), timeZone);
}

/** ISO 8601 week of a local date, `2026-W23`; it begins on Monday. */
export function isoWeek(date: string): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  const weekday = (new Date(at).getUTCDay() + 6) % 7;
  const thursday = new Date(at + (3 - weekday) * 86_400_000);
  const year = thursday.getUTCFullYear();
  const first = Date.UTC(year, 0, 1);
  const week = Math.floor((thursday.getTime() - first) / (7 * 86_400_000)) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}
