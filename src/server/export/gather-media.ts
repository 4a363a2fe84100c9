import type { StreamName } from "../../contract/camera.ts";
import type { Gap } from "../../contract/routes/recording.ts";
import { type Piece, piecesOf } from "../../kernel/export/line-up.ts";
import { officialName } from "../../kernel/naming.ts";
import { type Span, clipSpans, overlaps } from "../../kernel/timeline.ts";
import type { House } from "../../platform/house.ts";
import { readTimeline, segmentsOf } from "../catalogue/index.ts";
import { lessonById } from "../lessons/index.ts";
import { type KeptSegment, kept } from "../vault/index.ts";

/** What an export is about: everything that follows is read from the evidence itself. */
export interface Wanted {
  readonly lessonIds: readonly string[];
  /** Empty: every camera. */
  readonly cameraIds: readonly string[];
  readonly span: Span | null;
}

export interface LessonMedia {
  readonly lessonId: string;
  readonly officialName: string;
  readonly cameras: readonly CameraMedia[];
}

export interface CameraMedia {
  readonly cameraId: string;
  readonly label: string;
  readonly stream: StreamName;
  readonly pieces: readonly KeptPiece[];
  readonly gaps: readonly Gap[];
}

export interface KeptPiece extends Piece {
  readonly kept: KeptSegment;
}

/** The media of the wanted lessons, as sealed records tell them; a camera without any is left out. */
export async function gatherMedia(house: House, wanted: Wanted): Promise<LessonMedia[]> {
  const lessons: LessonMedia[] = [];
  for (const lessonId of wanted.lessonIds) {
    const facts = await lessonById(house, lessonId);
    if (facts === undefined) continue;
    const { lesson, names } = facts;
    const whole = { startMs: lesson.recordFromMs, endMs: lesson.recordToMs };
    const [span] = wanted.span === null ? [whole] : clipSpans([wanted.span], whole);
    if (span === undefined) continue;
    const timeline = await readTimeline(house, {
      lessonId,
      span: whole,
      lesson: { startMs: lesson.startMs, endMs: lesson.endMs },
    });
    const cameras: CameraMedia[] = [];
    for (const camera of timeline.cameras) {
      if (wanted.cameraIds.length > 0 && !wanted.cameraIds.includes(camera.cameraId)) continue;
      const stream =
        camera.streams.find((one) => one.stream === "main" && one.recorded.length > 0) ??
        camera.streams.find((one) => one.recorded.length > 0);
      if (stream === undefined) continue;
      const line = { occasionId: lessonId, cameraId: camera.cameraId, stream: stream.stream };
      const pieces = await gatherPieces(house, line, span);
      const gaps = stream.gaps.filter((gap) => overlaps(gap, span));
      if (pieces.length > 0)
        cameras.push({
          cameraId: camera.cameraId,
          label: camera.label,
          stream: stream.stream,
          pieces,
          gaps,
        });
    }
    lessons.push({ lessonId, officialName: officialName(names), cameras });
  }
  return lessons;
}

/** Bytes of everything that is wanted, without reading any of it. */
export function sizeOfMedia(lessons: readonly LessonMedia[]): number {
  const pieces = lessons.flatMap(({ cameras }) => cameras.flatMap((camera) => camera.pieces));
  return pieces.reduce((sum, { record, from, to }) => {
    const fragments = record.fragments.slice(from, to);
    return sum + record.init.sizeBytes + fragments.reduce((all, one) => all + one.sizeBytes, 0);
  }, 0);
}

async function gatherPieces(
  house: House,
  line: { occasionId: string; cameraId: string; stream: StreamName },
  span: Span,
): Promise<KeptPiece[]> {
  const found = await segmentsOf(house, line, span);
  const segments = new Map<string, KeptSegment>();
  for (const { segmentId } of found) {
    const segment = await kept.segment(house, segmentId);
    if (segment !== undefined) segments.set(segmentId, segment);
  }
  const records = [...segments.values()].map(({ record }) => record);
  return piecesOf(records, span).flatMap((piece) => {
    const segment = segments.get(piece.record.segmentId);
    return segment === undefined ? [] : [{ ...piece, kept: segment }];
  });
}
