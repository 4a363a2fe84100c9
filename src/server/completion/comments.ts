import type { PersonActor } from "../../contract/actor.ts";
import type { LessonComment } from "../../contract/completion.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { findAccounts } from "../people/index.ts";
import { cardLesson, keptLesson } from "./card-lesson.ts";
import { type CommentRow, insertComment, selectComments } from "./lesson-words.store.ts";

type Comments = Outcome<{ comments: LessonComment[]; mayAdd: boolean }>;
const aheadMostMs = 10_000;

/** The words on a lesson's moments, by time, corrected ones with what corrects them. */
export async function listComments(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Comments> {
  const found = await cardLesson(house, actor, lessonId);
  if (!found.ok) return found;
  return granted({ comments: await commentsOf(house, lessonId), mayAdd: found.value.mayKeep });
}

export interface NewComment {
  readonly lessonId: string;
  readonly atMs: number;
  readonly text: string;
  readonly corrects: string | null;
}

/** Adds a word on a moment (课堂互动及点评文字记录, S0-5.3.3); a correction names the one it corrects. */
export async function addComment(
  house: House,
  actor: PersonActor,
  ask: NewComment,
): Promise<Comments> {
  const { lessonId, corrects } = ask;
  const kept = await keptLesson(house, actor, { lessonId, attempted: "comments.add" });
  if (!kept.ok) return kept;
  const { lesson } = kept.value.facts;
  const nowMs = house.clock.now();
  // A page that comments "now" may run a little ahead of the house.
  const atMs = ask.atMs > nowMs && ask.atMs <= nowMs + aheadMostMs ? nowMs : ask.atMs;
  const fromMs = lesson.recording ? lesson.recordFromMs : lesson.startMs;
  const toMs = lesson.recording ? lesson.recordToMs : lesson.endMs;
  if (atMs < fromMs || atMs >= Math.min(toMs, nowMs + 1)) return refused("span_invalid");
  const done = await act(house, actor, "comment.added@1", async (tx) => {
    const known = await selectComments(tx, lessonId);
    if (known.length >= limits.commentsMost) return refused("too_many");
    if (corrects !== null && !known.some((one) => one.comment_id === corrects))
      return refused("bad_input", { field: "corrects" });
    const row: CommentRow = {
      comment_id: house.newId(),
      site_id: house.siteId,
      lesson_id: lessonId,
      at_ms: atMs,
      text: ask.text,
      by_account: actor.accountId,
      said_at_ms: nowMs,
      corrects_id: corrects,
    };
    if (!(await insertComment(tx, row))) return refused("comment_corrected");
    return granted({
      value: undefined,
      subject: { type: "lesson", id: lessonId },
      body: { commentId: row.comment_id, lessonId, atMs, corrects },
      personal: { text: ask.text },
    });
  });
  return done.ok ? granted({ comments: await commentsOf(house, lessonId), mayAdd: true }) : done;
}

async function commentsOf(house: House, lessonId: string): Promise<LessonComment[]> {
  const rows = await selectComments(house.db, lessonId);
  const people = await findAccounts(house, [...new Set(rows.map((row) => row.by_account))]);
  const correctedBy = new Map(
    rows.flatMap((row) => (row.corrects_id === null ? [] : [[row.corrects_id, row.comment_id]])),
  );
  return rows.map((row) => ({
    commentId: row.comment_id,
    atMs: row.at_ms,
    text: row.text,
    by: people.get(row.by_account)?.name ?? "",
    saidAtMs: row.said_at_ms,
    corrects: row.corrects_id,
    correctedBy: correctedBy.get(row.comment_id) ?? null,
  }));
}
