/**
 * Local dates and times of an institution from instants and back. The zone is an IANA name, the rules
 * are those of the runtime; nothing here reads a clock.
 */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formatters.set(timeZone, made);
  return made;
}

export interface LocalTime {
  /** `2026-06-01` */
  readonly date: string;
  /** `08:30` */
  readonly time: string;
}

/** Wall date and time at an instant of the years 1000 to 9999. */
export function localTime(atMs: number, timeZone: string): LocalTime {
  const parts = new Map(
    formatter(timeZone)
      .formatToParts(atMs)
      .map((part) => [part.type, part.value]),
  );
  const field = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? "";
  return {
    date: `${field("year").padStart(4, "0")}-${field("month")}-${field("day")}`,
    time: `${field("hour")}:${field("minute")}`,
  };
}

const datePattern = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const timePattern = /^([01][0-9]|2[0-3]):([0-5][0-9])$/;

/** A real day of the calendar, `2026-02-30` is not. */
export function isDate(text: string): boolean {
  const at = utcOf(text, "00:00");
  return at !== undefined && new Date(at).toISOString().slice(0, 10) === text;
}

/**
 * The instant at which local clocks show date and time; undefined for a malformed or unreal date, and
 * for a time that a change of offset skips. Of a repeated hour it is the first.
 */
export function instantOf(date: string, time: string, timeZone: string): number | undefined {
  const wall = utcOf(date, time);
  if (wall === undefined || !isDate(date)) return undefined;
  for (const guess of [
    wall - offset(wall - 86_400_000, timeZone),
    wall - offset(wall + 86_400_000, timeZone),
  ]) {
    const shown = localTime(guess, timeZone);
    if (shown.date === date && shown.time === time) return guess;
  }
  return undefined;
}

/** First instant of a local day, also where midnight itself is skipped. */
export function dayStart(date: string, timeZone: string): number {
  for (let minutes = 0; minutes <= 180; minutes += 15) {
    const time = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
    const at = instantOf(date, time, timeZone);
    if (at !== undefined) return at;
  }
  throw new RangeError(`not a local day: ${date} in ${timeZone}`);
}

/** The calendar day after. */
export function nextDate(date: string): string {
  const at = utcOf(date, "00:00");
  if (at === undefined) throw new RangeError(`not a date: ${date}`);
  return new Date(at + 86_400_000).toISOString().slice(0, 10);
}

function utcOf(date: string, time: string): number | undefined {
  const day = datePattern.exec(date);
  const clock = timePattern.exec(time);
  if (day === null || clock === null) return undefined;
  return Date.UTC(
    Number(day[1]),
    Number(day[2]) - 1,
    Number(day[3]),
    Number(clock[1]),
    Number(clock[2]),
  );
}

/** Local minus universal time in milliseconds, whole minutes. */
function offset(atMs: number, timeZone: string): number {
  const minute = Math.floor(atMs / 60_000) * 60_000;
  const shown = localTime(minute, timeZone);
  const wall = utcOf(shown.date, shown.time);
  if (wall === undefined) throw new RangeError("instant outside the calendar");
  return wall - minute;
}

/** The latest instant up to now at which local clocks showed this time of day. */
export function lastTimeOfDay(nowMs: number, time: string, timeZone: string): number {
  for (let back = 0; back <= 3; back++) {
    const { date } = localTime(nowMs - back * 86_400_000, timeZone);
    const atMs = instantOf(date, time, timeZone);
    if (atMs !== undefined && atMs <= nowMs) return atMs;
  }
  throw new RangeError(`not a time of day: ${time} in ${timeZone}`);
}
