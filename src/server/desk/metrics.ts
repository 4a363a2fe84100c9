import { Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { House } from "../../platform/house.ts";
import { type Observation, observe } from "./observe.ts";

/** The house's figures in the Prometheus text format; looked at anew for each reading. */
export interface Metrics {
  readonly mediaType: string;
  read(): Promise<string>;
  /** One finished call, by route and status; never by address or person. */
  called(call: { readonly route: string; readonly status: number; readonly seconds: number }): void;
}

export function openMetrics(house: House): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const calls = new Histogram({
    name: "liuhen_call_seconds",
    help: "Time of calls by route and status",
    labelNames: ["route", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  const show = openGauges(registry);
  return {
    mediaType: registry.contentType,
    async read() {
      show(await observe(house));
      return registry.metrics();
    },
    called: ({ route, status, seconds }) =>
      calls.observe({ route, status: String(status) }, seconds),
  };
}

function openGauges(registry: Registry): (seen: Observation) => void {
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `liuhen_${name}`, help, registers: [registry] });
  const databaseUp = gauge("database_up", "1 while the database answers");
  const recorderUp = gauge("recorder_up", "1 while the recorder says what it does");
  const cameras = new Gauge({
    name: "liuhen_cameras",
    help: "Camera streams by what the recorder does with them",
    labelNames: ["state"],
    registers: [registry],
  });
  const spoolFree = gauge("spool_free_bytes", "Free bytes where the recorder writes");
  const lost = gauge("packets_lost", "RTP packets lost in the runs now open");
  const waiting = gauge("waiting_segments", "Sealed segments not yet taken into the vault");
  const size = gauge("ledger_entries", "Entries under the newest signed checkpoint");
  const pending = gauge("ledger_pending", "Committed entries no checkpoint covers yet");
  const archive = archiveGauges(gauge);
  return ({ ledger, recorder, recorderAlive, waitingSegments, archive: archived }) => {
    databaseUp.set(ledger === undefined ? 0 : 1);
    recorderUp.set(recorderAlive ? 1 : 0);
    waiting.set(waitingSegments);
    spoolFree.set(recorder?.spoolFreeBytes ?? 0);
    lost.set((recorder?.cameras ?? []).reduce((sum, camera) => sum + camera.packetsLost, 0));
    for (const state of ["idle", "connecting", "recording", "lost"] as const) {
      const streams = recorder?.cameras.filter((camera) => camera.state === state) ?? [];
      cameras.set({ state }, streams.length);
    }
    size.set(ledger?.size ?? 0);
    pending.set(ledger?.pending ?? 0);
    archive(archived);
  };
}

/** Nothing is shown of a database whose copies are the institution's own matter. */
function archiveGauges(
  gauge: (name: string, help: string) => Gauge,
): (archive: Observation["archive"]) => void {
  const segment = gauge("database_archived_seconds", "When the newest log segment was archived");
  const base = gauge("database_base_seconds", "When the newest base copy was finished");
  const waiting = gauge("database_archive_waiting", "Full log segments that are not archived yet");
  const bytes = gauge("database_archive_bytes", "Size of log and base copies");
  const failing = gauge("database_archive_failing", "1 while the archive is behind");
  return (archive) => {
    if (archive === undefined) return;
    segment.set((archive.lastSegment?.archivedAtMs ?? 0) / 1_000);
    base.set((archive.lastBase?.finishedAtMs ?? 0) / 1_000);
    waiting.set(archive.waitingSegments);
    bytes.set(archive.walBytes + archive.baseBytes);
    failing.set(archive.failure === null ? 0 : 1);
  };
}
