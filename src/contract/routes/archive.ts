import { z } from "zod";
import { Signing } from "../approval.ts";
import { ArchiveCampaign, FourPropertyReport, NewReceipt, Receiver } from "../archive.ts";
import { Id } from "../ids.ts";
import { limits } from "../limits.ts";
import { route } from "../route.ts";

const Year = z.strictObject({ year: z.coerce.number().int().min(2000).max(9999) });
const Item = Year.extend({ itemId: Id });

/** 归档 (S0-16): the campaign of each December. */
export const archiveRoutes = {
  "archive.read": route({
    method: "GET",
    path: "/api/archive/{year}",
    permission: "retention.read",
    audit: { none: "read" },
    background: true,
    title: { zh: "年度归档", en: "The archiving of a year" },
    params: Year,
    answer: ArchiveCampaign,
  }),
  "archive.choose": route({
    method: "PUT",
    path: "/api/archive/{year}/choice",
    permission: "retention.manage",
    audit: "archive.choice-changed@1",
    title: { zh: "设定归档范围", en: "Choose what is archived" },
    params: Year,
    body: z.strictObject({ fiveYears: z.boolean() }),
    answer: ArchiveCampaign,
  }),
  "archive.confirm": route({
    method: "POST",
    path: "/api/archive/{year}/confirm",
    permission: "retention.manage",
    audit: "archive.confirmed@1",
    title: { zh: "确认归档清单", en: "Confirm the list" },
    params: Year,
    body: z.strictObject({ signing: Signing }),
    answer: ArchiveCampaign,
  }),
  "archive.examine": route({
    method: "GET",
    path: "/api/archive/{year}/items/{itemId}/report",
    permission: "retention.read",
    audit: { none: "read" },
    title: { zh: "四性检测", en: "The check of four properties" },
    params: Item,
    answer: FourPropertyReport,
  }),
  "archive.report": route({
    method: "GET",
    path: "/api/archive/{year}/items/{itemId}/report.pdf",
    permission: "retention.read",
    audit: { none: "read" },
    title: { zh: "四性检测报告", en: "The report as a sheet" },
    params: Item,
    answer: "bytes",
  }),
  "archive.retry": route({
    method: "POST",
    path: "/api/archive/{year}/items/{itemId}/retry",
    permission: "retention.manage",
    audit: "archive.item-retried@1",
    title: { zh: "重新检测", en: "Check an item again" },
    params: Item,
    answer: ArchiveCampaign,
  }),
  "archive.accept": route({
    method: "POST",
    path: "/api/archive/{year}/items/{itemId}/accept",
    permission: "retention.manage",
    audit: "archive.defects-accepted@1",
    title: { zh: "带说明归档", en: "Archive with stated defects" },
    params: Item,
    body: z.strictObject({
      reason: z.string().trim().min(1).max(limits.textCharacters),
      signing: Signing,
    }),
    answer: ArchiveCampaign,
  }),
  "archive.package": route({
    method: "GET",
    path: "/api/archive/{year}/items/{itemId}/package",
    permission: "retention.manage",
    audit: "archive.package-taken@1",
    title: { zh: "领取归档包", en: "Take an archive package" },
    params: Item,
    answer: "bytes",
  }),
  "archive.handover": route({
    method: "GET",
    path: "/api/archive/{year}/handover/{receiver}",
    permission: "retention.read",
    audit: { none: "read" },
    title: { zh: "移交清单", en: "The hand-over list F-37" },
    params: Year.extend({ receiver: Receiver }),
    answer: "bytes",
  }),
  "archive.receive": route({
    method: "POST",
    path: "/api/archive/{year}/receipts",
    permission: "retention.manage",
    audit: "archive.received@1",
    title: { zh: "登记签收", en: "Enter a receipt" },
    params: Year,
    body: z.strictObject({ receipt: NewReceipt, signing: Signing }),
    answer: ArchiveCampaign,
  }),
} as const;
