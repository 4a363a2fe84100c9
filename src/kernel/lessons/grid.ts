/**
 * The timetable as a grid: rows are periods, columns are rooms of a day or days of a room. Pure; minutes
 * are those of the house's own day.
 */
export interface Stretch {
  readonly fromMinute: number;
  readonly toMinute: number;
}

export interface NamedStretch extends Stretch {
  readonly name: string;
}

export interface Row extends Stretch {
  /** Null: outside the periods, shown only while a lesson lies there. */
  readonly name: string | null;
}

const dayMinutes = 1_440;

export function overlaps(a: Stretch, b: Stretch): boolean {
  return a.fromMinute < b.toMinute && b.fromMinute < a.toMinute;
}

/** Every period a row, and a row for each break in which a lesson lies that touches no period. */
export function rowsFor(periods: readonly NamedStretch[], lessons: readonly Stretch[]): Row[] {
  const named = periods.toSorted((a, b) => a.fromMinute - b.fromMinute);
  const loose = lessons.filter((lesson) => !named.some((period) => overlaps(period, lesson)));
  const rows: Row[] = [];
  let free = 0;
  for (const period of [...named, undefined]) {
    const gap = { fromMinute: free, toMinute: period?.fromMinute ?? dayMinutes };
    const inside = loose.filter((lesson) => overlaps(gap, lesson));
    if (inside.length > 0)
      rows.push({
        name: null,
        fromMinute: Math.min(...inside.map((lesson) => lesson.fromMinute)),
        toMinute: Math.max(...inside.map((lesson) => lesson.toMinute)),
      });
    if (period === undefined) break;
    rows.push(period);
    free = period.toMinute;
  }
  return rows;
}

export interface Placed {
  /** First and last row, both included. */
  readonly first: number;
  readonly last: number;
  /** Beside how many others it lies in its column, and at which place. */
  readonly lane: number;
  readonly lanes: number;
}

/** Where the lessons of one column lie: no two in the same row and lane. */
export function placeAll(rows: readonly Row[], lessons: readonly Stretch[]): Placed[] {
  const spans = lessons.map((lesson, at) => ({ at, ...rowsOf(rows, lesson) }));
  const placed = new Map<number, Placed>();
  let cluster: (typeof spans)[number][] = [];
  let clusterLast = -1;
  const close = () => {
    for (const [at, place] of lanesOf(cluster)) placed.set(at, place);
    cluster = [];
  };
  for (const span of spans.toSorted((a, b) => a.first - b.first || b.last - a.last)) {
    if (span.first > clusterLast) close();
    cluster.push(span);
    clusterLast = Math.max(clusterLast, span.last);
  }
  close();
  return lessons.map((_, at) => placed.get(at) ?? { first: 0, last: 0, lane: 0, lanes: 1 });
}

function rowsOf(rows: readonly Row[], lesson: Stretch): { first: number; last: number } {
  const touched = rows.flatMap((row, at) => (overlaps(row, lesson) ? [at] : []));
  return { first: touched[0] ?? 0, last: touched.at(-1) ?? 0 };
}

function lanesOf(
  cluster: readonly { readonly at: number; readonly first: number; readonly last: number }[],
): Map<number, Placed> {
  const ends: number[] = [];
  const laneOf = new Map<number, number>();
  for (const { at, first, last } of cluster) {
    const free = ends.findIndex((end) => end < first);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = last;
    laneOf.set(at, lane);
  }
  return new Map(
    cluster.map(({ at, first, last }) => [
      at,
      { first, last, lane: laneOf.get(at) ?? 0, lanes: ends.length },
    ]),
  );
}

/** Nobody teaches through noon: a longer pause between two periods parts them. */
const breakMostMinutes = 30;

/**
 * The stretch of a lesson moved to a row: it begins with the row. What filled whole periods fills as many
 * there; anything else, and what would run over noon or past the last period, keeps its length. Minutes past
 * 1,440 are of the next day.
 */
export function movedTo(
  periods: readonly NamedStretch[],
  lesson: Stretch,
  target: Pick<Stretch, "fromMinute">,
): Stretch {
  const named = periods.toSorted((a, b) => a.fromMinute - b.fromMinute);
  const first = named.findIndex((period) => period.fromMinute === lesson.fromMinute);
  const last = named.findIndex((period) => period.toMinute === lesson.toMinute);
  const from = named.findIndex((period) => period.fromMinute === target.fromMinute);
  const { fromMinute } = target;
  const lengthMinutes = lesson.toMinute - lesson.fromMinute;
  const end = first < 0 || last < first || from < 0 ? undefined : named[from + last - first];
  const whole = (end?.toMinute ?? 0) - fromMinute;
  const fits = end !== undefined && whole - lengthMinutes <= breakMostMinutes;
  const toMinute = fromMinute + (fits ? whole : lengthMinutes);
  // A day ends at midnight: what does not fit begins earlier, unless it is a night's own.
  return toMinute > dayMinutes && lesson.toMinute <= dayMinutes
    ? { fromMinute: dayMinutes - lengthMinutes, toMinute: dayMinutes }
    : { fromMinute, toMinute };
}

/** What is wrong with a list of periods; undefined when each ends after it begins and none overlap. */
export function periodTrouble(
  periods: readonly NamedStretch[],
): "length" | "overlap" | "twice" | undefined {
  if (periods.some((period) => period.toMinute <= period.fromMinute)) return "length";
  if (new Set(periods.map((period) => period.name)).size < periods.length) return "twice";
  const clash = periods.some((one, at) =>
    periods.slice(at + 1).some((other) => overlaps(one, other)),
  );
  return clash ? "overlap" : undefined;
}
