import { z } from "zod";
import { Id } from "../ids.ts";
import { limits } from "../limits.ts";
import { Medium, MediumInput, MediumRead, PageMove } from "../media.ts";
import { Signing } from "../approval.ts";
import { route } from "../route.ts";

const One = z.strictObject({ mediumId: Id });
const Text = z.string().trim().min(1).max(limits.nameCharacters);

/** Registered media and their custody chain (S3-Q4, S0-14.3, C-32). */
export const mediaRoutes = {
  "media.list": route({
    method: "GET",
    path: "/api/media",
    permission: "medium.read",
    audit: { none: "read" },
    title: { zh: "登记介质列表", en: "Registered media" },
    /** With a case: what was issued for it. */
    query: z.strictObject({ requestId: Id.optional() }),
    answer: z.strictObject({ media: z.array(Medium) }),
  }),
  "media.read": route({
    method: "GET",
    path: "/api/media/{mediumId}",
    permission: "medium.read",
    audit: { none: "read" },
    title: { zh: "介质流转记录", en: "One medium and its custody chain" },
    params: One,
    answer: MediumRead,
  }),
  "media.register": route({
    method: "POST",
    path: "/api/media",
    permission: "medium.manage",
    audit: "medium.registered@1",
    title: { zh: "登记介质", en: "Register a medium" },
    body: MediumInput,
    answer: MediumRead,
  }),
  "media.issue": route({
    method: "POST",
    path: "/api/media/{mediumId}/issue",
    permission: "medium.manage",
    audit: "medium.moved@1",
    title: { zh: "按案卷发放介质", en: "Issue a medium for a case" },
    params: One,
    body: z.strictObject({ requestId: Id, holder: Text, signing: Signing }),
    answer: MediumRead,
  }),
  "media.move": route({
    method: "POST",
    path: "/api/media/{mediumId}/moves",
    permission: "medium.manage",
    audit: "medium.moved@1",
    title: { zh: "登记介质流转", en: "Enter a move of a medium" },
    params: One,
    body: z.strictObject({
      move: PageMove,
      /** What was done, by what means, or where it was lost. */
      note: z.string().trim().min(1).max(limits.reasonCharacters),
      signing: Signing,
    }),
    answer: MediumRead,
  }),
  "media.table": route({
    method: "GET",
    path: "/api/media/{mediumId}/table",
    permission: "medium.read",
    audit: "medium.exported@1",
    title: { zh: "导出介质流转记录", en: "A medium's chain as a table" },
    params: One,
    answer: "bytes",
  }),
} as const;
