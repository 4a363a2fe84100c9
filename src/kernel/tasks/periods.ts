import type { PeriodKind } from "../../contract/tasks.ts";
import { dayStart, localTime, nextDate } from "../local-time.ts";

/** One stretch of the calendar in the house's time zone, half-open. */
export interface Period {
  readonly every: PeriodKind;
  /** `2026-06-01`, `2026-W23`, `2026-06`, `2026-Q2`, `2026`, `2026-12`. */
  readonly key: string;
  readonly fromMs: number;
  readonly toMs: number;
}

interface Dates {
  readonly key: string;
  /** First day, and the first day after. */
  readonly first: string;
  readonly next: string;
}

const dayMs = 86_400_000;
const two = (number: number) => String(number).padStart(2, "0");
const at = (date: string) => Date.parse(`${date}T00:00:00Z`);
const shifted = (date: string, days: number) =>
  new Date(at(date) + days * dayMs).toISOString().slice(0, 10);

/** The period a local day lies in; undefined for a day outside of December's campaign. */
function datesOf(every: PeriodKind, date: string): Dates | undefined {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  switch (every) {
    case "day":
      return { key: date, first: date, next: nextDate(date) };
    case "week":
      return weekOf(date);
    case "month":
      return { key: date.slice(0, 7), ...months(year, month, 1) };
    case "quarter": {
      const quarter = Math.ceil(month / 3);
      return { key: `${year}-Q${quarter}`, ...months(year, quarter * 3 - 2, 3) };
    }
    case "year":
      return { key: String(year), ...months(year, 1, 12) };
    case "december":
      return month === 12 ? { key: `${year}-12`, ...months(year, 12, 1) } : undefined;
    case "once":
      return undefined;
  }
}

function months(year: number, first: number, count: number): Pick<Dates, "first" | "next"> {
  const past = first + count;
  return {
    first: `${year}-${two(first)}-01`,
    next: past > 12 ? `${year + 1}-${two(past - 12)}-01` : `${year}-${two(past)}-01`,
  };
}

/** ISO 8601: weeks begin on Monday, and the one with the year's first Thursday is its first. */
function weekOf(date: string): Dates {
  const weekday = (new Date(at(date)).getUTCDay() + 6) % 7;
  const first = shifted(date, -weekday);
  const thursday = shifted(first, 3);
  const year = thursday.slice(0, 4);
  const week = Math.floor((at(thursday) - at(`${year}-01-01`)) / (7 * dayMs)) + 1;
  return { key: `${year}-W${two(week)}`, first, next: shifted(first, 7) };
}

/** The period an instant lies in. */
export function periodAt(every: PeriodKind, atMs: number, timeZone: string): Period | undefined {
  return placed(every, datesOf(every, localTime(atMs, timeZone).date), timeZone);
}

function placed(every: PeriodKind, dates: Dates | undefined, timeZone: string): Period | undefined {
  if (dates === undefined) return undefined;
  const { key, first, next } = dates;
  return { every, key, fromMs: dayStart(first, timeZone), toMs: dayStart(next, timeZone) };
}

/** Every period that has begun by `toMs` and ends after `fromMs`, oldest first. */
export function periodsBetween(
  every: PeriodKind,
  span: { readonly fromMs: number; readonly toMs: number },
  timeZone: string,
): Period[] {
  const found: Period[] = [];
  let date = localTime(span.fromMs, timeZone).date;
  const last = localTime(span.toMs, timeZone).date;
  while (date <= last) {
    const dates = datesOf(every, date);
    const period = placed(every, dates, timeZone);
    if (period !== undefined && period.fromMs <= span.toMs && period.toMs > span.fromMs)
      found.push(period);
    date = dates?.next ?? months(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 1).next;
  }
  return found;
}
