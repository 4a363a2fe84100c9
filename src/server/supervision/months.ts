import { dayStart, localTime } from "../../kernel/local-time.ts";
import { periodAt } from "../../kernel/tasks/periods.ts";

/** A month `2026-06` of the house's calendar, half-open. */
export function monthSpan(month: string, timeZone: string): { fromMs: number; toMs: number } {
  const fromMs = dayStart(`${month}-01`, timeZone);
  const period = periodAt("month", fromMs, timeZone);
  if (period === undefined) throw new RangeError(`not a month: ${month}`);
  return { fromMs: period.fromMs, toMs: period.toMs };
}

/** A quarter `2026-Q2`, half-open. */
export function quarterSpan(quarter: string, timeZone: string): { fromMs: number; toMs: number } {
  const month = String(Number(quarter.slice(6)) * 3 - 2).padStart(2, "0");
  const fromMs = dayStart(`${quarter.slice(0, 4)}-${month}-01`, timeZone);
  const period = periodAt("quarter", fromMs, timeZone);
  if (period === undefined) throw new RangeError(`not a quarter: ${quarter}`);
  return { fromMs: period.fromMs, toMs: period.toMs };
}

/** The month before the one an instant lies in. */
export function monthBefore(atMs: number, timeZone: string): string {
  const first = dayStart(`${localTime(atMs, timeZone).date.slice(0, 7)}-01`, timeZone);
  return localTime(first - 1, timeZone).date.slice(0, 7);
}
