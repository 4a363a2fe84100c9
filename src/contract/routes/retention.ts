import { z } from "zod";
import { Signing } from "../approval.ts";
import { Id, Ms } from "../ids.ts";
import { PartitionName } from "../lesson.ts";
import { limits } from "../limits.ts";
import {
  Agreement,
  Claim,
  ClassTerm,
  Evidence,
  Hold,
  HoldCause,
  ItemKind,
  ItemLine,
  ItemState,
  ItemStep,
  KeepingTerm,
  KeptReason,
  LessonKeeping,
  Reclassification,
  RetentionClass,
  TermedClass,
} from "../retention.ts";
import { route } from "../route.ts";

const Reason = z.string().trim().min(1).max(limits.textCharacters);
const Short = z.string().trim().min(1).max(limits.nameCharacters);

/** A stretch of one camera, the lessons themselves, or the lessons of a case. */
export const HoldScope = z.discriminatedUnion("scope", [
  z.strictObject({ scope: z.literal("lesson"), lessonIds: z.array(Id).min(1).max(50) }),
  z.strictObject({ scope: z.literal("camera"), cameraId: Id, startMs: Ms, endMs: Ms }),
  z.strictObject({ scope: z.literal("case"), requestId: Id }),
]);
export type HoldScope = z.infer<typeof HoldScope>;

export const HoldInput = z.strictObject({
  cause: HoldCause.exclude(["evidence"]),
  reason: Reason,
  on: HoldScope,
});
export type HoldInput = z.infer<typeof HoldInput>;

/** 时间, 地点, 类型, 使用探头, 储存位置, 储存人签名: evidence without one of them is not possible. */
export const EvidenceInput = z.strictObject({
  reason: z.string().trim().max(limits.textCharacters),
  cameraId: Id,
  startMs: Ms,
  endMs: Ms,
  place: z.string().trim().max(limits.nameCharacters),
  what: z.string().trim().max(limits.nameCharacters),
  storedAt: z.string().trim().max(limits.storedAtCharacters),
  signing: Signing,
});
export type EvidenceInput = z.infer<typeof EvidenceInput>;

export const ItemFilter = z.strictObject({
  text: z.string().trim().max(limits.nameCharacters).optional(),
  kind: ItemKind.optional(),
  class: RetentionClass.optional(),
  partition: PartitionName.optional(),
  state: ItemState.optional(),
  held: z.enum(["yes", "no"]).optional(),
  /** Whose claims end before this. */
  dueBeforeMs: z.coerce.number().int().optional(),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
});
export type ItemFilter = z.infer<typeof ItemFilter>;

export const ItemView = z.strictObject({
  item: ItemLine,
  place: z.string(),
  cameras: z.array(z.string()),
  sizeBytes: z.int(),
  homeId: Id.nullable(),
  looks: z.int(),
  uses: z.int(),
  disposalReference: z.string().nullable(),
  /** Why it may not be destroyed now; empty: it may be proposed. */
  why: z.array(KeptReason),
  claims: z.array(Claim),
  history: z.array(ItemStep),
  moves: z.array(Reclassification),
  /** Classes it could be moved to. */
  classes: z.array(RetentionClass),
  mayDispose: z.boolean(),
});
export type ItemView = z.infer<typeof ItemView>;

export const ForecastLine = z.strictObject({
  /** `2029-06`; what is due already stands under the present month. */
  month: z.string(),
  class: RetentionClass,
  partition: PartitionName,
  items: z.int(),
  sizeBytes: z.int(),
});
export type ForecastLine = z.infer<typeof ForecastLine>;

