import type { BookmarkKind } from "../../contract/looking.ts";
import type { Database, Writing } from "../../platform/database.ts";

type BookmarkTables = {
  "lessons.bookmark": {
    bookmark_id: string;
    site_id: string;
    lesson_id: string;
    kind: BookmarkKind;
    at_ms: number;
    camera_id: string | null;
    set_by: string;
    set_at_ms: number;
    withdrawn_by: string | null;
    withdrawn_at_ms: number | null;
  };
};
export type BookmarkRow = BookmarkTables["lessons.bookmark"];

export async function insertBookmark(
  tx: Writing,
  row: Omit<BookmarkRow, "withdrawn_by" | "withdrawn_at_ms">,
): Promise<void> {
  await tx
    .withTables<BookmarkTables>()
    .insertInto("lessons.bookmark")
    .values({ ...row, withdrawn_by: null, withdrawn_at_ms: null })
    .execute();
}

/** Bookmarks of a lesson that stand, by time. */
export function selectBookmarks(
  db: Database | Writing,
  siteId: string,
  lessonId: string,
): Promise<BookmarkRow[]> {
  return db
    .withTables<BookmarkTables>()
    .selectFrom("lessons.bookmark")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("lesson_id", "=", lessonId)
    .where("withdrawn_at_ms", "is", null)
    .orderBy("at_ms")
    .orderBy("bookmark_id")
    .execute();
}

/** Marks one withdrawn; false when it does not stand. */
export async function withdrawRow(
  tx: Writing,
  which: { siteId: string; lessonId: string; bookmarkId: string; by: string; atMs: number },
): Promise<boolean> {
  const result = await tx
    .withTables<BookmarkTables>()
    .updateTable("lessons.bookmark")
    .set({ withdrawn_by: which.by, withdrawn_at_ms: which.atMs })
    .where("site_id", "=", which.siteId)
    .where("lesson_id", "=", which.lessonId)
    .where("bookmark_id", "=", which.bookmarkId)
    .where("withdrawn_at_ms", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Which of these lessons have a standing bookmark of a kind. */
export async function selectBookmarked(
  db: Database,
  which: { siteId: string; kind: BookmarkKind; lessonIds: readonly string[] },
): Promise<Set<string>> {
  if (which.lessonIds.length === 0) return new Set();
  const rows = await db
    .withTables<BookmarkTables>()
    .selectFrom("lessons.bookmark")
    .select("lesson_id")
    .distinct()
    .where("site_id", "=", which.siteId)
    .where("kind", "=", which.kind)
    .where("withdrawn_at_ms", "is", null)
    .where("lesson_id", "in", which.lessonIds)
    .execute();
  return new Set(rows.map((row) => row.lesson_id));
}
