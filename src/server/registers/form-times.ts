import { dayStart, localTime } from "../../kernel/local-time.ts";
import { formWords } from "./forms/words.ts";

/** IANA name of the institution's zone. */
export type Zone = string;

export function dayOf(atMs: number, zone: Zone): string {
  return localTime(atMs, zone).date;
}

export function minuteOf(atMs: number, zone: Zone): string {
  const { date, time } = localTime(atMs, zone);
  return `${date} ${time}`;
}

/** With seconds: a sign-in's beginning is kept to the second (S0-5.1.1). */
export function secondOf(atMs: number, zone: Zone): string {
  const seconds = Math.floor(atMs / 1_000) % 60;
  return `${minuteOf(atMs, zone)}:${String(seconds).padStart(2, "0")}`;
}

/** Hours, minutes and seconds, `01:05:03`. */
export function durationOf(lengthMs: number): string {
  const seconds = Math.floor(lengthMs / 1_000);
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

/** From and to, the date once where both lie on one day. */
export function spanOf(
  span: { readonly startMs: number; readonly endMs: number },
  zone: Zone,
): string {
  const from = localTime(span.startMs, zone);
  const to = localTime(span.endMs, zone);
  return from.date === to.date
    ? `${from.date} ${from.time}–${to.time}`
    : formWords.toUntil(`${from.date} ${from.time}`, `${to.date} ${to.time}`);
}

export interface YearPart {
  readonly year: number;
  /** The year's first instant. */
  readonly startMs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** A period cut at the turns of the local year: running numbers count through a year. */
export function yearParts(fromMs: number, toMs: number, zone: Zone): YearPart[] {
  const parts: YearPart[] = [];
  for (let at = fromMs; at < toMs;) {
    const year = Number(localTime(at, zone).date.slice(0, 4));
    const startMs = dayStart(`${year}-01-01`, zone);
    const nextMs = dayStart(`${year + 1}-01-01`, zone);
    parts.push({ year, startMs, fromMs: at, toMs: Math.min(toMs, nextMs) });
    at = nextMs;
  }
  return parts;
}

export function rowNumber(year: number, number: number): string {
  return `${year}-${String(number).padStart(6, "0")}`;
}
