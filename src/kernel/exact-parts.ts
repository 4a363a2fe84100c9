import type { SegmentRecord } from "../contract/spool.ts";
import type { Span } from "./timeline.ts";

type Record = Pick<SegmentRecord, "startMs" | "init" | "fragments">;
type Fragment = Record["fragments"][number];

/** Fragments no picture of which lies outside of a span: one that straddles its edge is left out. */
export function fragmentsWithin({ startMs, fragments }: Record, span: Span): Fragment[] {
  return fragments.filter(
    ({ atMs, durationMs }) =>
      startMs + atMs >= span.startMs && startMs + atMs + durationMs <= span.endMs,
  );
}

/** Whether a half-open part of a segment's bytes is its head or lies in these fragments alone. */
export function isWithin(
  part: { readonly startByte: number; readonly endByte: number },
  record: Record,
  span: Span,
): boolean {
  if (part.startByte >= 0 && part.endByte <= record.init.sizeBytes) return true;
  let untilByte = part.startByte;
  for (const { offsetBytes, sizeBytes } of fragmentsWithin(record, span))
    if (offsetBytes <= untilByte && untilByte < offsetBytes + sizeBytes)
      untilByte = offsetBytes + sizeBytes;
  return part.startByte < part.endByte && part.endByte <= untilByte;
}
