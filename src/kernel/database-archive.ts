/**
 * The archive of the database: base copies, and the segments of the write-ahead log that lead from
 * them to any later second. Names and positions are PostgreSQL's own.
 */
export interface WalPosition {
  readonly timeline: number;
  /** Segments since the beginning of the log, the same on every timeline. */
  readonly number: number;
}

export interface BaseFacts {
  readonly instant: string;
  readonly startMs: number;
  readonly stopMs: number;
  readonly startSegment: string;
  readonly segmentBytes: number;
}

const segmentPattern = /^([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})$/;
const sidePattern = /^(?:[0-9A-F]{8}\.history|[0-9A-F]{24}\.(?:[0-9A-F]{8}\.backup|partial))$/;
const dayMs = 86_400_000;

/** How long every second stays recoverable. */
export const recoverableMs = 30 * dayMs;
/** Base copies of this long are all kept; of older ones one a week. */
export const everyNightMs = 7 * dayMs;

export function isWalSegment(name: string): boolean {
  return segmentPattern.test(name);
}

/** Everything PostgreSQL archives: segments, timeline histories, notes of base copies. */
export function isArchived(name: string): boolean {
  return isWalSegment(name) || sidePattern.test(name);
}

/** Undefined for a name that is no segment of this size. */
export function walPosition(name: string, segmentBytes: number): WalPosition | undefined {
  const [, timeline = "", high = "", low = ""] = segmentPattern.exec(name) ?? [];
  if (timeline === "") return undefined;
  const perHigh = 2 ** 32 / segmentBytes;
  const lowNumber = Number.parseInt(low, 16);
  if (lowNumber >= perHigh) return undefined;
  return {
    timeline: Number.parseInt(timeline, 16),
    number: Number.parseInt(high, 16) * perHigh + lowNumber,
  };
}

export function walName({ timeline, number }: WalPosition, segmentBytes: number): string {
  const perHigh = 2 ** 32 / segmentBytes;
  return [timeline, Math.floor(number / perHigh), number % perHigh]
    .map((part) => part.toString(16).toUpperCase().padStart(8, "0"))
    .join("");
}

/** `20260601t170000z`, the name of a base copy's folder. */
export function baseInstant(atMs: number): string {
  return new Date(atMs)
    .toISOString()
    .replaceAll(/[-:]/g, "")
    .replace(/\.\d{3}Z$/, "z")
    .toLowerCase();
}

/** Base copies that can lead to `atMs` (the newest moment when it is not told), the best first. */
export function basesFor<B extends BaseFacts>(bases: readonly B[], atMs: number | undefined): B[] {
  return bases
    .filter((base) => atMs === undefined || base.stopMs <= atMs)
    .toSorted((a, b) => b.stopMs - a.stopMs);
}

/**
 * Base copies that may go: everything the last thirty days need stays, the newest copy always. A copy
 * from before the thirty days stays as long as it is the one from which their first second is reached.
 */
export function basesToPrune<B extends BaseFacts>(bases: readonly B[], nowMs: number): B[] {
  const oldestFirst = bases.toSorted((a, b) => a.stopMs - b.stopMs);
  const anchor = oldestFirst.findLastIndex((base) => base.stopMs <= nowMs - recoverableMs);
  let keptMs = -Infinity;
  return oldestFirst.filter((base, at) => {
    if (at < anchor) return true;
    const newest = at === oldestFirst.length - 1;
    const nightly = base.stopMs > nowMs - everyNightMs;
    // Half a day of leave: a night's copy is never begun at the same second.
    const weekly = base.stopMs - keptMs >= everyNightMs - dayMs / 2;
    if (!newest && !nightly && !weekly && at !== anchor) return true;
    keptMs = base.stopMs;
    return false;
  });
}

/** Log segments no kept base copy needs. Without a base copy nothing goes; histories never do. */
export function segmentsToPrune(names: readonly string[], kept: readonly BaseFacts[]): string[] {
  const [first] = kept.toSorted((a, b) => a.stopMs - b.stopMs);
  if (first === undefined) return [];
  const from = Math.min(
    ...kept.map((base) => walPosition(base.startSegment, base.segmentBytes)?.number ?? 0),
  );
  return names.filter((name) => {
    const position = walPosition(name.slice(0, 24), first.segmentBytes);
    return position !== undefined && position.number < from;
  });
}

export interface WalRun {
  /** Every archived name from the base copy on, whatever its timeline. */
  readonly names: readonly string[];
  /** The first segment that ought to be there and is not, when there are later ones. */
  readonly missing: string | undefined;
  /** Segments behind the hole: they cannot be reached. */
  readonly beyond: number;
}

/** The log from a base copy on, as far as it has no hole. */
export function walFrom(base: BaseFacts, names: readonly string[]): WalRun {
  const start = walPosition(base.startSegment, base.segmentBytes);
  if (start === undefined) return { names: [], missing: base.startSegment, beyond: 0 };
  const found = names.flatMap((name) => {
    const position = isWalSegment(name) ? walPosition(name, base.segmentBytes) : undefined;
    return position === undefined || position.number < start.number ? [] : [{ name, ...position }];
  });
  const byNumber = Map.groupBy(found, (one) => one.number);
  let [end, timeline] = [start.number, start.timeline];
  for (; byNumber.has(end); end++)
    timeline = Math.max(timeline, ...(byNumber.get(end) ?? []).map((one) => one.timeline));
  const beyond = [...byNumber.keys()].filter((number) => number > end).length;
  return {
    names: found
      .filter((one) => one.number < end)
      .toSorted((a, b) => a.number - b.number || a.timeline - b.timeline)
      .map((one) => one.name),
    missing:
      beyond > 0 || end === start.number
        ? walName({ timeline, number: end }, base.segmentBytes)
        : undefined,
    beyond,
  };
}

/**
 * The last position of the log that can matter for an instant: the next base copy that was begun after
 * it tells where the log had got to by then.
 */
export function walUntil(
  bases: readonly (BaseFacts & { readonly stopSegment: string })[],
  base: BaseFacts,
  atMs: number | undefined,
): number {
  if (atMs === undefined) return Infinity;
  const [next] = bases
    .filter((other) => other.startMs > atMs && other.startMs > base.startMs)
    .toSorted((a, b) => a.startMs - b.startMs);
  return next === undefined
    ? Infinity
    : (walPosition(next.stopSegment, next.segmentBytes)?.number ?? Infinity);
}

export interface WalHead {
  readonly timeline: number;
  readonly number: number;
  readonly systemId: string;
  readonly segmentBytes: number;
}

/** Size of the head of a segment's first page (XLogLongPageHeaderData). */
const longHeadBytes = 40;

/**
 * What a log segment says of itself: a swapped or foreign file has another head than its name tells.
 * Undefined for bytes that are none. The layout has been the same since PostgreSQL 9.3.
 */
export function readWalHead(bytes: Uint8Array): WalHead | undefined {
  if (bytes.length < longHeadBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, longHeadBytes);
  const isLong = (view.getUint16(2, true) & 0x0002) !== 0;
  const segmentBytes = view.getUint32(32, true);
  if (!isLong || segmentBytes < 1_048_576 || segmentBytes > 1_073_741_824) return undefined;
  const address = view.getBigUint64(8, true);
  if (address % BigInt(segmentBytes) !== 0n) return undefined;
  return {
    timeline: view.getUint32(4, true),
    number: Number(address / BigInt(segmentBytes)),
    systemId: view.getBigUint64(24, true).toString(),
    segmentBytes,
  };
}
