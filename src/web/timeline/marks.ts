import type { LessonComment } from "../../contract/completion.ts";
import type { Bookmark, BookmarkKind } from "../../contract/looking.ts";
import { axisPixels, xOf, type View } from "./layout.ts";

/** A flag on the axis: a bookmark of a kind, or a comment with its words. */
export interface TimelineMark {
  readonly atMs: number;
  readonly of:
    | { readonly kind: "bookmark"; readonly bookmark: BookmarkKind }
    | { readonly kind: "comment"; readonly text: string };
}

/** By time; a comment that another one replaced stands no more. */
export function marksOf(
  bookmarks: readonly Bookmark[],
  comments: readonly LessonComment[],
): readonly TimelineMark[] {
  return [
    ...bookmarks.map(({ atMs, kind }) => ({
      atMs,
      of: { kind: "bookmark" as const, bookmark: kind },
    })),
    ...comments
      .filter((one) => one.correctedBy === null)
      .map(({ atMs, text }) => ({ atMs, of: { kind: "comment" as const, text } })),
  ].toSorted((a, b) => a.atMs - b.atMs);
}

/** As far as a finger may be beside a flag. */
const reachPixels = 8;

/** The flag under a pointer on the axis: a click there jumps to its instant, not beside it. */
export function markAt(
  marks: readonly TimelineMark[],
  at: {
    readonly view: View;
    readonly widthPixels: number;
    readonly x: number;
    readonly y: number;
  },
): TimelineMark | undefined {
  if (at.y >= axisPixels) return undefined;
  const awayOf = (mark: TimelineMark) => Math.abs(xOf(at.view, at.widthPixels, mark.atMs) - at.x);
  const [nearest] = marks.toSorted((a, b) => awayOf(a) - awayOf(b));
  return nearest !== undefined && awayOf(nearest) <= reachPixels ? nearest : undefined;
}
