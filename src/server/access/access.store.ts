import type { StreamName } from "../../contract/camera.ts";
import type { LookRight, ViewingExit } from "../../contract/looking.ts";
import type { PlayedRange } from "../../kernel/played.ts";
import type { Database, Writing } from "../../platform/database.ts";

export type AccessTables = {
  "access.viewing": {
    viewing_id: string;
    site_id: string;
    lesson_id: string;
    account_id: string;
    sign_in_id: string;
    /** `purpose` in rows from before C-02 was settled. */
    right_name: LookRight | "purpose";
    request_id: string | null;
    request_serial: string | null;
    purpose: string;
    camera_ids: string[] | null;
    terminal: string;
    start_ms: number;
    end_ms: number;
    opened_at_ms: number;
    expires_at_ms: number;
    closed_at_ms: number | null;
    exit: ViewingExit | null;
  };
  "access.seen": {
    viewing_id: string;
    site_id: string;
    told_by: "page" | "house";
    camera_id: string;
    stream: StreamName;
    start_ms: number;
    end_ms: number;
    noted_at_ms: number;
  };
};
export type ViewingRow = AccessTables["access.viewing"];

export async function insertViewing(
  tx: Writing,
  row: Omit<ViewingRow, "closed_at_ms" | "exit">,
): Promise<void> {
  await tx
    .withTables<AccessTables>()
    .insertInto("access.viewing")
    .values({ ...row, closed_at_ms: null, exit: null })
    .execute();
}

export function findViewing(
  db: Database,
  siteId: string,
  viewingId: string,
): Promise<ViewingRow | undefined> {
  return db
    .withTables<AccessTables>()
    .selectFrom("access.viewing")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("viewing_id", "=", viewingId)
    .executeTakeFirst();
}

/** Marks a viewing closed; false when it was closed already. */
export async function markClosed(
  tx: Writing,
  end: { viewingId: string; atMs: number; exit: ViewingExit },
): Promise<boolean> {
  const result = await tx
    .withTables<AccessTables>()
    .updateTable("access.viewing")
    .set({ closed_at_ms: end.atMs, exit: end.exit })
    .where("viewing_id", "=", end.viewingId)
    .where("closed_at_ms", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function insertSeen(
  tx: Writing,
  seen: {
    viewingId: string;
    siteId: string;
    toldBy: "page" | "house";
    ranges: readonly PlayedRange[];
    atMs: number;
  },
): Promise<void> {
  if (seen.ranges.length === 0) return;
  await tx
    .withTables<AccessTables>()
    .insertInto("access.seen")
    .values(
      seen.ranges.map((range) => ({
        viewing_id: seen.viewingId,
        site_id: seen.siteId,
        told_by: seen.toldBy,
        camera_id: range.cameraId,
        stream: range.stream,
        start_ms: range.startMs,
        end_ms: range.endMs,
        noted_at_ms: seen.atMs,
      })),
    )
    .execute();
}

export async function findSeen(
  db: Database,
  viewingIds: readonly string[],
): Promise<(PlayedRange & { viewingId: string; toldBy: "page" | "house" })[]> {
  if (viewingIds.length === 0) return [];
  const rows = await db
    .withTables<AccessTables>()
    .selectFrom("access.seen")
    .selectAll()
    .where("viewing_id", "in", viewingIds)
    .execute();
  return rows.map((row) => ({
    viewingId: row.viewing_id,
    toldBy: row.told_by,
    cameraId: row.camera_id,
    stream: row.stream,
    startMs: row.start_ms,
    endMs: row.end_ms,
  }));
}

export function findOpenViewings(db: Database, siteId: string): Promise<ViewingRow[]> {
  return db
    .withTables<AccessTables>()
    .selectFrom("access.viewing")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("closed_at_ms", "is", null)
    .execute();
}

export function findLookers(db: Database, lessonId: string, most: number): Promise<ViewingRow[]> {
  return db
    .withTables<AccessTables>()
    .selectFrom("access.viewing")
    .selectAll()
    .where("lesson_id", "=", lessonId)
    .orderBy("opened_at_ms", "desc")
    .limit(most)
    .execute();
}
