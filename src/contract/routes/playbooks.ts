import { z } from "zod";
import { Signing } from "../approval.ts";
import { Id, Ms } from "../ids.ts";
import { limits } from "../limits.ts";
import { MarkCode } from "../looking.ts";
import {
  Conclusion,
  Event,
  EventInput,
  EventLine,
  EventStep,
  MeasureOrder,
  NoticeInput,
  ReceiptInput,
  ToldOne,
} from "../playbooks.ts";
import { route } from "../route.ts";

const OneEvent = z.strictObject({ eventId: Id });
const OneMeasure = z.strictObject({ measureId: Id });
const OneNotice = z.strictObject({ noticeId: Id });
const reason = z.string().trim().min(1).max(limits.textCharacters);

/** Declared events with what cuts off, preserves and reports them (S0-15; form F-26). */
export const playbookRoutes = {
  "events.list": route({
    method: "GET",
    path: "/api/events",
    permission: "incident.read",
    audit: { none: "read" },
    title: { zh: "应急处置事件", en: "Declared events" },
    answer: z.strictObject({ events: z.array(EventLine) }),
  }),
  "events.read": route({
    method: "GET",
    path: "/api/events/{eventId}",
    permission: "incident.read",
    audit: { none: "read" },
    title: { zh: "一起事件的处置", en: "One event and its handling" },
    params: OneEvent,
    answer: Event,
  }),
  "events.declare": route({
    method: "POST",
    path: "/api/events",
    permission: "incident.handle",
    audit: "event.declared@1",
    title: { zh: "启动应急处置", en: "Declare an event or a drill" },
    body: EventInput,
    answer: Event,
  }),
  "events.note": route({
    method: "POST",
    path: "/api/events/{eventId}/notes",
    permission: "incident.handle",
    audit: "event.noted@1",
    title: { zh: "记录处置经过", en: "Note what was done" },
    params: OneEvent,
    body: z.strictObject({ step: EventStep, text: reason }),
    answer: Event,
  }),
  "events.contain": route({
    method: "POST",
    path: "/api/events/{eventId}/measures",
    permission: "incident.handle",
    audit: "measure.ordered@1",
    title: { zh: "切断风险源", en: "Cut a risk off" },
    params: OneEvent,
    body: z.strictObject({ order: MeasureOrder, reason }),
    answer: Event,
  }),
  "events.release": route({
    method: "POST",
    path: "/api/event-measures/{measureId}/release",
    permission: "incident.handle",
    audit: "measure.lifted@1",
    title: { zh: "解除切断措施", en: "Give back what was cut off" },
    params: OneMeasure,
    body: z.strictObject({ reason }),
    answer: Event,
  }),
  "events.preserve": route({
    method: "POST",
    path: "/api/events/{eventId}/snapshots",
    permission: "incident.handle",
    audit: "event.preserved@1",
    title: { zh: "固定现场", en: "Preserve the scene" },
    params: OneEvent,
    body: z.strictObject({ fromMs: Ms }),
    answer: Event,
  }),
  "events.people": route({
    method: "GET",
    path: "/api/event-people",
    permission: "incident.handle",
    audit: { none: "read" },
    title: { zh: "可通知、可锁定的账号", en: "Accounts one can tell or lock" },
    answer: z.strictObject({ told: z.array(ToldOne), accounts: z.array(ToldOne) }),
  }),
  "events.notify": route({
    method: "POST",
    path: "/api/events/{eventId}/notices",
    permission: "incident.handle",
    audit: "event.notified@1",
    title: { zh: "报告", en: "Note that a party was told" },
    params: OneEvent,
    body: NoticeInput,
    answer: Event,
  }),
  "events.acknowledge": route({
    method: "PUT",
    path: "/api/event-notices/{noticeId}/acknowledgement",
    permission: "incident.read",
    audit: "event.receipted@1",
    title: { zh: "签收事件报告", en: "Acknowledge a notice to oneself" },
    params: OneNotice,
    answer: Event,
  }),
  "events.receipt": route({
    method: "PUT",
    path: "/api/event-notices/{noticeId}/receipt",
    permission: "incident.handle",
    audit: "event.receipted@1",
    title: { zh: "登记报告回执", en: "Note the receipt of a notice" },
    params: OneNotice,
    body: ReceiptInput,
    answer: Event,
  }),
  "events.trace": route({
    method: "POST",
    path: "/api/events/{eventId}/findings",
    permission: "incident.handle",
    audit: "event.traced@1",
    title: { zh: "溯源外传影像", en: "Trace a found picture" },
    params: OneEvent,
    body: z.strictObject({
      code: MarkCode,
      minute: z.int().min(0).max(1_023),
      paperId: Id.nullable(),
    }),
    answer: Event,
  }),
  "events.close": route({
    method: "PUT",
    path: "/api/events/{eventId}/closing",
    permission: "incident.handle",
    audit: "event.closed@1",
    title: { zh: "结案签字", en: "Close an event with its conclusion, signed" },
    params: OneEvent,
    body: z.strictObject({ conclusion: Conclusion, signing: Signing }),
    answer: Event,
  }),
} as const;
