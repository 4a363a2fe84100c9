import { z } from "zod";
import {
  Concerned,
  EvidenceInput,
  Matter,
  MatterKind,
  ReportInput,
  Sanction,
  Suspicion,
  ViolationCode,
  ViolationInput,
} from "../conduct.ts";
import { Id } from "../ids.ts";
import { limits } from "../limits.ts";
import { route } from "../route.ts";

const OfMatter = z.strictObject({ matterId: Id });
const OfSuspicion = z.strictObject({ suspicionId: Id });
const Text = z.string().trim().min(1).max(limits.textCharacters);

/** The six violations, damages and hazards, and what the house itself found (S0-19, S0-5.4.3). */
export const conductRoutes = {
  "conduct.list": route({
    method: "GET",
    path: "/api/conduct",
    permission: "conduct.read",
    audit: { none: "read" },
    title: { zh: "违规、损坏与隐患台账", en: "Register of violations, damages and hazards" },
    query: z.strictObject({
      box: z.enum(["open", "all"]),
      kind: MatterKind.optional(),
      code: ViolationCode.optional(),
    }),
    answer: z.strictObject({ matters: z.array(Matter), sanctions: z.array(Sanction) }),
  }),
  "conduct.mine": route({
    method: "GET",
    path: "/api/my/conduct",
    permission: "conduct.report",
    audit: { none: "read" },
    title: { zh: "我报告的与涉及本人的事项", en: "What I reported, handle, or what concerns me" },
    answer: z.strictObject({ matters: z.array(Matter) }),
  }),
  "conduct.read": route({
    method: "GET",
    path: "/api/conduct/{matterId}",
    permission: "conduct.report",
    audit: { none: "read" },
    title: { zh: "登记事项", en: "One matter" },
    params: OfMatter,
    answer: z.strictObject({ matter: Matter, sanctions: z.array(Sanction) }),
  }),
  "conduct.report": route({
    method: "POST",
    path: "/api/conduct",
    permission: "conduct.report",
    audit: "matter.reported@1",
    title: { zh: "报告违规操作、设备损坏、安全隐患", en: "Report misuse, a damage or a hazard" },
    body: ReportInput,
    answer: Matter,
  }),
  "conduct.record": route({
    method: "POST",
    path: "/api/conduct/violations",
    permission: "conduct.handle",
    audit: "matter.reported@1",
    title: { zh: "登记违规", en: "Record a violation of one of the six kinds" },
    body: ViolationInput,
    answer: Matter,
  }),
  "conduct.assign": route({
    method: "POST",
    path: "/api/conduct/{matterId}/people",
    permission: "conduct.handle",
    audit: "matter.assigned@1",
    title: { zh: "指定责任人与当事人", en: "Say who answers for it and whom it concerns" },
    params: OfMatter,
    body: z.strictObject({ responsible: Concerned, person: Concerned.nullable() }),
    answer: Matter,
  }),
  "conduct.link": route({
    method: "POST",
    path: "/api/conduct/{matterId}/evidence",
    permission: "conduct.report",
    audit: "matter.evidence-linked@1",
    title: { zh: "关联证据", en: "Link evidence" },
    params: OfMatter,
    body: z.strictObject({ what: EvidenceInput }),
    answer: Matter,
  }),
  "conduct.answer": route({
    method: "POST",
    path: "/api/conduct/{matterId}/statements",
    permission: "conduct.report",
    audit: "matter.answered@1",
    title: { zh: "当事人陈述", en: "Say something about what concerns one" },
    params: OfMatter,
    /** `saidBy`: where somebody handles it and writes down what the person said. */
    body: z.strictObject({
      text: Text,
      saidBy: z.string().trim().min(1).max(limits.nameCharacters).nullable(),
    }),
    answer: Matter,
  }),
  "conduct.close": route({
    method: "POST",
    path: "/api/conduct/{matterId}/close",
    permission: "conduct.handle",
    audit: "matter.closed@1",
    title: { zh: "处置完毕、关闭", en: "Close with what was done" },
    params: OfMatter,
    body: z.strictObject({
      disposition: z.string().trim().max(limits.textCharacters),
      sanctions: z.array(Sanction).max(6),
    }),
    answer: Matter,
  }),
  "conduct.table": route({
    method: "GET",
    path: "/api/conduct-table",
    permission: "conduct.read",
    audit: "matter.exported@1",
    title: { zh: "导出台账（XLSX）", en: "The register as a workbook" },
    answer: "bytes",
  }),
  "conduct.suspicions": route({
    method: "GET",
    path: "/api/conduct-suspicions",
    permission: "conduct.read",
    audit: { none: "read" },
    title: { zh: "违规线索", en: "What may be a violation" },
    query: z.strictObject({ box: z.enum(["open", "all"]) }),
    answer: z.strictObject({ suspicions: z.array(Suspicion) }),
  }),
  "conduct.takeUp": route({
    method: "POST",
    path: "/api/conduct-suspicions/{suspicionId}/take-up",
    permission: "conduct.handle",
    audit: "matter.reported@1",
    title: { zh: "线索立项", en: "Take a suspicion up" },
    params: OfSuspicion,
    body: z.strictObject({ text: Text }),
    answer: Matter,
  }),
  "conduct.dismiss": route({
    method: "POST",
    path: "/api/conduct-suspicions/{suspicionId}/dismiss",
    permission: "conduct.handle",
    audit: "violation.dismissed@1",
    title: { zh: "线索排除", en: "Dismiss a suspicion with the reason" },
    params: OfSuspicion,
    body: z.strictObject({ why: Text }),
    answer: Suspicion,
  }),
} as const;
