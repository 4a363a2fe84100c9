import type { Generated } from "kysely";
import type { CameraSource, CoverageKind, StreamName } from "../../contract/camera.ts";

/** The room's tables as Kysely sees them; `migrations/0020-places.sql` is their definition. */
export type PlacesTables = {
  "places.site": {
    site_id: string;
    name: string;
    profile: string;
    lead_ms: number;
    tail_ms: number;
    networks: string[];
  };
  "places.venue": {
    venue_id: string;
    site_id: string;
    name: string;
    area: string;
    state: "open" | "closed";
    created_at_ms: number;
    needed_until_ms: Generated<number>;
  };
  "places.station": {
    station_id: string;
    site_id: string;
    venue_id: string;
    name: string;
    number: number;
  };
  "places.camera": {
    camera_id: string;
    site_id: string;
    label_number: number;
    name: string;
    venue_id: string;
    station_id: string | null;
    coverage: CoverageKind[];
    mode: "lessons" | "continuous";
    state: "active" | "retired";
    created_at_ms: number;
  };
  "places.camera_stream": {
    camera_id: string;
    site_id: string;
    stream: StreamName;
    scheme: CameraSource["scheme"];
    host: string;
    port: number;
    path: string;
    transport: CameraSource["transport"];
    user_name: string;
    sealed_secret: string | null;
    secret_set_at_ms: number | null;
  };
  "places.seen_codec": {
    site_id: string;
    host: string;
    port: number;
    path: string;
    codec: string;
    seen_at_ms: number;
  };
  "places.watch_day": {
    watch_id: string;
    site_id: string;
    camera_id: string;
    venue_id: string;
    day: string;
    start_ms: number;
    end_ms: number;
  };
  "places.plan": { site_id: string; serial: number; sha256: string; written_at_ms: number };
};
