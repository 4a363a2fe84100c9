import { z } from "zod";
import { Signing } from "../approval.ts";
import { Id, Ms } from "../ids.ts";
import { limits } from "../limits.ts";
import {
  Acknowledgement,
  CardLook,
  CardRemark,
  PrivacyDecision,
  PrivacyEvent,
  ProblemKind,
  Readiness,
  RulesRead,
  TodayLine,
} from "../readiness.ts";
import { route } from "../route.ts";

const OfLesson = z.strictObject({ lessonId: Id });
const Reason = z.string().trim().min(1).max(limits.textCharacters);

/** The pre-class card, the opening of exams, problem reports and privacy events. */
export const readinessRoutes = {
  "readiness.read": route({
    method: "GET",
    path: "/api/lessons/{lessonId}/readiness",
    permission: "readiness.read",
    audit: { none: "read" },
    title: { zh: "课前检查与课中事项", en: "What stands before and during a lesson" },
    params: OfLesson,
    answer: Readiness,
  }),
  "readiness.today": route({
    method: "GET",
    path: "/api/my/lessons-today",
    permission: "card.sign",
    audit: { none: "read" },
    title: { zh: "我今天的课是否就绪", en: "Whether my lessons of today are ready" },
    answer: z.strictObject({ lessons: z.array(TodayLine) }),
  }),
  /** Opens each camera for a moment: its pictures are in the answer and nowhere else. */
  "card.look": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/card/looks",
    permission: "card.sign",
    audit: "card.looked@1",
    title: { zh: "检查本课各机位", en: "Look at every camera of the lesson" },
    params: OfLesson,
    body: z.strictObject({}),
    answer: z.strictObject({
      look: CardLook,
      images: z.array(z.strictObject({ cameraId: Id, jpegBase64: z.string() })),
    }),
  }),
  "card.sign": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/card",
    permission: "card.sign",
    audit: "card.signed@1",
    title: { zh: "课前检查确认签字", en: "Sign the pre-class card" },
    params: OfLesson,
    body: z.strictObject({
      lookId: Id,
      remarks: z.array(CardRemark).max(limits.cardRemarks),
      signing: Signing,
    }),
    answer: Readiness,
  }),
  "exam.open": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/exam",
    permission: "exam.open",
    audit: "exam.opened@1",
    title: { zh: "开考", en: "Open the exam" },
    params: OfLesson,
    body: z.strictObject({}),
    answer: Readiness,
  }),
  "exam.askOverride": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/exam/overrides",
    permission: "exam.open",
    audit: "exam.override-asked@1",
    title: { zh: "申请带故障开考", en: "Ask to open the exam although a camera does not record" },
    params: OfLesson,
    body: z.strictObject({ reason: Reason }),
    answer: Readiness,
  }),
  "exam.decideOverride": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/exam/overrides/{overrideId}",
    permission: "exam.override",
    audit: "exam.override-decided@1",
    title: { zh: "主任审批带故障开考", en: "Decide whether the exam may open" },
    params: OfLesson.extend({ overrideId: Id }),
    body: z.strictObject({ approved: z.boolean(), reason: Reason, signing: Signing }),
    answer: Readiness,
  }),
  "problem.report": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/problems",
    permission: "problem.report",
    audit: "problem.reported@1",
    title: { zh: "报告问题", en: "Report a problem" },
    params: OfLesson,
    body: z.strictObject({
      kind: ProblemKind,
      text: z.string().trim().max(limits.textCharacters),
    }),
    answer: Readiness,
  }),
  "privacy.declare": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/privacy",
    permission: "privacy.declare",
    audit: "privacy.declared@1",
    title: { zh: "隐私事件：立即封存", en: "Privacy event: seal from now on" },
    params: OfLesson,
    body: z.strictObject({ remark: z.string().trim().max(limits.textCharacters) }),
    answer: Readiness,
  }),
  "privacy.end": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/privacy/{eventId}/end",
    permission: "privacy.declare",
    audit: "privacy.ended@1",
    title: { zh: "隐私事件结束", en: "The privacy event is over" },
    params: OfLesson.extend({ eventId: Id }),
    body: z.strictObject({}),
    answer: Readiness,
  }),
  "privacy.decide": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/privacy/{eventId}/decision",
    permission: "privacy.decide",
    audit: "privacy.decided@1",
    title: { zh: "主任决定解除或继续封存", en: "Release what was sealed, or keep it sealed" },
    params: OfLesson.extend({ eventId: Id }),
    body: z.strictObject({
      decision: PrivacyDecision,
      keptUntilMs: Ms.nullable(),
      reason: Reason,
      signing: Signing,
    }),
    answer: Readiness,
  }),
  "rules.read": route({
    method: "GET",
    path: "/api/lessons/{lessonId}/rules",
    permission: "attendance.own",
    audit: { none: "read" },
    title: { zh: "学员操作规范", en: "The rules of conduct, and whether I have read them" },
    params: OfLesson,
    answer: RulesRead,
  }),
  "rules.acknowledge": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/rules",
    permission: "attendance.own",
    audit: "rules.acknowledged@1",
    title: { zh: "确认已读操作规范", en: "Acknowledge the rules of conduct for this course" },
    params: OfLesson,
    body: z.strictObject({ version: z.int().min(1) }),
    answer: RulesRead,
  }),
  "rules.acknowledgements": route({
    method: "GET",
    path: "/api/lessons/{lessonId}/rules/acknowledgements",
    permission: "readiness.read",
    audit: { none: "read" },
    title: { zh: "操作规范确认名单", en: "Who of a lesson has read the rules" },
    params: OfLesson,
    answer: z.strictObject({
      version: z.int().min(1),
      lines: z.array(Acknowledgement),
    }),
  }),
  /** What waits for the director: sealed stretches and exams that cannot open. */
  "readiness.waiting": route({
    method: "GET",
    path: "/api/readiness/waiting",
    permission: "privacy.decide",
    audit: { none: "read" },
    title: { zh: "待主任决定的课中事项", en: "What of lessons waits for the director" },
    answer: z.strictObject({
      privacy: z.array(PrivacyEvent),
      overrides: z.array(
        z.strictObject({
          overrideId: Id,
          lessonId: Id,
          lesson: z.string(),
          askedBy: z.string(),
          askedAtMs: Ms,
          reason: z.string(),
        }),
      ),
    }),
  }),
} as const;
