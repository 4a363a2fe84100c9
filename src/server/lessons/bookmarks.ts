import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import type { Bookmark, BookmarkKind } from "../../contract/looking.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { findAccounts, venueScope } from "../people/index.ts";
import {
  type BookmarkRow,
  insertBookmark,
  selectBookmarked,
  selectBookmarks,
  withdrawRow,
} from "./bookmarks.store.ts";
import { type LessonFacts, lessonById } from "./occasions.ts";

const aheadMostMs = 10_000;

export interface NewBookmark {
  readonly lessonId: string;
  readonly kind: BookmarkKind;
  readonly atMs: number;
  readonly cameraId: string | null;
}

/**
 * Sets a bookmark (打点, S0-5.2.2) within what is recorded of a lesson, live or later. Teachers do it in
 * own lessons, managers in own venues; the recording itself is not touched.
 */
export async function setBookmark(
  house: House,
  actor: PersonActor,
  mark: NewBookmark,
): Promise<Outcome<Bookmark>> {
  const { lessonId, kind, cameraId } = mark;
  const facts = await lessonById(house, lessonId);
  if (facts === undefined || !(await maySet(house, actor, facts))) {
    const refusal = refused("not_found");
    const subject = { type: "account" as const, id: actor.accountId };
    await enterRefusal(house, actor, "bookmarks.set", refusal, subject);
    return refusal;
  }
  const { recordFromMs, recordToMs } = facts.lesson;
  const setAtMs = house.clock.now();
  // A page that marks "now" may run a little ahead of the house.
  const ahead = mark.atMs > setAtMs && mark.atMs <= setAtMs + aheadMostMs;
  const atMs = ahead ? setAtMs : mark.atMs;
  if (atMs < recordFromMs || atMs >= Math.min(recordToMs, setAtMs + 1))
    return refused("span_invalid");
  return act(house, actor, "bookmark.set@1", async (tx) => {
    if ((await selectBookmarks(tx, house.siteId, lessonId)).length >= limits.bookmarksMost)
      return refused("too_many");
    const row = {
      bookmark_id: house.newId(),
      site_id: house.siteId,
      lesson_id: lessonId,
      kind,
      at_ms: atMs,
      camera_id: cameraId,
      set_by: actor.accountId,
      set_at_ms: setAtMs,
    };
    await insertBookmark(tx, row);
    return granted({
      value: shownOf(row, { setBy: actor.name, own: true }),
      subject: { type: "lesson", id: lessonId },
      body: { bookmarkId: row.bookmark_id, lessonId, kind, atMs, cameraId },
    });
  });
}

/** Withdraws a bookmark; its row and its entries stay. */
export async function withdrawBookmark(
  house: House,
  actor: PersonActor,
  which: { lessonId: string; bookmarkId: string },
): Promise<Outcome<{ bookmarkId: string }>> {
  const { lessonId, bookmarkId } = which;
  const facts = await lessonById(house, lessonId);
  if (facts === undefined || !(await maySet(house, actor, facts))) return refused("not_found");
  return act(house, actor, "bookmark.withdrawn@1", async (tx) => {
    const by = { siteId: house.siteId, by: actor.accountId, atMs: house.clock.now() };
    if (!(await withdrawRow(tx, { ...which, ...by }))) return refused("not_found");
    return granted({
      value: { bookmarkId },
      subject: { type: "lesson", id: lessonId },
      body: { bookmarkId, lessonId },
    });
  });
}

/** Bookmarks of a lesson by time; the caller has checked that this may be told. */
export async function listBookmarks(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<{ bookmarks: Bookmark[]; maySet: boolean }>> {
  const facts = await lessonById(house, lessonId);
  if (facts === undefined) return refused("not_found");
  const may = await maySet(house, actor, facts);
  const rows = await selectBookmarks(house.db, house.siteId, lessonId);
  const accounts = await findAccounts(house, [...new Set(rows.map((row) => row.set_by))]);
  const named = actor.role !== "student";
  const bookmarks = rows.map((row) =>
    shownOf(row, { setBy: named ? (accounts.get(row.set_by)?.name ?? "") : null, own: may }),
  );
  return granted({ bookmarks, maySet: may });
}

/** Which of these lessons have a bookmark of a kind. */
export function bookmarkedLessons(
  house: House,
  kind: BookmarkKind,
  lessonIds: readonly string[],
): Promise<Set<string>> {
  return selectBookmarked(house.db, { siteId: house.siteId, kind, lessonIds });
}

async function maySet(house: House, actor: PersonActor, { lesson }: LessonFacts): Promise<boolean> {
  if (actor.role === "teacher")
    return lesson.teachers.some((teacher) => teacher.accountId === actor.accountId);
  if (actor.role !== "manager") return false;
  return (await venueScope(house, actor.accountId)).includes(lesson.venueId);
}

function shownOf(
  row: Omit<BookmarkRow, "withdrawn_by" | "withdrawn_at_ms">,
  more: { setBy: string | null; own: boolean },
): Bookmark {
  return {
    bookmarkId: row.bookmark_id,
    lessonId: row.lesson_id,
    kind: row.kind,
    atMs: row.at_ms,
    cameraId: row.camera_id,
    setAtMs: row.set_at_ms,
    ...more,
  };
}
