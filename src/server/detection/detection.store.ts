import { type Selectable, sql } from "kysely";
import type { DetectionEnding, DetectionFacts, DetectionKind } from "../../contract/detection.ts";
import type { PrintedReference } from "../../kernel/detection/print-reference.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

/** The room's tables as Kysely sees them; `migrations/0310-detection.sql` is their definition. */
type DetectionTables = {
  "detection.event": {
    event_id: string;
    site_id: string;
    kind: DetectionKind;
    camera_id: string;
    venue_id: string;
    lesson_id: string | null;
    began_at_ms: number;
    noticed_at_ms: number;
    ended_at_ms: number | null;
    ending: DetectionEnding | null;
    times: number;
    facts: DetectionFacts;
    snapshot_sha256: string | null;
    incident_id: string | null;
  };
  "detection.snapshot": {
    event_id: string;
    site_id: string;
    taken_at_ms: number;
    jpeg: Buffer | null;
  };
  "detection.reference": {
    site_id: string;
    camera_id: string;
    learnt_at_ms: number;
    looks: PrintedReference;
  };
};
export type EventRow = Selectable<DetectionTables["detection.event"]>;

export async function insertEvent(tx: Writing, row: EventRow): Promise<void> {
  await tx
    .withTables<DetectionTables>()
    .insertInto("detection.event")
    .values({ ...row, facts: jsonb(row.facts) })
    .execute();
}

export async function insertSnapshot(
  tx: Writing,
  row: { readonly eventId: string; readonly siteId: string; readonly atMs: number },
  jpeg: Uint8Array,
): Promise<void> {
  await tx
    .withTables<DetectionTables>()
    .insertInto("detection.snapshot")
    .values({
      event_id: row.eventId,
      site_id: row.siteId,
      taken_at_ms: row.atMs,
      jpeg: Buffer.from(jpeg),
    })
    .execute();
}

export async function updateEvent(
  tx: Writing,
  eventId: string,
  change: Partial<Pick<EventRow, "ended_at_ms" | "ending" | "times" | "incident_id">>,
): Promise<void> {
  await tx
    .withTables<DetectionTables>()
    .updateTable("detection.event")
    .set(change)
    .where("event_id", "=", eventId)
    .execute();
}

/** The newest event of each camera and kind since an instant, and every one that goes on. */
export function selectNewestEvents(
  db: Database,
  siteId: string,
  sinceMs: number,
): Promise<EventRow[]> {
  return db
    .withTables<DetectionTables>()
    .selectFrom("detection.event")
    .selectAll()
    .distinctOn(["camera_id", "kind"])
    .where("site_id", "=", siteId)
    .where((either) =>
      either.or([either("ended_at_ms", "is", null), either("ended_at_ms", ">=", sinceMs)]),
    )
    .orderBy("camera_id")
    .orderBy("kind")
    .orderBy(sql`ended_at_ms is null`, "desc")
    .orderBy("noticed_at_ms", "desc")
    .execute();
}

export interface ListedEvents {
  readonly siteId: string;
  readonly eventId?: string | undefined;
  readonly cameraId?: string | undefined;
  readonly lessonId?: string | undefined;
  readonly kind?: DetectionKind | undefined;
  readonly beforeMs?: number | undefined;
  readonly most: number;
}

/** Events as the reading tier sees them, newest first. */
export function selectEvents(db: Database, which: ListedEvents): Promise<EventRow[]> {
  let query = db
    .withTables<DetectionTables>()
    .selectFrom("detection.event")
    .selectAll()
    .where("site_id", "=", which.siteId);
  if (which.eventId !== undefined) query = query.where("event_id", "=", which.eventId);
  if (which.cameraId !== undefined) query = query.where("camera_id", "=", which.cameraId);
  if (which.lessonId !== undefined) query = query.where("lesson_id", "=", which.lessonId);
  if (which.kind !== undefined) query = query.where("kind", "=", which.kind);
  if (which.beforeMs !== undefined) query = query.where("noticed_at_ms", "<", which.beforeMs);
  return query
    .orderBy("noticed_at_ms", "desc")
    .orderBy("event_id", "desc")
    .limit(which.most)
    .execute();
}

/** The bytes as the reading tier sees them. */
export async function selectSnapshot(
  db: Database,
  eventId: string,
): Promise<Uint8Array | undefined> {
  const row = await db
    .withTables<DetectionTables>()
    .selectFrom("detection.snapshot")
    .select("jpeg")
    .where("event_id", "=", eventId)
    .executeTakeFirst();
  return row?.jpeg ?? undefined;
}

/** Takes the bytes out of snapshots that are old, or of a lesson. */
export async function emptySnapshots(
  tx: Writing,
  which: { readonly siteId: string } & (
    | { readonly takenBeforeMs: number }
    | { readonly lessonId: string }
  ),
): Promise<void> {
  let query = tx
    .withTables<DetectionTables>()
    .updateTable("detection.snapshot")
    .set({ jpeg: null })
    .where("site_id", "=", which.siteId)
    .where("jpeg", "is not", null);
  if ("takenBeforeMs" in which) query = query.where("taken_at_ms", "<", which.takenBeforeMs);
  else
    query = query.where((row) =>
      row(
        "event_id",
        "in",
        row
          .selectFrom("detection.event")
          .select("detection.event.event_id")
          .where("lesson_id", "=", which.lessonId),
      ),
    );
  await query.execute();
}

export async function saveReference(
  tx: Writing,
  row: DetectionTables["detection.reference"],
): Promise<void> {
  const fresh = { learnt_at_ms: row.learnt_at_ms, looks: jsonb(row.looks) };
  await tx
    .withTables<DetectionTables>()
    .insertInto("detection.reference")
    .values({ ...row, looks: jsonb(row.looks) })
    .onConflict((known) => known.columns(["site_id", "camera_id"]).doUpdateSet(fresh))
    .execute();
}

export function selectReferences(
  db: Database,
  siteId: string,
): Promise<{ camera_id: string; looks: unknown }[]> {
  return db
    .withTables<DetectionTables>()
    .selectFrom("detection.reference")
    .select(["camera_id", "looks"])
    .where("site_id", "=", siteId)
    .execute();
}
