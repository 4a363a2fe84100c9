import { Fault } from "../../contract/faults.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { CameraInput } from "../../contract/routes/places.ts";
import type { Database, Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { checkHost } from "../../platform/network.ts";
import { cameraSecretContext } from "../../platform/secret-box.ts";
import type { CameraRow, StreamRow } from "./cameras.store.ts";
import { findVenueRow } from "./venues.store.ts";

type StreamInput = CameraInput["streams"][number];

/**
 * Whether every stream's host lies in the allowed networks, before anything is written or connected.
 * Refusals: `host_not_allowed`, `camera_unreachable` for a name nobody resolves.
 */
export async function checkHosts(
  hosts: readonly string[],
  networks: readonly string[],
): Promise<Outcome<{ address: string }>> {
  let last: Outcome<{ address: string }> = refused("host_not_allowed", { reason: "missing" });
  for (const host of hosts) {
    try {
      last = await checkHost(host, networks);
    } catch (cause) {
      if (!(cause instanceof Fault) || cause.kind !== "network") throw cause;
      return refused("camera_unreachable", { reason: "name", host });
    }
    if (!last.ok) return refused(last.code, { ...last.facts, host });
  }
  return last;
}

/** Form rules no schema can say: one main stream, a station of that venue, an open venue. */
export async function checkPlace(
  db: Database | Writing,
  siteId: string,
  input: CameraInput,
): Promise<Outcome<true>> {
  const names = input.streams.map((stream) => stream.stream);
  if (!names.includes("main") || new Set(names).size !== names.length)
    return refused("bad_input", { field: "streams" });
  if (new Set(input.coverage).size !== input.coverage.length)
    return refused("bad_input", { field: "coverage" });
  const venue = await findVenueRow(db, siteId, input.venueId);
  if (venue === undefined) return refused("bad_input", { field: "venueId" });
  if (
    input.stationId !== null &&
    !venue.stations.some((station) => station.station_id === input.stationId)
  )
    return refused("bad_input", { field: "stationId" });
  return granted(true);
}

/**
 * Stream rows from what a person typed. `secret: null` keeps the stored secret, but never for another
 * host or scheme: a stored secret must not be sent to an address it was not given for.
 */
export function streamRows(
  house: House,
  cameraId: string,
  typed: { input: CameraInput; before?: CameraRow },
): Outcome<StreamRow[]> {
  const rows: StreamRow[] = [];
  for (const input of typed.input.streams) {
    const before = typed.before?.streams.find((stream) => stream.stream === input.stream);
    const secret = secretOf(house, cameraId, { input, before });
    if (secret === undefined)
      return refused("bad_input", { field: `streams.${input.stream}.secret` });
    rows.push({ stream: input.stream, ...input.source, user_name: input.user, ...secret });
  }
  return granted(rows.toSorted((a, b) => a.stream.localeCompare(b.stream)));
}

type Secret = Pick<StreamRow, "sealed_secret" | "secret_set_at_ms">;

function secretOf(
  house: House,
  cameraId: string,
  typed: { input: StreamInput; before: StreamRow | undefined },
): Secret | undefined {
  const { input, before } = typed;
  if (input.secret !== null) {
    const context = cameraSecretContext(cameraId, input.stream);
    const sealed_secret = input.secret === "" ? null : house.secrets.seal(context, input.secret);
    return { sealed_secret, secret_set_at_ms: house.clock.now() };
  }
  if (before === undefined || before.sealed_secret === null)
    return { sealed_secret: null, secret_set_at_ms: before?.secret_set_at_ms ?? null };
  if (!sameServer(before, input.source)) return undefined;
  return { sealed_secret: before.sealed_secret, secret_set_at_ms: before.secret_set_at_ms };
}

export function sameServer(before: StreamRow, source: StreamInput["source"]): boolean {
  return (
    before.scheme === source.scheme && before.host === source.host && before.port === source.port
  );
}
