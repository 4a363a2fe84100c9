import type { DetectionEnding, DetectionFacts, DetectionKind } from "../../contract/detection.ts";
import type { Severity } from "../../contract/incidents.ts";
import { granted } from "../../contract/outcome.ts";
import type { Camera } from "../../contract/routes/places.ts";
import { toHex } from "../../kernel/bytes.ts";
import { flapWindowMs } from "../../kernel/detection/patience.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { act } from "../ledger/index.ts";
import { lessonsOfSpan } from "../lessons/index.ts";
import { cameras, venues } from "../places/index.ts";
import { type EventRow, insertEvent, insertSnapshot, updateEvent } from "./detection.store.ts";

const watcher = { kind: "system", name: "scheduler" } as const;

/** How bad it is: what loses the recording, what spoils it, what should be put right. */
const severityOf: Readonly<Record<DetectionKind, Severity>> = {
  lost: "major",
  stalled: "major",
  frozen: "major",
  covered: "major",
  black: "major",
  offset: "major",
  moved: "minor",
  defocused: "minor",
  dark: "minor",
  silent: "minor",
  clipped: "minor",
  clock: "minor",
};

/** An event as the watch keeps it at hand. */
export type KnownEvent = Pick<
  EventRow,
  "event_id" | "kind" | "camera_id" | "lesson_id" | "times" | "ended_at_ms" | "ending"
>;

export interface Noticed {
  readonly kind: DetectionKind;
  readonly cameraId: string;
  readonly beganAtMs: number;
  readonly facts: DetectionFacts;
  /** Made only where the event is a new one. */
  readonly snapshot: () => Promise<Uint8Array | undefined>;
}

/**
 * Enters that something goes wrong, with its picture and its incident. Back within the window it is the
 * event it was, once more.
 */
export async function beginEvent(
  house: House,
  noticed: Noticed,
  before: KnownEvent | undefined,
): Promise<KnownEvent | undefined> {
  const [camera] = await cameras.find(house, [noticed.cameraId]);
  if (camera === undefined) return undefined;
  const nowMs = house.clock.now();
  const since = before?.ended_at_ms ?? undefined;
  const returns = before !== undefined && since !== undefined && nowMs - since < flapWindowMs;
  const incident = await raiseFor(house, camera, noticed);
  if (returns) return returnEvent(house, { before, facts: noticed.facts });
  const jpeg = await noticed.snapshot();
  const row = {
    event_id: house.newId(),
    site_id: house.siteId,
    kind: noticed.kind,
    camera_id: camera.cameraId,
    venue_id: camera.venueId,
    lesson_id: await lessonAt(house, camera.venueId, nowMs),
    began_at_ms: Math.min(noticed.beganAtMs, nowMs),
    noticed_at_ms: nowMs,
    ended_at_ms: null,
    ending: null,
    times: 1,
    facts: noticed.facts,
    snapshot_sha256: jpeg === undefined ? null : toHex(sha256(jpeg)),
    incident_id: incident.incidentId,
  };
  await enterNew(house, row, jpeg);
  return row;
}

async function enterNew(house: House, row: EventRow, jpeg: Uint8Array | undefined): Promise<void> {
  const done = await act(house, watcher, "detection.began@1", async (tx) => {
    await insertEvent(tx, row);
    const { event_id: eventId, site_id: siteId, noticed_at_ms: atMs } = row;
    if (jpeg !== undefined) await insertSnapshot(tx, { eventId, siteId, atMs }, jpeg);
    return granted({
      value: undefined,
      subject: { type: "camera", id: row.camera_id },
      body: {
        ...told(row),
        beganAtMs: row.began_at_ms,
        facts: row.facts,
        snapshotSha256: row.snapshot_sha256,
      },
    });
  });
  if (!done.ok) throw new Error(`an event cannot be refused: ${done.code}`);
}

async function returnEvent(
  house: House,
  { before, facts }: { readonly before: KnownEvent; readonly facts: DetectionFacts },
): Promise<KnownEvent> {
  const times = before.times + 1;
  const change = { ended_at_ms: null, ending: null, times };
  await act(house, watcher, "detection.returned@1", async (tx) => {
    await updateEvent(tx, before.event_id, change);
    return granted({
      value: undefined,
      subject: { type: "camera", id: before.camera_id },
      body: { ...told(before), times, facts },
    });
  });
  return { ...before, ...change };
}

/** It is over: seen well again, and then its incident settles; or nobody sees any more. */
export async function endEvent(
  house: House,
  event: KnownEvent,
  ending: DetectionEnding,
): Promise<KnownEvent> {
  const endedAtMs = house.clock.now();
  const change = { ended_at_ms: endedAtMs, ending };
  if (ending === "recovered") await settleFor(house, event);
  await act(house, watcher, "detection.ended@1", async (tx) => {
    await updateEvent(tx, event.event_id, change);
    return granted({
      value: undefined,
      subject: { type: "camera", id: event.camera_id },
      body: { ...told(event), ending, endedAtMs, times: event.times },
    });
  });
  return { ...event, ...change };
}

export function settleFor(
  house: House,
  { kind, camera_id: id }: Pick<KnownEvent, "kind" | "camera_id">,
): Promise<void> {
  return incidents.settle(house, { kind: `camera-${kind}`, subject: { type: "camera", id } });
}

async function raiseFor(
  house: House,
  camera: Camera,
  noticed: Noticed,
): Promise<{ readonly incidentId: string }> {
  const [venue] = await venues.find(house, [camera.venueId]);
  return incidents.raise(house, {
    kind: `camera-${noticed.kind}`,
    severity: severityOf[noticed.kind],
    subject: { type: "camera", id: camera.cameraId },
    facts: { camera: `${camera.label} ${camera.name}`, venue: venue?.name ?? "" },
  });
}

async function lessonAt(house: House, venueId: string, nowMs: number): Promise<string | null> {
  const found = await lessonsOfSpan(house, { startMs: nowMs, endMs: nowMs + 1 });
  const running = found.find(({ lesson }) => lesson.recording && lesson.venueId === venueId);
  return running?.lesson.lessonId ?? null;
}

function told(event: KnownEvent) {
  return {
    eventId: event.event_id,
    kind: event.kind,
    cameraId: event.camera_id,
    lessonId: event.lesson_id,
  };
}
