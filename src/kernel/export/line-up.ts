import type { Fragment, SegmentRecord } from "../../contract/spool.ts";
import { type Span, overlaps, seamMs } from "../timeline.ts";

/** Whole fragments `[from, to)` of one sealed segment: the smallest part that can be proved by itself. */
export interface Piece {
  readonly record: SegmentRecord;
  readonly from: number;
  readonly to: number;
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * What lies in a span of one camera stream, in order of time. Nothing is cut finer than a fragment, so
 * a piece begins at a key frame and may reach over the span by less than one group of pictures.
 */
export function piecesOf(records: readonly SegmentRecord[], span: Span): Piece[] {
  return records
    .toSorted((a, b) => a.startMs - b.startMs)
    .flatMap((record) => {
      const inside = (fragment: Fragment) => overlaps(spanOf(record, fragment), span);
      const from = record.fragments.findIndex(inside);
      const to = record.fragments.findLastIndex(inside) + 1;
      const [first, last] = [record.fragments[from], record.fragments[to - 1]];
      if (first === undefined || last === undefined) return [];
      return [
        {
          record,
          from,
          to,
          startMs: spanOf(record, first).startMs,
          endMs: spanOf(record, last).endMs,
        },
      ];
    });
}

export function isWhole(piece: Piece): boolean {
  return piece.from === 0 && piece.to === piece.record.fragments.length;
}

/** Bytes of a piece: the head of its file and its fragments, which stand one behind the other. */
export function bytesOfPiece(piece: Piece): {
  readonly headBytes: number;
  readonly startByte: number;
  readonly endByte: number;
} {
  const first = piece.record.fragments[piece.from];
  const last = piece.record.fragments[piece.to - 1];
  if (first === undefined || last === undefined) throw new RangeError("a piece has fragments");
  return {
    headBytes: piece.record.init.sizeBytes,
    startByte: first.offsetBytes,
    endByte: last.offsetBytes + last.sizeBytes,
  };
}

/** A hole in the recording that the joined file steps over. */
export interface Cut {
  /** On the new file's line. */
  readonly atMs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Placed {
  readonly piece: Piece;
  /** Where the segment's own zero lies on the new line; negative when the piece is from its middle. */
  readonly placeMs: number;
}

/** Pieces that share one head, and so can stand in one ordinary MP4, on a line of their own. */
export interface Joined {
  readonly startMs: number;
  readonly endMs: number;
  readonly placed: readonly Placed[];
  readonly cuts: readonly Cut[];
}

/** Joins pieces end to end: holes become cuts, a new head (other codec or size) begins a new file. */
export function joinPieces(pieces: readonly Piece[]): Joined[] {
  const groups: {
    placed: Placed[];
    cuts: Cut[];
    startMs: number;
    endMs: number;
    lineMs: number;
  }[] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    const same = last?.placed[0]?.piece.record.init.sha256 === piece.record.init.sha256;
    if (last === undefined || !same) {
      groups.push({
        placed: [{ piece, placeMs: piece.record.startMs - piece.startMs }],
        cuts: [],
        startMs: piece.startMs,
        endMs: piece.endMs,
        lineMs: piece.endMs - piece.startMs,
      });
      continue;
    }
    const holeMs = piece.startMs - last.endMs;
    const stepMs = holeMs > 0 && holeMs <= seamMs ? holeMs : 0;
    if (holeMs > seamMs)
      last.cuts.push({ atMs: last.lineMs, fromMs: last.endMs, toMs: piece.startMs });
    const startsAtMs = last.lineMs + stepMs;
    last.placed.push({ piece, placeMs: startsAtMs - (piece.startMs - piece.record.startMs) });
    last.lineMs = startsAtMs + (piece.endMs - piece.startMs);
    last.endMs = piece.endMs;
  }
  return groups.map(({ placed, cuts, startMs, endMs }) => ({ placed, cuts, startMs, endMs }));
}

function spanOf(record: SegmentRecord, fragment: Fragment): Span {
  const startMs = record.startMs + fragment.atMs;
  return { startMs, endMs: startMs + Math.max(1, fragment.durationMs) };
}
