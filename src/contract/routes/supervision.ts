import { z } from "zod";
import { Signing } from "../approval.ts";
import { Id } from "../ids.ts";
import { limits } from "../limits.ts";
import { route } from "../route.ts";
import {
  DailyCheck,
  Day,
  Digest,
  DigestLine,
  InspectingUnit,
  Month,
  Population,
  Quarter,
  SampleResult,
  SectionAnswer,
  SelfCheck,
  SpotCheck,
  SpotCheckLine,
  selfCheckSections,
} from "../supervision.ts";

const OfDay = z.strictObject({ day: Day });
const OfMonth = z.strictObject({ month: Month });
const OfCheck = z.strictObject({ checkId: Id });
const OfDigest = z.strictObject({ digestId: Id });
const Remark = z.string().trim().max(limits.textCharacters);

/** Checks by day, month and quarter, and the director's digest (S0-18, S0-4.1b; form F-14). */
export const supervisionRoutes = {
  "dailyChecks.list": route({
    method: "GET",
    path: "/api/daily-checks",
    permission: "supervision.read",
    audit: { none: "read" },
    title: { zh: "每日检查", en: "Daily checks of a month" },
    query: OfMonth,
    answer: z.strictObject({ days: z.array(DailyCheck) }),
  }),
  "dailyChecks.sign": route({
    method: "POST",
    path: "/api/daily-checks/{day}/signing",
    permission: "task.sign",
    audit: "task.signed@1",
    title: { zh: "每日检查签字", en: "Sign a daily check" },
    params: OfDay,
    body: z.strictObject({ remark: Remark, signing: Signing }),
    answer: z.strictObject({}),
  }),
  "selfChecks.list": route({
    method: "GET",
    path: "/api/self-checks",
    permission: "supervision.read",
    audit: { none: "read" },
    title: { zh: "每月专项自查", en: "Monthly self-checks" },
    answer: z.strictObject({
      months: z.array(
        SelfCheck.omit({ figures: true, signed: true }).extend({
          signedBy: z.string().nullable(),
          findings: z.int().nullable(),
        }),
      ),
    }),
  }),
  "selfChecks.read": route({
    method: "GET",
    path: "/api/self-checks/{month}",
    permission: "supervision.read",
    audit: { none: "read" },
    title: { zh: "一次专项自查", en: "A monthly self-check with its figures" },
    params: OfMonth,
    answer: SelfCheck,
  }),
  "selfChecks.sign": route({
    method: "POST",
    path: "/api/self-checks/{month}/signing",
    permission: "task.sign",
    audit: "task.signed@1",
    title: { zh: "专项自查签字", en: "Sign a monthly self-check" },
    params: OfMonth,
    body: z.strictObject({
      sections: z.array(SectionAnswer).length(selfCheckSections.length),
      signing: Signing,
    }),
    answer: z.strictObject({}),
  }),
  "selfChecks.sheet": route({
    method: "GET",
    path: "/api/self-checks/{month}/sheet",
    permission: "supervision.read",
    audit: "supervision.exported@1",
    title: { zh: "打印专项自查表（PDF）", en: "F-14 as a sheet" },
    params: OfMonth,
    answer: "bytes",
  }),
  "selfChecks.table": route({
    method: "GET",
    path: "/api/self-checks/{month}/table",
    permission: "supervision.read",
    audit: "supervision.exported@1",
    title: { zh: "导出专项自查表（XLSX）", en: "F-14 as a workbook" },
    params: OfMonth,
    answer: "bytes",
  }),
  "spotChecks.list": route({
    method: "GET",
    path: "/api/spot-checks",
    permission: "supervision.read",
    audit: { none: "read" },
    title: { zh: "季度抽查", en: "Quarterly spot checks" },
    answer: z.strictObject({ checks: z.array(SpotCheckLine), quarters: z.array(Quarter) }),
  }),
  "spotChecks.draw": route({
    method: "POST",
    path: "/api/spot-checks",
    permission: "spot-check.make",
    audit: "spot-check.drawn@1",
    title: { zh: "抽取样本", en: "Draw a sample; its seed is entered first" },
    body: z.strictObject({
      quarter: Quarter,
      unit: InspectingUnit,
      population: Population,
      size: z.int().min(1).max(limits.sampleSize),
    }),
    answer: SpotCheckLine,
  }),
  "spotChecks.read": route({
    method: "GET",
    path: "/api/spot-checks/{checkId}",
    permission: "supervision.read",
    audit: { none: "read" },
    title: { zh: "一次抽查", en: "A spot check with its sample" },
    params: OfCheck,
    answer: SpotCheck,
  }),
  "spotChecks.note": route({
    method: "POST",
    path: "/api/spot-checks/{checkId}/notes",
    permission: "spot-check.make",
    audit: "spot-check.noted@1",
    title: { zh: "登记抽查结果", en: "Note the result of a sampled thing" },
    params: OfCheck,
    body: z.strictObject({
      key: z.string().min(1).max(200),
      result: SampleResult,
      note: Remark,
    }),
    answer: z.strictObject({}),
  }),
  "spotChecks.finish": route({
    method: "POST",
    path: "/api/spot-checks/{checkId}/signing",
    permission: "spot-check.make",
    audit: "spot-check.finished@1",
    title: { zh: "抽查签字", en: "Finish and sign a spot check" },
    params: OfCheck,
    body: z.strictObject({
      conclusion: z.string().trim().min(1).max(limits.textCharacters),
      signing: Signing,
    }),
    answer: z.strictObject({}),
  }),
  "spotChecks.sheet": route({
    method: "GET",
    path: "/api/spot-checks/{checkId}/sheet",
    permission: "supervision.read",
    audit: "supervision.exported@1",
    title: { zh: "打印抽查报告（PDF）", en: "Spot-check report as a sheet" },
    params: OfCheck,
    answer: "bytes",
  }),
  "spotChecks.pack": route({
    method: "GET",
    path: "/api/spot-checks/{checkId}/pack",
    permission: "supervision.read",
    audit: "supervision.exported@1",
    title: { zh: "抽查证据包", en: "Evidence pack of a spot check; verifies offline" },
    params: OfCheck,
    answer: "bytes",
  }),
  "digests.list": route({
    method: "GET",
    path: "/api/digests",
    permission: "digest.read",
    audit: { none: "read" },
    title: { zh: "每月督办摘要", en: "Monthly digests" },
    answer: z.strictObject({
      digests: z.array(DigestLine),
      /** To whom an unacknowledged one goes; null: to everybody of the role above. */
      superior: z.strictObject({ accountId: Id, name: z.string() }).nullable(),
      superiors: z.array(z.strictObject({ accountId: Id, name: z.string() })),
    }),
  }),
  "digests.read": route({
    method: "GET",
    path: "/api/digests/{digestId}",
    permission: "digest.read",
    audit: { none: "read" },
    title: { zh: "一份督办摘要", en: "One digest" },
    params: OfDigest,
    answer: Digest,
  }),
  "digests.acknowledge": route({
    method: "POST",
    path: "/api/digests/{digestId}/signing",
    permission: "digest.acknowledge",
    audit: "digest.acknowledged@1",
    title: { zh: "督办摘要签收", en: "Acknowledge a digest" },
    params: OfDigest,
    body: z.strictObject({ remark: Remark, signing: Signing }),
    answer: DigestLine,
  }),
  "digests.nameSuperior": route({
    method: "PUT",
    path: "/api/digest-superior",
    permission: "digest.acknowledge",
    audit: "digest.superior-named@1",
    title: {
      zh: "指定逾期签收的上报对象",
      en: "Name who is told when a digest stays unacknowledged",
    },
    body: z.strictObject({ accountId: Id.nullable() }),
    answer: z.strictObject({}),
  }),
} as const;
