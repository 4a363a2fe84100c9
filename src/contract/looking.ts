import { z } from "zod";
import { Id, Ms } from "./ids.ts";

/**
 * Why somebody may look (S0-9.1, S0-10a, C-42): the standing rights of the own lesson, area and
 * station, the last two hours of an operator's own venues, and an approved request.
 */
export const lookRights = ["own-lesson", "own-area", "own-station", "own-scope", "grant"] as const;
export const LookRight = z.enum(lookRights);
export type LookRight = z.infer<typeof LookRight>;

/** How a viewing ended. */
export const viewingExits = [
  "closed",
  "sign-out",
  "gone",
  "expired",
  "right-ended",
  "mark-removed",
  "destroyed",
] as const;
export const ViewingExit = z.enum(viewingExits);
export type ViewingExit = z.infer<typeof ViewingExit>;

/** What a watermark carries: 40 random bits in Crockford's base 32, never the person itself. */
export const MarkCode = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{8}$/);

/** What happened to a watermark on the page. */
export const MarkHarm = z.enum(["removed", "hidden", "resized"]);
export type MarkHarm = z.infer<typeof MarkHarm>;

/** The confidentiality notice (保密须知, S3-8.3): data of the house, versions count up. */
export const Notice = z.strictObject({
  version: z.int().min(1),
  zh: z.string().trim().min(1).max(4_000),
  en: z.string().trim().min(1).max(4_000),
  sinceMs: Ms.nullable(),
});
export type Notice = z.infer<typeof Notice>;

/** Special footage (S0-5.2.2): 分组训练, 一对一指导, 现场点评, 纠错示范. */
export const bookmarkKinds = ["group-training", "one-to-one", "comment", "correction"] as const;
export const BookmarkKind = z.enum(bookmarkKinds);
export type BookmarkKind = z.infer<typeof BookmarkKind>;

/** A point on a lesson's timeline; it copies and cuts nothing. */
export const Bookmark = z.strictObject({
  bookmarkId: Id,
  lessonId: Id,
  kind: BookmarkKind,
  atMs: Ms,
  cameraId: Id.nullable(),
  /** Null for somebody who may not know who set it. */
  setBy: z.string().nullable(),
  setAtMs: Ms,
  /** Whether the reader can withdraw it. */
  own: z.boolean(),
});
export type Bookmark = z.infer<typeof Bookmark>;
