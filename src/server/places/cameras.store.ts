import type { Database, Writing } from "../../platform/database.ts";
import type { PlacesTables } from "./places-tables.ts";

export type StreamRow = Omit<PlacesTables["places.camera_stream"], "site_id" | "camera_id">;
export type CameraRow = Omit<PlacesTables["places.camera"], "site_id" | "created_at_ms"> & {
  /** Main stream first. */
  readonly streams: readonly StreamRow[];
};

const cameraColumns = [
  "camera_id",
  "label_number",
  "name",
  "venue_id",
  "station_id",
  "coverage",
  "mode",
  "state",
] as const;
const streamColumns = [
  "stream",
  "scheme",
  "host",
  "port",
  "path",
  "transport",
  "user_name",
  "sealed_secret",
  "secret_set_at_ms",
] as const;

/** Cameras of a site by label, retired ones included; of some ids only, when given. */
export async function listCameraRows(
  db: Database | Writing,
  siteId: string,
  ids?: readonly string[],
): Promise<CameraRow[]> {
  const places = db.withTables<PlacesTables>();
  let query = places
    .selectFrom("places.camera")
    .select(cameraColumns)
    .where("site_id", "=", siteId);
  if (ids !== undefined) {
    if (ids.length === 0) return [];
    query = query.where("camera_id", "in", ids);
  }
  const cameras = await query.orderBy("label_number").execute();
  const streams = await places
    .selectFrom("places.camera_stream")
    .select(["camera_id", ...streamColumns])
    .where("site_id", "=", siteId)
    .orderBy("stream")
    .execute();
  const byCamera = Map.groupBy(streams, (stream) => stream.camera_id);
  return cameras.map((camera) => ({
    ...camera,
    streams: (byCamera.get(camera.camera_id) ?? []).map(
      ({ camera_id: _camera, ...stream }) => stream,
    ),
  }));
}

export async function findCameraRow(
  db: Database | Writing,
  siteId: string,
  cameraId: string,
): Promise<CameraRow | undefined> {
  const [camera] = await listCameraRows(db, siteId, [cameraId]);
  return camera;
}

/** The camera, locked until the transaction ends. */
export async function lockCamera(
  tx: Writing,
  siteId: string,
  cameraId: string,
): Promise<CameraRow | undefined> {
  await tx
    .withTables<PlacesTables>()
    .selectFrom("places.camera")
    .select("camera_id")
    .where("camera_id", "=", cameraId)
    .forUpdate()
    .execute();
  return findCameraRow(tx, siteId, cameraId);
}

/** The next free label number; taken under a lock that lasts as long as the transaction. */
export async function nextLabelNumber(tx: Writing, siteId: string): Promise<number> {
  const places = tx.withTables<PlacesTables>();
  await places
    .selectFrom("places.venue")
    .select("venue_id")
    .where("site_id", "=", siteId)
    .orderBy("venue_id")
    .limit(1)
    .forUpdate()
    .execute();
  const row = await places
    .selectFrom("places.camera")
    .select((eb) => eb.fn.max("label_number").as("most"))
    .where("site_id", "=", siteId)
    .executeTakeFirst();
  return Number(row?.most ?? 0) + 1;
}

export interface CameraSave {
  readonly siteId: string;
  readonly atMs: number;
  readonly camera: CameraRow;
}

export async function insertCamera(tx: Writing, save: CameraSave): Promise<void> {
  const { streams: _, ...row } = save.camera;
  await tx
    .withTables<PlacesTables>()
    .insertInto("places.camera")
    .values({ ...row, site_id: save.siteId, created_at_ms: save.atMs })
    .execute();
  await insertStreams(tx, save);
}

export async function updateCamera(tx: Writing, save: CameraSave): Promise<void> {
  const { streams: _, camera_id, label_number: __, ...values } = save.camera;
  const places = tx.withTables<PlacesTables>();
  await places
    .updateTable("places.camera")
    .set(values)
    .where("camera_id", "=", camera_id)
    .execute();
  await places.deleteFrom("places.camera_stream").where("camera_id", "=", camera_id).execute();
  await insertStreams(tx, save);
}

async function insertStreams(tx: Writing, save: CameraSave): Promise<void> {
  const rows = save.camera.streams.map((stream) => ({
    ...stream,
    camera_id: save.camera.camera_id,
    site_id: save.siteId,
  }));
  await tx.withTables<PlacesTables>().insertInto("places.camera_stream").values(rows).execute();
}

export interface SourceAddress {
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

export async function rememberCodec(
  tx: Writing,
  seen: SourceAddress & { siteId: string; codec: string; atMs: number },
): Promise<void> {
  const values = { codec: seen.codec, seen_at_ms: seen.atMs };
  await tx
    .withTables<PlacesTables>()
    .insertInto("places.seen_codec")
    .values({ site_id: seen.siteId, host: seen.host, port: seen.port, path: seen.path, ...values })
    .onConflict((conflict) =>
      conflict.columns(["site_id", "host", "port", "path"]).doUpdateSet(values),
    )
    .execute();
}

/** Codecs tests have seen, by `host port path`. */
export async function seenCodecs(
  db: Database | Writing,
  siteId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .withTables<PlacesTables>()
    .selectFrom("places.seen_codec")
    .select(["host", "port", "path", "codec"])
    .where("site_id", "=", siteId)
    .execute();
  return new Map(rows.map((row) => [sourceKey(row), row.codec]));
}

export function sourceKey(source: SourceAddress): string {
  return `${source.host} ${source.port} ${source.path}`;
}
