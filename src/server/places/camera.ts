import type { Actor } from "../../contract/actor.ts";
import type { Snapshot } from "../../contract/entries.ts";
import type { Camera } from "../../contract/routes/places.ts";
import type { CameraRow, StreamRow } from "./cameras.store.ts";

/** `C03`: part of file names, unique and stable within its site. */
export function cameraLabel(row: Pick<CameraRow, "label_number">): string {
  return `C${String(row.label_number).padStart(2, "0")}`;
}

export function cameraOf(row: CameraRow): Camera {
  return {
    cameraId: row.camera_id,
    label: cameraLabel(row),
    name: row.name,
    venueId: row.venue_id,
    stationId: row.station_id,
    coverage: [...row.coverage],
    mode: row.mode,
    state: row.state,
    streams: row.streams.map((stream) => ({
      stream: stream.stream,
      source: sourceOf(stream),
      user: stream.user_name,
      hasSecret: stream.sealed_secret !== null,
    })),
  };
}

/** Where cameras lie in the network and who signs in to them is for those who manage them only. */
export function cameraFor(actor: Actor, row: CameraRow): Camera {
  const whole = cameraOf(row);
  return actor.kind === "system" || actor.role === "admin" ? whole : { ...whole, streams: [] };
}

export function sourceOf(stream: StreamRow): Camera["streams"][number]["source"] {
  const { scheme, host, port, path, transport } = stream;
  return { scheme, host, port, path, transport };
}

/** What an entry tells of a camera. Of a secret only whether there is one and when it last changed. */
export function cameraSnapshot(row: CameraRow): Snapshot {
  const snapshot: Snapshot = {
    label: cameraLabel(row),
    name: row.name,
    venueId: row.venue_id,
    stationId: row.station_id,
    coverage: [...row.coverage],
    mode: row.mode,
    state: row.state,
  };
  for (const stream of row.streams) {
    snapshot[`${stream.stream}.source`] =
      `${stream.scheme}://${stream.host}:${stream.port}${stream.path}`;
    snapshot[`${stream.stream}.transport`] = stream.transport;
    snapshot[`${stream.stream}.user`] = stream.user_name;
    snapshot[`${stream.stream}.hasSecret`] = stream.sealed_secret !== null;
    snapshot[`${stream.stream}.secretChangedAtMs`] = stream.secret_set_at_ms;
  }
  return snapshot;
}
