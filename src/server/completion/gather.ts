import type { StreamName } from "../../contract/camera.ts";
import type { CameraAccount, KindAccount } from "../../contract/completion.ts";
import type { LessonTimeline } from "../../contract/routes/recording.ts";
import {
  type CameraFacts,
  type Hole,
  accountOfCamera,
  accountOfKinds,
  allKnown,
} from "../../kernel/completion/account.ts";
import type { Span } from "../../kernel/timeline.ts";
import type { House } from "../../platform/house.ts";
import { readTimeline, segmentsOf } from "../catalogue/index.ts";
import { newestPerSubject } from "../ledger/index.ts";
import type { LessonFacts } from "../lessons/index.ts";
import { holdings } from "../vault/index.ts";

/** A recorded segment of a lesson and whether it can still be read. */
export interface SegmentNow extends Span {
  readonly segmentId: string;
  readonly cameraId: string;
  readonly stream: StreamName;
  readonly sizeBytes: number;
  readonly state: "kept" | "lost" | "damaged";
}

/** What there is of a lesson and what is not, as it stands now. */
export interface Gathered {
  readonly lesson: Span;
  readonly nowMs: number;
  readonly settled: boolean;
  readonly destroyedAtMs: number | null;
  readonly cameras: CameraAccount[];
  readonly kinds: KindAccount[];
  readonly holes: readonly Hole[];
  readonly segments: readonly SegmentNow[];
  readonly gapIds: readonly string[];
}

export async function gather(house: House, { lesson }: LessonFacts): Promise<Gathered> {
  const { lessonId } = lesson;
  const proper = { startMs: lesson.startMs, endMs: lesson.endMs };
  const span = { startMs: lesson.recordFromMs, endMs: lesson.recordToMs };
  const timeline = await readTimeline(house, { lessonId, span, lesson: proper });
  const destroyed = timeline.destroyedAtMs !== null;
  const found = await segmentsIn(house, timeline);
  // What was destroyed in due form is no loss.
  const segments = destroyed ? found : await judged(house, found);
  const facts = timeline.cameras.map((camera) => cameraFacts(camera, segments));
  const settled = timeline.sealed || allKnown(facts, proper);
  const times = { lesson: proper, settled };
  const told = facts.map((camera) => accountOfCamera(camera, times));
  const cameras = told.map((one) => one.account);
  return {
    lesson: proper,
    nowMs: timeline.nowMs,
    settled,
    destroyedAtMs: timeline.destroyedAtMs,
    cameras,
    kinds: accountOfKinds(cameras, times),
    holes: told.flatMap((one) => one.holes),
    segments,
    gapIds: timeline.cameras.flatMap((camera) =>
      camera.streams.flatMap((one) => one.gaps.flatMap((gap) => gap.gapId ?? [])),
    ),
  };
}

async function segmentsIn(house: House, timeline: LessonTimeline): Promise<SegmentNow[]> {
  const all: SegmentNow[] = [];
  for (const { cameraId, streams } of timeline.cameras)
    for (const { stream } of streams) {
      const line = { occasionId: timeline.lessonId, cameraId, stream };
      const found = await segmentsOf(house, line, timeline.span);
      all.push(...found.map((one) => ({ ...one, cameraId, stream, state: "kept" as const })));
    }
  return all;
}

/** Looks at names on the disk and at what reading the vault has found: no bytes are read here. */
async function judged(house: House, segments: readonly SegmentNow[]): Promise<SegmentNow[]> {
  const ids = segments.map((one) => one.segmentId);
  const lost = await holdings.lost(house, ids);
  const damaged = await rotten(house);
  return segments.map((one) => ({
    ...one,
    state: lost.has(one.segmentId)
      ? ("lost" as const)
      : damaged.has(one.segmentId)
        ? ("damaged" as const)
        : one.state,
  }));
}

const rotAtOnce = 1_000;

/** Every object that rotted and was not repaired since. */
async function rotten(house: House): Promise<Set<string>> {
  const found = new Set<string>();
  let afterSubjectId: string | undefined;
  for (;;) {
    const entries = await newestPerSubject(house, {
      subjectType: "segment",
      kinds: ["vault.rot-found@1", "vault.repaired@1"],
      most: rotAtOnce,
      ...(afterSubjectId === undefined ? {} : { afterSubjectId }),
    });
    for (const { leaf } of entries)
      if (leaf.kind === "vault.rot-found@1") found.add(leaf.subject.id);
    afterSubjectId = entries.at(-1)?.leaf.subject.id;
    if (entries.length < rotAtOnce) return found;
  }
}

function cameraFacts(
  camera: LessonTimeline["cameras"][number],
  segments: readonly SegmentNow[],
): CameraFacts {
  const own = segments.filter((one) => one.cameraId === camera.cameraId);
  return {
    cameraId: camera.cameraId,
    label: camera.label,
    name: camera.name,
    coverage: camera.coverage,
    sound: camera.streams.some((one) => one.tracks.some((track) => track.kind === "audio")),
    streams: camera.streams.map(({ stream, recorded, gaps }) => ({
      recorded,
      gaps,
      unreadable: own.flatMap(({ stream: of, startMs, endMs, state }) =>
        of === stream && state !== "kept" ? [{ startMs, endMs, cause: state }] : [],
      ),
    })),
  };
}
