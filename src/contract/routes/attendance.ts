import { z } from "zod";
import {
  Attendance,
  Attendee,
  CheckResult,
  CheckView,
  DoorCode,
  DoorText,
  Kiosk,
  KioskView,
  MarkKind,
  OwnAttendance,
  RosterReading,
} from "../attendance.ts";
import { Id } from "../ids.ts";
import { limits } from "../limits.ts";
import { route } from "../route.ts";

const Reason = z.string().trim().max(limits.nameCharacters);
const Given = Reason.min(1);
const ofLesson = z.strictObject({ lessonId: Id });
const CheckKind = z.enum(["in", "out"]);
/** What the device was given when it became a kiosk. */
const KioskToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** 签到签退 (S0-5.3.3): the roster of a lesson, its door, and who came. */
export const attendanceRoutes = {
  "attendance.read": route({
    method: "GET",
    path: "/api/lessons/{lessonId}/attendance",
    permission: "attendance.read",
    audit: { none: "read" },
    title: { zh: "签到签退情况", en: "Who of a lesson came" },
    params: ofLesson,
    answer: Attendance,
  }),
  "attendance.mark": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/attendance/marks",
    permission: "attendance.keep",
    audit: "attendance.marked@1",
    title: { zh: "教师登记到课、签退或请假", en: "The teacher notes who came, left or has leave" },
    params: ofLesson,
    body: z.strictObject({
      attendee: Attendee,
      kind: z.enum(["in", "out", "leave"]),
      /** Needed for leave, and for whatever is noted outside of its time. */
      reason: Reason,
    }),
    answer: Attendance,
  }),
  "attendance.correct": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/attendance/corrections",
    permission: "attendance.keep",
    audit: "attendance.corrected@1",
    title: { zh: "更正签到记录", en: "Correct a mark; the old one stays" },
    params: ofLesson,
    body: z.strictObject({
      markId: Id,
      kind: MarkKind,
      verdict: z.enum(["valid", "late", "void"]),
      reason: Given,
    }),
    answer: Attendance,
  }),
  /** How late still is in time; fixed when the lesson begins. */
  "attendance.grace": route({
    method: "PUT",
    path: "/api/lessons/{lessonId}/attendance/grace",
    permission: "attendance.keep",
    audit: "attendance.grace-set@1",
    title: { zh: "设定迟到宽限", en: "Set after how many minutes one is late" },
    params: ofLesson,
    body: z.strictObject({ minutes: z.int().min(0).max(limits.lateGraceMinutes) }),
    answer: Attendance,
  }),
  /** The code at the door; shown on a screen that a teacher signed in at. */
  "attendance.door": route({
    method: "GET",
    path: "/api/lessons/{lessonId}/door",
    permission: "attendance.keep",
    audit: { none: "read" },
    background: true,
    title: { zh: "签到二维码", en: "The code at the door" },
    params: ofLesson,
    answer: DoorCode,
  }),
  "attendance.sheet": route({
    method: "GET",
    path: "/api/lessons/{lessonId}/attendance/sheet.pdf",
    permission: "attendance.read",
    audit: "attendance.sheet-printed@1",
    title: { zh: "签到签退表", en: "The attendance sheet" },
    params: ofLesson,
    answer: "bytes",
  }),
  "attendance.table": route({
    method: "GET",
    path: "/api/lessons/{lessonId}/attendance/table",
    permission: "attendance.read",
    audit: "attendance.sheet-printed@1",
    title: { zh: "签到签退表（XLSX）", en: "The attendance sheet as a table" },
    params: ofLesson,
    answer: "bytes",
  }),
  /** F-12 (S0-5.3.1). */
  "session-record.print": route({
    method: "GET",
    path: "/api/lessons/{lessonId}/session-record.pdf",
    permission: "attendance.read",
    audit: "attendance.sheet-printed@1",
    title: { zh: "授课信息登记表", en: "The record of a lesson, F-12" },
    params: ofLesson,
    answer: "bytes",
  }),
  "session-record.complete": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/session-record/complete",
    permission: "attendance.keep",
    audit: "session-record.completed@1",
    title: { zh: "确认授课信息完整", en: "Mark the record of a lesson complete" },
    params: ofLesson,
    answer: Attendance,
  }),
  /** multipart/form-data, field `file`: .xlsx or .csv. `check` only reads it, `take` makes it the roster. */
  "roster.import": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/roster/{step}",
    permission: "attendance.keep",
    audit: "lesson.changed@1",
    title: { zh: "导入人员名单与分组", en: "Take a roster with its groups from a sheet" },
    params: ofLesson.extend({ step: z.enum(["check", "take"]) }),
    upload: { largestBytes: limits.rosterBytes },
    answer: RosterReading,
  }),
  "roster.template": route({
    method: "GET",
    path: "/api/roster/template",
    permission: "attendance.keep",
    audit: { none: "read" },
    title: { zh: "人员名单模板", en: "Roster template" },
    answer: "bytes",
  }),
  // the phone of somebody who takes part
  /** What the code at the door is of, and what one tap would do. */
  "check-in.look": route({
    method: "POST",
    path: "/api/check-in/look",
    permission: "attendance.own",
    audit: { none: "preview" },
    title: { zh: "扫码后查看", en: "What a scanned code is of" },
    body: z.strictObject({ code: DoorText }),
    answer: CheckView,
  }),
  "check-in.mark": route({
    method: "POST",
    path: "/api/check-in",
    permission: "attendance.own",
    audit: "attendance.marked@1",
    title: { zh: "扫码签到、签退", en: "Check in or out by the code at the door" },
    body: z.strictObject({ code: DoorText, kind: CheckKind }),
    answer: CheckResult,
  }),
  "check-in.own": route({
    method: "GET",
    path: "/api/me/attendance",
    permission: "attendance.own",
    audit: { none: "read" },
    title: { zh: "我的签到记录", en: "Own attendance" },
    answer: z.strictObject({ lessons: z.array(OwnAttendance) }),
  }),
  // the kiosk at the door
  "kiosks.list": route({
    method: "GET",
    path: "/api/kiosks",
    permission: "lesson.plan",
    audit: { none: "read" },
    title: { zh: "签到终端", en: "Kiosks" },
    answer: z.strictObject({ kiosks: z.array(Kiosk) }),
  }),
  "kiosks.register": route({
    method: "POST",
    path: "/api/kiosks",
    permission: "lesson.plan",
    audit: "kiosk.registered@1",
    title: { zh: "登记签到终端", en: "Register a kiosk" },
    body: z.strictObject({ venueId: Id, name: Given }),
    answer: z.strictObject({ kiosk: Kiosk, code: z.string(), expiresAtMs: z.int() }),
  }),
  "kiosks.close": route({
    method: "POST",
    path: "/api/kiosks/{kioskId}/close",
    permission: "lesson.plan",
    audit: "kiosk.closed@1",
    title: { zh: "停用签到终端", en: "Close a kiosk" },
    params: z.strictObject({ kioskId: Id }),
    answer: z.strictObject({ kiosks: z.array(Kiosk) }),
  }),
  /** The device shows the code it was given, once, and becomes the kiosk of its venue. */
  "kiosk.enter": route({
    method: "POST",
    path: "/api/kiosk/enter",
    permission: "open",
    audit: "kiosk.entered@1",
    title: { zh: "启用签到终端", en: "Become a kiosk" },
    body: z.strictObject({ code: z.string().trim().min(8).max(20) }),
    answer: z.strictObject({ token: KioskToken }),
  }),
  "kiosk.show": route({
    method: "POST",
    path: "/api/kiosk/show",
    permission: "open",
    audit: { none: "read" },
    background: true,
    title: { zh: "签到终端画面", en: "What a kiosk shows" },
    body: z.strictObject({ token: KioskToken }),
    answer: KioskView,
  }),
  /** The rules of conduct as a kiosk shows them before the first check-in of a course (S0-4.4). */
  "kiosk.rules": route({
    method: "POST",
    path: "/api/kiosk/rules",
    permission: "open",
    audit: { none: "read" },
    title: { zh: "签到终端上的操作规范", en: "The rules of conduct at a kiosk" },
    body: z.strictObject({ token: KioskToken }),
    answer: z.strictObject({
      version: z.int().min(1),
      zh: z.array(z.string()),
      en: z.array(z.string()),
    }),
  }),
  "kiosk.mark": route({
    method: "POST",
    path: "/api/kiosk/mark",
    permission: "open",
    audit: "attendance.marked@1",
    title: { zh: "在签到终端签到、签退", en: "Check in or out at a kiosk" },
    body: z.strictObject({
      token: KioskToken,
      lessonId: Id,
      kind: CheckKind,
      login: z.string().trim().min(1).max(limits.loginCharacters),
      password: z.string().min(1).max(limits.passwordMost),
      /** The second factor, where the account has one. */
      factor: z.string().trim().max(20).nullable(),
      /** The version of the rules that the person read here just now and keeps to. */
      rulesRead: z.int().min(1).optional(),
    }),
    answer: CheckResult,
  }),
} as const;
