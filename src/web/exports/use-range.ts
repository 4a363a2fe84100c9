import { useQuery } from "@tanstack/react-query";
import type { ExportInput } from "../../contract/exports.ts";
import { type Answer, ask } from "../ask.ts";

export type Range = Answer<"exports.range">;
export type Span = NonNullable<ExportInput["span"]>;

/** A part of what was granted; null: all of it. */
export type Part = Pick<ExportInput, "lessonIds" | "cameraIds" | "span"> | null;

export interface RangeCamera {
  readonly cameraId: string;
  readonly label: string;
  readonly lessonId: string;
  readonly spans: readonly Span[];
}

/** What was granted and recorded: lessons, cameras, spans. */
export function useRange(requestId: string) {
  return useQuery({
    queryKey: ["export-range", requestId],
    queryFn: () => ask("exports.range", { params: { requestId } }),
  });
}

/** Cameras of a part, each with what it recorded within it. */
export function camerasOf(range: Range, part: Part): RangeCamera[] {
  const lessons = range.lessons.filter(
    ({ lessonId }) => part === null || part.lessonIds.includes(lessonId),
  );
  return lessons.flatMap(({ lessonId, cameras }) =>
    cameras
      .filter(({ cameraId }) => part === null || part.cameraIds.includes(cameraId))
      .map((camera) => ({ ...camera, lessonId, spans: within(camera.spans, part?.span ?? null) }))
      .filter(({ spans }) => spans.length > 0),
  );
}

export function within(spans: readonly Span[], bounds: Span | null): Span[] {
  if (bounds === null) return [...spans];
  return spans
    .map(({ startMs, endMs }) => ({
      startMs: Math.max(startMs, bounds.startMs),
      endMs: Math.min(endMs, bounds.endMs),
    }))
    .filter(({ startMs, endMs }) => startMs < endMs);
}

/** From the first moment to the last; undefined where nothing is. */
export function boundsOf(spans: readonly Span[]): Span | undefined {
  return spans.length === 0
    ? undefined
    : {
        startMs: Math.min(...spans.map((span) => span.startMs)),
        endMs: Math.max(...spans.map((span) => span.endMs)),
      };
}

/** A part that can be ordered: something of it is there, and its beginning is before its end. */
export function isOrderable(part: Part): boolean {
  if (part === null) return true;
  const { lessonIds, cameraIds, span } = part;
  return (
    lessonIds.length > 0 && cameraIds.length > 0 && (span === null || span.startMs < span.endMs)
  );
}
