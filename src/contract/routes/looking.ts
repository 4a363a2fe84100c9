import { z } from "zod";
import { Id, Ms } from "../ids.ts";
import { Bookmark, BookmarkKind, LookRight, MarkCode, MarkHarm, Notice } from "../looking.ts";
import { route } from "../route.ts";

const Lesson = z.strictObject({ lessonId: Id });
const text = Notice.shape.zh;

/** Whose watermark a screenshot carried. */
export const MarkOwner = z.strictObject({
  code: MarkCode,
  name: z.string(),
  login: z.string(),
  role: z.string(),
  terminal: z.string(),
  address: z.string(),
  signInId: Id,
  /** The minute counter of a watermark counts from here. */
  startedAtMs: Ms,
  /** Null for a live picture. */
  viewing: z
    .strictObject({
      viewingId: Id,
      lessonId: Id,
      title: z.string(),
      right: z.string(),
      purpose: z.string(),
      serial: z.string().nullable(),
    })
    .nullable(),
});
export type MarkOwner = z.infer<typeof MarkOwner>;

export const lookingRoutes = {
  "notice.read": route({
    method: "GET",
    path: "/api/notice",
    permission: "signed-in",
    audit: { none: "read" },
    title: { zh: "保密须知", en: "Confidentiality notice" },
    answer: z.strictObject({ notice: Notice, accepted: z.boolean() }),
  }),
  "notice.accept": route({
    method: "POST",
    path: "/api/notice/accept",
    permission: "signed-in",
    audit: "notice.accepted@1",
    title: { zh: "确认已阅并遵守保密须知", en: "Accept the confidentiality notice" },
    body: z.strictObject({ version: z.int().min(1) }),
    answer: z.strictObject({ version: z.int() }),
  }),
  "notice.change": route({
    method: "POST",
    path: "/api/notice",
    permission: "policy.manage",
    audit: "notice.changed@1",
    title: { zh: "修订保密须知", en: "Change the confidentiality notice" },
    body: z.strictObject({ zh: text, en: text }),
    answer: Notice,
  }),
  /** The caller's own code for live pictures; one per sign-in, the same however often it is asked. */
  "watermark.issue": route({
    method: "POST",
    path: "/api/watermark",
    permission: "live.watch",
    audit: "watermark.issued@1",
    background: true,
    title: { zh: "领取实时画面水印编码", en: "Take the watermark of live pictures" },
    answer: z.strictObject({ code: MarkCode, startedAtMs: Ms }),
  }),
  "watermark.read": route({
    method: "GET",
    path: "/api/watermark/{code}",
    permission: "ledger.read",
    audit: { none: "read" },
    title: { zh: "水印溯源", en: "Whose watermark" },
    params: z.strictObject({ code: MarkCode }),
    answer: MarkOwner,
  }),
  /** The page noticed that its watermark was gone: it has stopped, and a viewing ends here. */
  "watermark.removed": route({
    method: "POST",
    path: "/api/watermark/{code}/removed",
    permission: "signed-in",
    audit: "watermark.removed@1",
    title: { zh: "报告水印被移除", en: "Report that a watermark was removed" },
    params: z.strictObject({ code: MarkCode }),
    body: z.strictObject({ harm: MarkHarm }),
    answer: z.strictObject({ noted: z.literal(true) }),
  }),
  /** Whether a viewing still holds; the page asks every few seconds and clears its pictures on no. */
  "viewing.read": route({
    method: "GET",
    path: "/api/viewings/{viewingId}",
    permission: "viewing.open",
    audit: { none: "read" },
    background: true,
    title: { zh: "查阅是否有效", en: "Whether a viewing holds" },
    params: z.strictObject({ viewingId: Id }),
    answer: z.strictObject({ viewingId: Id, right: LookRight, expiresAtMs: Ms }),
  }),
  "bookmarks.list": route({
    method: "GET",
    path: "/api/lessons/{lessonId}/bookmarks",
    permission: "viewing.open",
    audit: { none: "read" },
    title: { zh: "打点清单", en: "Bookmarks of a lesson" },
    params: Lesson,
    answer: z.strictObject({ bookmarks: z.array(Bookmark), maySet: z.boolean() }),
  }),
  "bookmarks.set": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/bookmarks",
    permission: "recording.read",
    audit: "bookmark.set@1",
    title: { zh: "打点", en: "Set a bookmark" },
    params: Lesson,
    body: z.strictObject({ kind: BookmarkKind, atMs: Ms, cameraId: Id.nullable() }),
    answer: Bookmark,
  }),
  "bookmarks.withdraw": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/bookmarks/{bookmarkId}/withdraw",
    permission: "recording.read",
    audit: "bookmark.withdrawn@1",
    title: { zh: "撤回打点", en: "Withdraw a bookmark" },
    params: z.strictObject({ lessonId: Id, bookmarkId: Id }),
    answer: z.strictObject({ bookmarkId: Id }),
  }),
} as const;