export const retentionRoutes = {
  "retention.items": route({
    method: "GET",
    path: "/api/retention/items",
    permission: "retention.read",
    audit: { none: "read" },
    title: { zh: "留存台账", en: "The register of keeping" },
    query: ItemFilter,
    answer: z.strictObject({ items: z.array(ItemLine), total: z.int() }),
  }),
  "retention.item": route({
    method: "GET",
    path: "/api/retention/items/{itemId}",
    permission: "retention.read",
    audit: { none: "read" },
    title: { zh: "一件留痕资料", en: "One item of account" },
    params: z.strictObject({ itemId: Id }),
    answer: ItemView,
  }),
  "retention.forecast": route({
    method: "GET",
    path: "/api/retention/forecast",
    permission: "retention.read",
    audit: { none: "read" },
    title: { zh: "到期预测", en: "What falls due" },
    query: z.strictObject({ months: z.coerce.number().int().min(1).max(120).default(24) }),
    answer: z.strictObject({
      months: z.array(ForecastLine),
      /** Kept without end: permanent or held. */
      endless: z.int(),
      later: z.int(),
    }),
  }),
  "retention.lesson": route({
    method: "GET",
    path: "/api/lessons/{lessonId}/retention",
    permission: "recording.read",
    audit: { none: "read" },
    title: { zh: "批次的留存期限", en: "How long a lesson is kept" },
    params: z.strictObject({ lessonId: Id }),
    answer: z.strictObject({ keeping: LessonKeeping.nullable() }),
  }),
  "retention.holds": route({
    method: "GET",
    path: "/api/retention/holds",
    permission: "retention.read",
    audit: { none: "read" },
    title: { zh: "冻结", en: "Holds" },
    query: z.strictObject({ all: z.enum(["yes", "no"]).default("no") }),
    /** `mine`: whether the reader signs as director now. */
    answer: z.strictObject({ holds: z.array(Hold), mine: z.boolean() }),
  }),
  "retention.place-hold": route({
    method: "POST",
    path: "/api/retention/holds",
    permission: "retention.manage",
    audit: "hold.placed@1",
    title: { zh: "冻结资料", en: "Place a hold" },
    body: HoldInput,
    answer: Hold,
  }),
  "retention.lift-hold": route({
    method: "POST",
    path: "/api/retention/holds/{holdId}/lift",
    permission: "request.decide",
    audit: "hold.lifted@1",
    title: { zh: "解除冻结", en: "Lift a hold" },
    params: z.strictObject({ holdId: Id }),
    body: z.strictObject({ reason: Reason, signing: Signing }),
    answer: Hold,
  }),
  "retention.evidence": route({
    method: "GET",
    path: "/api/retention/evidence",
    permission: "retention.read",
    audit: { none: "read" },
    title: { zh: "固定证据", en: "Fixed evidence" },
    answer: z.strictObject({ evidence: z.array(Evidence) }),
  }),
  "retention.fix-evidence": route({
    method: "POST",
    path: "/api/retention/evidence",
    permission: "retention.manage",
    audit: "evidence.fixed@1",
    title: { zh: "固定一段证据", en: "Fix evidence" },
    body: EvidenceInput,
    answer: Evidence,
  }),
  "retention.report-evidence": route({
    method: "POST",
    path: "/api/retention/evidence/{evidenceId}/report",
    permission: "retention.manage",
    audit: "evidence.reported@1",
    title: { zh: "上报固定的证据", en: "Report fixed evidence" },
    params: z.strictObject({ evidenceId: Id }),
    body: z.strictObject({ to: Short, remark: z.string().trim().max(limits.textCharacters) }),
    answer: Evidence,
  }),
  "retention.terms": route({
    method: "GET",
    path: "/api/retention/terms",
    permission: "retention.read",
    audit: { none: "read" },
    title: { zh: "留存期限", en: "Terms of keeping" },
    /** `mine`: whether the reader signs as director now. */
    answer: z.strictObject({ terms: z.array(ClassTerm), mine: z.boolean() }),
  }),
  "retention.set-term": route({
    method: "POST",
    path: "/api/retention/terms/{class}",
    permission: "request.decide",
    audit: "retention.term-set@1",
    title: { zh: "设定本单位留存期限", en: "Set the institution's own term" },
    params: z.strictObject({ class: TermedClass }),
    body: z.strictObject({ term: KeepingTerm, reason: Reason, signing: Signing }),
    answer: ClassTerm,
  }),
  "retention.agreements": route({
    method: "GET",
    path: "/api/retention/agreements",
    permission: "retention.read",
    audit: { none: "read" },
    title: { zh: "合作协议留存期", en: "Terms of agreements" },
    answer: z.strictObject({ agreements: z.array(Agreement) }),
  }),
  "retention.record-agreement": route({
    method: "POST",
    path: "/api/retention/agreements",
    permission: "retention.manage",
    audit: "agreement.recorded@1",
    title: { zh: "登记合作协议", en: "Record an agreement" },
    body: z.strictObject({
      partner: Short,
      reference: z.string().trim().max(limits.nameCharacters),
      years: z.int().min(1).max(100),
      lessonIds: z.array(Id).min(1).max(500),
    }),
    answer: Agreement,
  }),
  "retention.moves": route({
    method: "GET",
    path: "/api/retention/moves",
    permission: "retention.read",
    audit: { none: "read" },
    title: { zh: "调整留存类别", en: "Reclassifications" },
    query: z.strictObject({ state: z.enum(["waiting", "all"]).default("all") }),
    answer: z.strictObject({ moves: z.array(Reclassification), mine: z.boolean() }),
  }),
  "retention.propose-move": route({
    method: "POST",
    path: "/api/retention/items/{itemId}/moves",
    permission: "retention.manage",
    audit: "reclassification.proposed@1",
    title: { zh: "提出调整留存类别", en: "Propose a reclassification" },
    params: z.strictObject({ itemId: Id }),
    body: z.strictObject({ class: RetentionClass, partition: PartitionName, reason: Reason }),
    answer: Reclassification,
  }),
  "retention.decide-move": route({
    method: "POST",
    path: "/api/retention/moves/{reclassificationId}/decision",
    permission: "request.decide",
    audit: "reclassification.decided@1",
    title: { zh: "审批调整留存类别", en: "Decide a reclassification" },
    params: z.strictObject({ reclassificationId: Id }),
    body: z.strictObject({
      decision: z.enum(["agreed", "disagreed"]),
      opinion: z.string().trim().max(limits.textCharacters),
      signing: Signing,
    }),
    answer: Reclassification,
  }),
  "retention.dispose": route({
    method: "POST",
    path: "/api/retention/items/{itemId}/disposal",
    permission: "retention.manage",
    audit: "item.disposed@1",
    title: { zh: "登记按档案规定处置", en: "Note a disposal by the archives' rules" },
    params: z.strictObject({ itemId: Id }),
    body: z.strictObject({
      reference: z.string().trim().max(limits.nameCharacters),
      signing: Signing,
    }),
    answer: ItemLine,
  }),
} as const;
