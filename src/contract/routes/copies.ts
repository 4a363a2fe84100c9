import { z } from "zod";
import {
  CarriedCopies,
  CheckLine,
  CopySettings,
  EscrowState,
  ForgetLine,
  NightLine,
  PartitionCopies,
  ScrubLine,
  TargetInput,
  TargetLine,
} from "../copies.ts";
import { DatabaseArchiveState } from "../database-archive.ts";
import { Id } from "../ids.ts";
import { limits } from "../limits.ts";
import { route } from "../route.ts";

const One = z.strictObject({ targetId: Id });

/** 备份: where the second copies lie and whether they are sound. */
export const copiesRoutes = {
  "copies.state": route({
    method: "GET",
    path: "/api/copies",
    permission: "copy.read",
    audit: { none: "read" },
    background: true,
    title: { zh: "备份状态", en: "State of the copies" },
    answer: z.strictObject({
      targets: z.array(TargetLine),
      partitions: z.array(PartitionCopies),
      carried: z.array(CarriedCopies),
      settings: CopySettings,
      escrow: EscrowState,
      check: CheckLine.nullable(),
      scrub: ScrubLine,
      forgetting: z.array(ForgetLine),
      tonight: z.array(NightLine),
      /** The embedded database's own archive, or that it is the institution's own matter. */
      database: DatabaseArchiveState.nullable(),
      /** Inside the window now. */
      open: z.boolean(),
    }),
  }),
  "copies.nights": route({
    method: "GET",
    path: "/api/copies/nights",
    permission: "copy.read",
    audit: { none: "read" },
    title: { zh: "备份日历", en: "Calendar of nights" },
    query: z.strictObject({ days: z.coerce.number().int().min(1).max(400).default(30) }),
    answer: z.strictObject({ nights: z.array(NightLine), from: z.string(), to: z.string() }),
  }),
  "copies.checks": route({
    method: "GET",
    path: "/api/copies/checks",
    permission: "copy.read",
    audit: { none: "read" },
    title: { zh: "每周核查结果", en: "Weekly checks" },
    answer: z.strictObject({ checks: z.array(CheckLine) }),
  }),
  "copies.addTarget": route({
    method: "POST",
    path: "/api/copies/targets",
    permission: "copy.manage",
    audit: "copy.target-added@1",
    title: { zh: "添加备份位置", en: "Add a place for copies" },
    body: z.strictObject({ target: TargetInput }),
    answer: z.strictObject({ targetId: Id }),
  }),
  "copies.endTarget": route({
    method: "POST",
    path: "/api/copies/targets/{targetId}/end",
    permission: "copy.manage",
    audit: "copy.target-ended@1",
    title: { zh: "停用备份位置", en: "End a place for copies" },
    params: One,
    answer: z.strictObject({}),
  }),
  "copies.runNow": route({
    method: "POST",
    path: "/api/copies/targets/{targetId}/run",
    permission: "copy.manage",
    audit: { none: "presence" },
    title: { zh: "立即备份", en: "Copy now" },
    params: One,
    answer: z.strictObject({ outside: z.boolean() }),
  }),
  "copies.changeSettings": route({
    method: "PUT",
    path: "/api/copies/settings",
    permission: "copy.manage",
    audit: "copy.settings-changed@1",
    title: { zh: "修改备份设置", en: "Change the settings of copies" },
    body: z.strictObject({ settings: CopySettings }),
    answer: z.strictObject({}),
  }),
  /** The secret is told here once and nowhere else. */
  "escrow.make": route({
    method: "POST",
    path: "/api/copies/escrow",
    permission: "copy.manage",
    audit: "escrow.made@1",
    title: { zh: "生成托管密钥", en: "Make the escrow key" },
    body: z.strictObject({
      password: z.string().max(limits.passwordMost),
      code: z.string().max(64).nullable(),
    }),
    answer: z.strictObject({
      recipient: z.string(),
      secret: z.string(),
      /** Rows of the QR code, `1` for dark. */
      code: z.array(z.string()),
    }),
  }),
  "escrow.confirm": route({
    method: "POST",
    path: "/api/copies/escrow/confirm",
    permission: "copy.manage",
    audit: "escrow.confirmed@1",
    title: { zh: "核对托管密钥", en: "Confirm that the escrow key is kept" },
    body: z.strictObject({ tail: z.string().trim().length(8) }),
    answer: z.strictObject({}),
  }),
} as const;
