import { limits } from "../../contract/limits.ts";
import type { MissingRecording } from "../../contract/supervision.ts";
import {
  type DayFigures,
  type PlannedCamera,
  isMissing,
} from "../../kernel/supervision/judge-day.ts";
import { type Span, clipSpans, mergeSpans, spanMs, totalMs } from "../../kernel/timeline.ts";
import type { House } from "../../platform/house.ts";
import { readRecorderState } from "../../platform/spool-places.ts";
import { readTimeline } from "../catalogue/index.ts";
import { entriesIn, readLedgerState } from "../ledger/index.ts";
import { type LessonFacts, lessonsOfSpan } from "../lessons/index.ts";
import { cameras } from "../places/index.ts";
import { storage } from "../storage/index.ts";
import { count, sum } from "./count-entries.ts";

const system = { kind: "system", name: "scheduler" } as const;
/** The recorder says every second how it is; silent for so long it does not run. */
const recorderSilentMs = 10_000;

/** What every probe says of a stretch, gathered from the rooms that know it (S0-18.1). */
export async function gatherDay(
  house: House,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<{ figures: DayFigures; missing: MissingRecording[] }> {
  const nowMs = house.clock.now();
  const recorder = await readRecorderState(house);
  const lessons = await plannedCameras(house, span);
  const entries = await entriesIn(house, span, {
    kinds: ["copy.night-finished@1", "copy.night-failed@1", "copy.checked@1", "clock.doubted@1"],
    most: limits.registerTableRows,
  });
  const [ledger, newest, disks] = await Promise.all([
    readLedgerState(house),
    entriesIn(house, span, { kinds: loggedKinds, most: limits.registerTableRows }),
    storage.outlooks(house),
  ]);
  const free = disks.map(
    ({ newest: disk }) => (100 * disk.free_bytes) / Math.max(1, disk.size_bytes),
  );
  const figures: DayFigures = {
    recorderRunning: recorder !== undefined && nowMs - recorder.writtenAtMs < recorderSilentMs,
    planned: lessons,
    nightsFinished: count(entries, "copy.night-finished@1"),
    nightsFailed: count(entries, "copy.night-failed@1"),
    copiedFiles: sum(entries, "copy.night-finished@1", "objects"),
    damagedCopies: sum(entries, "copy.checked@1", "damaged"),
    entries: newest.length,
    unsealedEntries: ledger.pending,
    checkpointAgeMs: ledger.publishedAtMs === null ? null : nowMs - ledger.publishedAtMs,
    clockDoubts: count(entries, "clock.doubted@1"),
    disks: disks.length,
    disksAlarming: disks.filter(({ alarm }) => alarm !== undefined).length,
    leastFreePercent: free.length === 0 ? null : Math.floor(Math.min(...free)),
  };
  const missing = lessons.filter(isMissing).map(({ lessonId, name, camera, missingMs }) => ({
    lessonId,
    name,
    camera,
    missingMs,
  }));
  return { figures, missing: missing.slice(0, limits.pageRows) };
}

/** Entries a house that collects its log always has within a day: of itself and of its people. */
const loggedKinds = [
  "task.opened@1",
  "vault.round-taken@1",
  "plan.written@1",
  "sign-in.opened@1",
  "sign-in.opened@2",
] as const;

type Planned = PlannedCamera & { readonly name: string; readonly camera: string };

/** Each camera of each recorded lesson, with what of its lesson lies in the stretch and is not there. */
async function plannedCameras(
  house: House,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<Planned[]> {
  const within = { startMs: span.fromMs, endMs: span.toMs };
  const found = await lessonsOfSpan(house, within);
  const planned: Planned[] = [];
  for (const facts of found) {
    const { lesson } = facts;
    if (!lesson.recording || lesson.state === "cancelled") continue;
    const [asked] = clipSpans([{ startMs: lesson.startMs, endMs: lesson.endMs }], within);
    if (asked !== undefined) planned.push(...(await camerasOf(house, facts, asked)));
  }
  return planned;
}

async function camerasOf(house: House, { lesson }: LessonFacts, asked: Span): Promise<Planned[]> {
  const { lessonId, officialName: name } = lesson;
  const timeline = await readTimeline(house, {
    lessonId,
    span: { startMs: lesson.recordFromMs, endMs: lesson.recordToMs },
    lesson: { startMs: lesson.startMs, endMs: lesson.endMs },
  });
  const expectedMs = spanMs(asked);
  const drawn = timeline.cameras.map((camera) => {
    const recorded = mergeSpans(camera.streams.flatMap((stream) => stream.recorded));
    const missingMs = expectedMs - totalMs(clipSpans(recorded, asked));
    return { lessonId, name, camera: camera.label, expectedMs, missingMs };
  });
  if (drawn.length > 0) return drawn;
  // Nothing at all arrived, not even word of a plan: every camera of the room is missing whole.
  const listed = await cameras.list(house, system);
  return (listed.ok ? listed.value.cameras : [])
    .filter((camera) => camera.venueId === lesson.venueId && camera.state === "active")
    .map((camera) => ({
      lessonId,
      name,
      camera: camera.label,
      expectedMs,
      missingMs: expectedMs,
    }));
}
