import type { StreamName } from "../../contract/camera.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { PlaySegment, SegmentProof } from "../../contract/routes/recording.ts";
import { fragmentsWithin, isWithin } from "../../kernel/exact-parts.ts";
import { type Span, clipSpans, overlaps } from "../../kernel/timeline.ts";
import type { House } from "../../platform/house.ts";
import { type Viewing, noteServed, stillHolds } from "../access/index.ts";
import { belongsTo, segmentsOf } from "../catalogue/index.ts";
import { type KeptSegment, kept as vault } from "../vault/index.ts";

export interface PlayLine {
  readonly cameraId: string;
  readonly stream: StreamName;
  readonly span: Span;
}

/** The fragment index of a span of one camera stream, as the sealed records tell it. */
export async function listSegments(
  house: House,
  viewing: Viewing,
  line: PlayLine,
): Promise<Outcome<PlaySegment[]>> {
  if (!(line.span.endMs > line.span.startMs)) return refused("span_invalid");
  if (line.span.endMs - line.span.startMs > limits.viewingSpanMs)
    return refused("span_invalid", { mostMs: limits.viewingSpanMs });
  if (!viewing.shows(line.cameraId)) return refused("not_found");
  const isolated = viewing.whyNot(line.cameraId);
  if (isolated !== undefined) return isolated;
  const [span] = clipSpans([line.span], viewing.span);
  if (span === undefined) return granted([]);
  const { cameraId, stream } = line;
  // The viewing is the right; row-level security on top was measured at ten times the time of a seek.
  const found = await segmentsOf(house, { occasionId: viewing.lessonId, cameraId, stream }, span);
  const kept = await Promise.all(found.map(({ segmentId }) => vault.segment(house, segmentId)));
  const shown = kept.filter(
    (one) => one !== undefined && viewing.whySealed(one.record) === undefined,
  );
  return granted(
    shown.flatMap((one) => {
      if (one === undefined) return [];
      const whole = playSegment(one);
      if (!viewing.isExact) return [whole];
      const fragments = fragmentsWithin(one.record, viewing.span);
      return fragments.length === 0 ? [] : [{ ...whole, fragments }];
    }),
  );
}

/** Bytes of one segment of the viewing's own lesson. */
export interface PlayBytes {
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly fileName: string;
  /** Whether a part may be read; one that may not is answered like one that is not there. */
  gives(part: { startByte: number; endByte: number }): boolean;
  read(part: { startByte: number; endByte: number }): AsyncIterable<Uint8Array>;
}

export async function openBytes(
  house: House,
  viewing: Viewing,
  segmentId: string,
): Promise<Outcome<PlayBytes>> {
  const kept = await ownSegment(house, viewing, segmentId);
  if (kept === undefined) return refused("not_found");
  const withheld = viewing.whyNot(kept.record.cameraId) ?? viewing.whySealed(kept.record);
  if (withheld !== undefined) return withheld;
  return granted({
    mediaType: "video/mp4",
    sizeBytes: kept.record.sizeBytes,
    fileName: kept.vaultPath.slice(kept.vaultPath.lastIndexOf("/") + 1),
    gives: (part) => !viewing.isExact || isWithin(part, kept.record, viewing.span),
    read: (part) => servePart(house, viewing, { kept, part }),
  });
}

/** Everything a browser needs to check a segment of the viewing's own lesson. */
export async function proveSegmentOf(
  house: House,
  viewing: Viewing,
  segmentId: string,
): Promise<Outcome<SegmentProof>> {
  const kept = await ownSegment(house, viewing, segmentId);
  return kept === undefined ? refused("not_found") : granted(await vault.prove(house, kept));
}

async function ownSegment(
  house: House,
  viewing: Viewing,
  segmentId: string,
): Promise<KeptSegment | undefined> {
  if (!(await belongsTo(house, viewing.lessonId, segmentId))) return undefined;
  const kept = await vault.segment(house, segmentId);
  if (kept === undefined || !viewing.shows(kept.record.cameraId)) return undefined;
  const { startMs, endMs } = kept.record;
  return overlaps({ startMs, endMs }, viewing.span) ? kept : undefined;
}

/** How long bytes may flow without asking again whether the viewing holds. */
const askEveryMs = 2_000;

/** Notes what it hands out, and stops within seconds when the viewing or its sign-in has ended. */
async function* servePart(
  house: House,
  viewing: Viewing,
  what: { kept: KeptSegment; part: { startByte: number; endByte: number } },
): AsyncGenerator<Uint8Array> {
  const { kept, part } = what;
  for (const span of servedSpans(kept, part))
    noteServed(house, viewing, {
      cameraId: kept.record.cameraId,
      stream: kept.record.stream,
      ...span,
    });
  let askedAt = house.clock.ticks();
  for await (const chunk of vault.bytes(house, kept, part)) {
    if (house.clock.ticks() - askedAt >= askEveryMs) {
      if (!(await stillHolds(house, viewing, kept.record.cameraId))) return;
      askedAt = house.clock.ticks();
    }
    yield chunk;
  }
}

/** The instants of the fragments a byte part touches. */
function servedSpans(kept: KeptSegment, part: { startByte: number; endByte: number }): Span[] {
  const bytes = { startMs: part.startByte, endMs: part.endByte };
  const { startMs, fragments } = kept.record;
  return fragments
    .filter(({ offsetBytes, sizeBytes }) =>
      overlaps({ startMs: offsetBytes, endMs: offsetBytes + sizeBytes }, bytes),
    )
    .map(({ atMs, durationMs }) => ({
      startMs: startMs + atMs,
      endMs: startMs + atMs + durationMs,
    }));
}

function playSegment({ record }: KeptSegment): PlaySegment {
  const { segmentId, cameraId, stream, startMs, endMs, sizeBytes, init, tracks, fragments } =
    record;
  return { segmentId, cameraId, stream, startMs, endMs, sizeBytes, init, tracks, fragments };
}
