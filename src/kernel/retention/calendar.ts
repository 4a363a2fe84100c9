import { dayStart, localTime, nextDate } from "../local-time.ts";

/** How long something is kept at least: whole calendar years, or whole days. */
export type Term = { readonly years: number } | { readonly days: number };

/**
 * The first instant at which a term is over. It runs from the end of the local day on which something
 * ended, so that a whole day counts for everything made on it, in calendar years of the house's zone.
 * A day that the year of its end does not have (29 February) becomes the next one, never the one
 * before: a term may be a day longer than its years and is never shorter.
 */
export function termEnd(endMs: number, term: Term, timeZone: string): number {
  const from = nextDate(localTime(Math.max(0, endMs - 1), timeZone).date);
  return dayStart(
    "years" in term ? plusYears(from, term.years) : plusDays(from, term.days),
    timeZone,
  );
}

/** The same day so many years later; 29 February becomes 1 March where there is none. */
export function plusYears(date: string, years: number): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  // A date counts days over its month's end into the next month.
  return utcDate(year + years, month - 1, day);
}

export function plusDays(date: string, days: number): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return utcDate(year, month - 1, day + days);
}

function utcDate(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}

/** The longer of two terms for something that ended then; years and days compare by their instants. */
export function longerEnd(endMs: number, terms: readonly Term[], timeZone: string): number {
  return Math.max(...terms.map((term) => termEnd(endMs, term, timeZone)));
}
