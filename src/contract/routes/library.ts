import { z } from "zod";
import { Id } from "../ids.ts";
import {
  LibraryInput,
  LibraryItem,
  LibraryLook,
  LibraryOffer,
  LibraryRead,
  WithdrawInput,
} from "../library.ts";
import { limits } from "../limits.ts";
import { route } from "../route.ts";

const One = z.strictObject({ itemId: Id });

/** 校本资源: finished clips kept for teaching, played inside the house (S3-Q6). */
export const libraryRoutes = {
  "library.list": route({
    method: "GET",
    path: "/api/library",
    permission: "library.read",
    audit: { none: "read" },
    title: { zh: "校本资源列表", en: "The resource library" },
    query: z.strictObject({
      text: z.string().trim().max(limits.nameCharacters).optional(),
      year: z.coerce.number().int().min(1970).max(9999).optional(),
    }),
    answer: z.strictObject({ items: z.array(LibraryItem), years: z.array(z.int()) }),
  }),
  /** Clips of approved cases that are not in the library yet. */
  "library.offers": route({
    method: "GET",
    path: "/api/library/offers",
    permission: "library.publish",
    audit: { none: "read" },
    title: { zh: "可入库的片段", en: "Clips that may be put into the library" },
    answer: z.strictObject({ offers: z.array(LibraryOffer) }),
  }),
  "library.add": route({
    method: "POST",
    path: "/api/library",
    permission: "library.publish",
    audit: "library.added@1",
    title: { zh: "经批准存入校本资源", en: "Put an approved clip into the library" },
    body: LibraryInput,
    answer: LibraryRead,
  }),
  "library.read": route({
    method: "GET",
    path: "/api/library/{itemId}",
    permission: "library.read",
    audit: { none: "read" },
    title: { zh: "校本资源详情", en: "One item of the library" },
    params: One,
    answer: LibraryRead,
  }),
  "library.look": route({
    method: "POST",
    path: "/api/library/{itemId}/looks",
    permission: "library.look",
    audit: "library.looked@1",
    title: { zh: "播放校本资源", en: "Look at an item of the library" },
    params: One,
    answer: LibraryLook,
  }),
  /** For the page's own player, under a look of this very sign-in. */
  "library.bytes": route({
    method: "GET",
    path: "/api/library/looks/{lookId}/files/{number}",
    permission: "library.look",
    audit: { none: "read" },
    background: true,
    title: { zh: "校本资源播放数据", en: "Bytes of a look at the library" },
    params: z.strictObject({
      lookId: Id,
      number: z.coerce.number().int().min(1).max(limits.libraryFilesMost),
    }),
    answer: "bytes",
  }),
  /** By whoever holds the first approver's post; others are refused by the rule. */
  "library.withdraw": route({
    method: "POST",
    path: "/api/library/{itemId}/withdraw",
    permission: "request.decide",
    audit: "library.withdrawn@1",
    title: { zh: "下架校本资源", en: "Withdraw an item from the library" },
    params: One,
    body: WithdrawInput,
    answer: LibraryRead,
  }),
} as const;
