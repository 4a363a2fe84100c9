import { coverageKinds, type CoverageKind } from "../../contract/camera.ts";
import type { CameraAccount, InterruptionCause, KindAccount } from "../../contract/completion.ts";
import {
  type Span,
  clipSpans,
  intersectSpans,
  mergeSpans,
  overlaps,
  seamMs,
  spanMs,
  subtractSpans,
  totalMs,
} from "../timeline.ts";

/** One stream of a camera as the catalogue has it, and what of it can be read no more. */
export interface StreamFacts {
  readonly recorded: readonly Span[];
  readonly gaps: readonly (Span & { readonly cause: InterruptionCause })[];
  /** Segments whose file is gone or is not what was entered. */
  readonly unreadable: readonly (Span & { readonly cause: "lost" | "damaged" })[];
}

export interface CameraFacts {
  readonly cameraId: string;
  readonly label: string;
  readonly name: string;
  readonly coverage: readonly CoverageKind[];
  readonly sound: boolean;
  readonly streams: readonly StreamFacts[];
}

/** A stretch a camera lacks. `file`: it was recorded, and its file is gone or changed. */
export interface Hole extends Span {
  readonly cameraId: string;
  readonly of: "recording" | "file";
  readonly cause: InterruptionCause;
  /** It has not ended yet: nothing was recorded after it, and the lesson goes on. */
  readonly goesOn: boolean;
}

export interface CameraTold {
  readonly account: CameraAccount;
  readonly holes: readonly Hole[];
}

export interface LessonTimes {
  readonly lesson: Span;
  /** All that was recorded has had time to arrive. */
  readonly settled: boolean;
}

/**
 * A camera's seconds within a lesson: what any of its streams has is present, what all of them lack is
 * missing (S0-5.2.1). Before the lesson is settled only what is known counts as expected.
 */
export function accountOfCamera(camera: CameraFacts, times: LessonTimes): CameraTold {
  const { lesson, settled } = times;
  const all = camera.streams.flatMap((one) => [...one.recorded]);
  const recorded = mergeSpans(clipSpans(all, lesson), seamMs);
  const readable = camera.streams.flatMap((one) => subtractSpans(one.recorded, one.unreadable));
  const present = mergeSpans(clipSpans(readable, lesson), seamMs);
  const missing = long(subtractSpans(lackedByAll(camera.streams, times), present));
  const lastMs = present.at(-1)?.endMs ?? lesson.startMs;
  const hole = (of: Hole["of"]) => (span: Span) => ({
    ...span,
    cameraId: camera.cameraId,
    of,
    cause: causeOf(camera.streams, span, of),
    goesOn: of === "recording" && span.endMs < lesson.endMs && lastMs <= span.startMs,
  });
  const holes = [
    ...long(subtractSpans(missing, recorded)).map(hole("recording")),
    ...long(intersectSpans(missing, recorded)).map(hole("file")),
  ].toSorted((a, b) => a.startMs - b.startMs);
  const missingMs = totalMs(missing);
  const known = totalMs(mergeSpans([...present, ...missing], seamMs));
  const expectedMs = settled ? spanMs(lesson) : known;
  const { cameraId, label, name, sound } = camera;
  return {
    account: {
      cameraId,
      label,
      name,
      sound,
      coverage: [...camera.coverage],
      expectedMs,
      presentMs: expectedMs - missingMs,
      missingMs,
      present,
      missing,
    },
    holes,
  };
}

/** Every moment of the lesson is recorded or explained on every stream: nothing more can come. */
export function allKnown(cameras: readonly CameraFacts[], lesson: Span): boolean {
  const streams = cameras.flatMap((camera) => camera.streams);
  return (
    streams.length > 0 &&
    streams.every(
      (one) => long(subtractSpans([lesson], [...one.recorded, ...one.gaps])).length === 0,
    )
  );
}

/** What every stream lacks; without any stream, the whole of a settled lesson. */
function lackedByAll(streams: readonly StreamFacts[], { lesson, settled }: LessonTimes): Span[] {
  const lacks = streams.map((one) =>
    mergeSpans(
      clipSpans([...one.gaps, ...intersectSpans(one.recorded, one.unreadable)], lesson),
      seamMs,
    ),
  );
  const [first, ...others] = lacks;
  if (first === undefined) return settled ? [lesson] : [];
  return others.reduce((shared, one) => intersectSpans(shared, one), first);
}

/** A hole as wide as a frame is none. */
const long = (spans: readonly Span[]): Span[] => spans.filter((span) => spanMs(span) > seamMs);

/** The first cause that says something, of the main stream before the other. */
function causeOf(streams: readonly StreamFacts[], span: Span, of: Hole["of"]): InterruptionCause {
  const about = streams.flatMap((one) => (of === "file" ? one.unreadable : one.gaps));
  const causes = about
    .filter((one) => overlaps(one, span))
    .toSorted((a, b) => a.startMs - b.startMs)
    .map((one) => one.cause);
  return causes.find((cause) => cause !== "unknown") ?? "unknown";
}

/** The four coverage kinds, each with the seconds at least one of its cameras has. */
export function accountOfKinds(
  cameras: readonly CameraAccount[],
  times: LessonTimes,
): KindAccount[] {
  const known = mergeSpans(
    cameras.flatMap((camera) => [...camera.present, ...camera.missing]),
    seamMs,
  );
  const expected = times.settled ? [times.lesson] : known;
  return coverageKinds.map((kind) => {
    const serving = cameras.filter((camera) => camera.coverage.includes(kind));
    const present = mergeSpans(
      serving.flatMap((camera) => camera.present),
      seamMs,
    );
    const missing = long(subtractSpans(expected, present));
    return {
      kind,
      cameraIds: serving.map((camera) => camera.cameraId),
      expectedMs: totalMs(expected),
      presentMs: totalMs(expected) - totalMs(missing),
      missingMs: totalMs(missing),
      present,
      missing,
    };
  });
}

/** Coverage kinds of which nothing at all is there: then the lesson is not complete. */
export function missingKindsOf(kinds: readonly KindAccount[]): CoverageKind[] {
  return kinds.filter((one) => one.presentMs === 0).map((one) => one.kind);
}
