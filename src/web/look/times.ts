/**
 * Every day and time on the screens is the house's, whatever zone the terminal is set to.
 * 24-hour clock, `2026-06-01 08:30`.
 */
interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

let zone = "Asia/Shanghai";
let format = formatFor(zone);

function formatFor(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
}

/** Set once the house has told its zone (IANA name); an unknown name leaves the former one. */
export function setHouseZone(timeZone: string): void {
  if (timeZone === zone) return;
  try {
    format = formatFor(timeZone);
    zone = timeZone;
  } catch {
    // An old browser without this zone keeps the former one rather than showing nothing.
  }
}

function partsOf(atMs: number): Parts {
  const found = new Map(format.formatToParts(atMs).map((part) => [part.type, Number(part.value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => found.get(type) ?? 0;
  return {
    year: of("year"),
    month: of("month"),
    day: of("day"),
    hour: of("hour"),
    minute: of("minute"),
    second: of("second"),
  };
}

const two = (value: number) => String(value).padStart(2, "0");

/** Milliseconds the house's clock is ahead of UTC at this instant. */
export function zoneOffsetMs(atMs: number): number {
  const p = partsOf(atMs);
  const asUtc = Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute, p.second);
  return asUtc - Math.floor(atMs / 1_000) * 1_000;
}

/** The instant at which the house's clock shows this date and time. */
export function instantOf(date: string, time: string): number {
  const guess = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`);
  const first = guess - zoneOffsetMs(guess);
  return guess - zoneOffsetMs(first);
}

export function day(atMs: number): string {
  const p = partsOf(atMs);
  return `${p.year}-${two(p.month)}-${two(p.day)}`;
}

export function minuteOfDay(atMs: number): string {
  const p = partsOf(atMs);
  return `${two(p.hour)}:${two(p.minute)}`;
}

export function secondOfDay(atMs: number): string {
  const p = partsOf(atMs);
  return `${two(p.hour)}:${two(p.minute)}:${two(p.second)}`;
}

export function dayMinute(atMs: number): string {
  return `${day(atMs)} ${minuteOfDay(atMs)}`;
}

export function daySecond(atMs: number): string {
  return `${day(atMs)} ${secondOfDay(atMs)}`;
}

/** First instant of the house's day, `days` later or earlier. */
export function dayStart(atMs: number, days = 0): number {
  const p = partsOf(atMs);
  const date = new Date(Date.UTC(p.year, p.month - 1, p.day + days));
  return instantOf(date.toISOString().slice(0, 10), "00:00");
}

/** Monday of the house's week, as its first instant. */
export function weekStart(atMs: number, weeks = 0): number {
  const p = partsOf(atMs);
  const weekday = (new Date(Date.UTC(p.year, p.month - 1, p.day)).getUTCDay() + 6) % 7;
  return dayStart(atMs, weeks * 7 - weekday);
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayOf(atMs: number): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  const p = partsOf(atMs);
  const found = (new Date(Date.UTC(p.year, p.month - 1, p.day)).getUTCDay() + 6) % 7;
  return found === 0 || found === 1 || found === 2 || found === 3 || found === 4 || found === 5
    ? found
    : 6;
}

/** `1:02:03` or `02:03`; never negative. */
export function length(durationMs: number): string {
  const whole = Math.max(0, Math.round(durationMs / 1_000));
  const hours = Math.floor(whole / 3_600);
  const rest = `${two(Math.floor((whole % 3_600) / 60))}:${two(whole % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

export function size(sizeBytes: number): string {
  if (sizeBytes < 1_000) return `${sizeBytes} B`;
  const units = ["kB", "MB", "GB", "TB", "PB"];
  let value = sizeBytes / 1_000;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${value.toFixed(value < 10 ? 2 : 1)} ${units[unit] ?? "PB"}`;
}
