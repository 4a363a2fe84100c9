import { markBytes } from "./mark-code.ts";

/**
 * The hidden watermark of a picture (S0-14.1): a square of 32 × 32 cells, each a little lighter or
 * darker, repeated over everything shown. A quarter of the cells is the same in every watermark, so
 * that a screenshot's scale and place are found; the others carry eight symbols of eight bits: 40
 * bits of code, 10 bits of minute and 14 bits of checksum. Each symbol is spread over 96 cells as one
 * of 256 patterns, so that any crop loses a little of every symbol and none of them whole.
 */
export const markCells = 32;
/** Side of a cell on the page, in CSS pixels. */
export const cellPixels = 6;
/** How much a cell is lightened or darkened, as the opacity of white or black over the picture. */
export const cellOpacity = 0.022;

export const symbols = 8;
const cells = markCells * markCells;
const symbolCells = 96;
/** Minutes count up to here; a viewing lasts 12 hours at most. */
export const minutesMost = 1_023;

export interface MarkPayload {
  /** 8 letters, see `mark-code.ts`. */
  readonly code: string;
  /** Whole minutes since the code was made. */
  readonly minute: number;
}

/** Which cell does what: fixed for ever, because old screenshots must stay readable. */
export interface MarkLayout {
  /** Cells of the constant part with their signs. */
  readonly sync: readonly { readonly cell: number; readonly sign: number }[];
  /** For each symbol its cells, in the order of its patterns. */
  readonly places: readonly Uint16Array[];
}

export const markLayout: MarkLayout = layOut();
/** 256 patterns of signs, one a value; every two differ in about half of their places. */
const patterns: readonly Int8Array[] = drawPatterns();

function layOut(): MarkLayout {
  const next = xorshift(0x4c48_3230);
  const order = Uint16Array.from({ length: cells }, (_, at) => at);
  for (let at = cells - 1; at > 0; at--) {
    const other = next() % (at + 1);
    const held = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = held;
  }
  const data = symbols * symbolCells;
  const sync = [...order.subarray(data)].map((cell) => ({ cell, sign: next() & 1 ? 1 : -1 }));
  const places = Array.from({ length: symbols }, (_, symbol) =>
    order.slice(symbol * symbolCells, (symbol + 1) * symbolCells),
  );
  return { sync, places };
}

function drawPatterns(): Int8Array[] {
  const next = xorshift(0x5741_544d);
  return Array.from({ length: 256 }, () =>
    Int8Array.from({ length: symbolCells }, () => (next() & 0x10 ? 1 : -1)),
  );
}

/** Numbers that are the same everywhere and for ever; no secret lies in them. */
function xorshift(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
}

/** Signs of the 1,024 cells, row by row: 1 lighter, −1 darker. Undefined for a payload that is none. */
export function markSigns(payload: MarkPayload): Int8Array | undefined {
  const values = valuesOf(payload);
  if (values === undefined) return undefined;
  const signs = new Int8Array(cells);
  for (const { cell, sign } of markLayout.sync) signs[cell] = sign;
  for (const [symbol, places] of markLayout.places.entries()) {
    const pattern = patterns[values[symbol] ?? 0] ?? new Int8Array(symbolCells);
    for (const [at, cell] of places.entries()) signs[cell] = pattern[at] ?? 0;
  }
  return signs;
}

function valuesOf({ code, minute }: MarkPayload): Uint8Array | undefined {
  const bytes = markBytes(code);
  if (bytes === undefined || !Number.isInteger(minute) || minute < 0 || minute > minutesMost)
    return undefined;
  const values = new Uint8Array(symbols);
  values.set(bytes);
  values[5] = minute >> 2;
  values[6] = (minute & 3) << 6;
  const check = checksum(values);
  values[6] |= check >> 8;
  values[7] = check & 0xff;
  return values;
}

/** CRC of 14 bits (polynomial 0x202D) over code and minute. */
function checksum(values: Uint8Array): number {
  let held = 0x3fff;
  for (let bit = 0; bit < 50; bit++) {
    const one = ((values[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
    const top = (held >> 13) & 1;
    held = (held << 1) & 0x3fff;
    if (top !== one) held ^= 0x202d;
  }
  return held;
}

/** Payload of eight symbol values whose checksum fits; undefined otherwise. */
export function payloadOf(
  values: Uint8Array,
): { readonly bytes: Uint8Array; readonly minute: number } | undefined {
  const plain = Uint8Array.from(values);
  plain[6] = (plain[6] ?? 0) & 0xc0;
  plain[7] = 0;
  const said = (((values[6] ?? 0) & 0x3f) << 8) | (values[7] ?? 0);
  if (checksum(plain) !== said) return undefined;
  const minute = ((values[5] ?? 0) << 2) | ((values[6] ?? 0) >> 6);
  return { bytes: values.slice(0, 5), minute };
}

/** How well each value of a symbol fits the measured cells, best first. */
export function rankSymbol(
  symbol: number,
  measured: Float32Array,
): { readonly value: number; readonly fit: number }[] {
  const places = markLayout.places[symbol] ?? new Uint16Array();
  const ranked = patterns.map((pattern, value) => {
    let fit = 0;
    for (let at = 0; at < places.length; at++)
      fit += (pattern[at] ?? 0) * (measured[places[at] ?? 0] ?? 0);
    return { value, fit };
  });
  return ranked.toSorted((a, b) => b.fit - a.fit);
}
