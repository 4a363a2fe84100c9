import type { PersonActor } from "../../contract/actor.ts";
import type { CameraWatch, DetectionEvent, DetectionKind } from "../../contract/detection.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Camera } from "../../contract/routes/places.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { containment } from "../containment/index.ts";
import { act } from "../ledger/index.ts";
import { cameras, venues } from "../places/index.ts";
import { sealed } from "../privacy/index.ts";
import { type EventRow, selectEvents, selectSnapshot } from "./detection.store.ts";
import type { Watch } from "./watch.ts";

/** Events this reader may know of, newest first. */
export async function listEvents(
  house: House,
  actor: PersonActor,
  ask: {
    readonly cameraId?: string | undefined;
    readonly lessonId?: string | undefined;
    readonly kind?: DetectionKind | undefined;
    readonly beforeMs?: number | undefined;
  },
): Promise<Outcome<{ events: DetectionEvent[]; more: boolean }>> {
  const most = limits.pageRows;
  const rows = await asTier(house, actor, (db) =>
    selectEvents(db, { ...ask, siteId: house.siteId, most: most + 1 }),
  );
  const shown = rows.slice(0, most);
  const named = await namesOf(
    house,
    shown.map((row) => row.camera_id),
  );
  return granted({ events: shown.map((row) => shownOf(row, named)), more: rows.length > most });
}

/** How each camera is seen now. Only those that exist and are in use. */
export async function readWatch(
  house: House,
  watch: Watch,
): Promise<Outcome<{ decoder: boolean; cameras: CameraWatch[] }>> {
  const seen = watch.now();
  const named = await namesOf(
    house,
    seen.map((camera) => camera.cameraId),
  );
  const shown = seen.flatMap((camera) => {
    const place = named.get(camera.cameraId);
    if (place === undefined || place.camera.state === "retired") return [];
    const { label, name } = place.camera;
    return [{ ...camera, label, name, venueName: place.venueName }];
  });
  const byLabel = shown.toSorted((a, b) => (a.label < b.label ? -1 : 1));
  return granted({ decoder: watch.decoder.ready, cameras: byLabel });
}

/** The picture of an event; looking at it is entered. */
export async function seeSnapshot(
  house: House,
  actor: PersonActor,
  eventId: string,
): Promise<Outcome<Uint8Array>> {
  const found = await asTier(house, actor, async (db) => {
    const [row] = await selectEvents(db, { siteId: house.siteId, eventId, most: 1 });
    if (row === undefined || row.snapshot_sha256 === null) return undefined;
    // Who may read of events may not always see their pictures.
    if (actor.role === "auditor") return undefined;
    const jpeg = await selectSnapshot(db, eventId);
    if (jpeg === undefined) return undefined;
    const span = { startMs: row.began_at_ms, endMs: row.noticed_at_ms + 1 };
    return { jpeg, cameraId: row.camera_id, of: { venueId: row.venue_id, span } };
  });
  const withheld =
    found === undefined
      ? undefined
      : ((await containment.whyIsolated(house, found.cameraId)) ??
        (await sealed.partly(house, found.of)));
  return act(house, actor, "detection.snapshot-seen@1", async () =>
    found === undefined || withheld !== undefined
      ? (withheld ?? refused("not_found"))
      : granted({
          value: found.jpeg,
          subject: { type: "camera", id: found.cameraId },
          body: { eventId, cameraId: found.cameraId },
        }),
  );
}

type Named = ReadonlyMap<string, { readonly camera: Camera; readonly venueName: string }>;

async function namesOf(house: House, ids: readonly string[]): Promise<Named> {
  const found = await cameras.find(house, [...new Set(ids)]);
  const rooms = await venues.find(house, [...new Set(found.map((camera) => camera.venueId))]);
  const names = new Map(rooms.map((room) => [room.venueId, room.name]));
  return new Map(
    found.map((camera) => [
      camera.cameraId,
      { camera, venueName: names.get(camera.venueId) ?? "" },
    ]),
  );
}

function shownOf(row: EventRow, named: Named): DetectionEvent {
  const place = named.get(row.camera_id);
  return {
    eventId: row.event_id,
    kind: row.kind,
    cameraId: row.camera_id,
    label: place?.camera.label ?? "",
    name: place?.camera.name ?? "",
    venueName: place?.venueName ?? "",
    lessonId: row.lesson_id,
    beganAtMs: row.began_at_ms,
    noticedAtMs: row.noticed_at_ms,
    endedAtMs: row.ended_at_ms,
    ending: row.ending,
    times: row.times,
    facts: row.facts,
    snapshotSha256: row.snapshot_sha256,
    incidentId: row.incident_id,
  };
}
