import { z } from "zod";
import { Id, Ms } from "./ids.ts";
import { limits } from "./limits.ts";

/** What a mark on the attendance list is about: 签到, 签退, 请假, 缺勤. */
export const markKinds = ["in", "out", "leave", "absent"] as const;
export const MarkKind = z.enum(markKinds);
export type MarkKind = z.infer<typeof MarkKind>;

/**
 * How it was judged. `late` and `valid` count; `repeated` and `outside` are kept and count for nothing;
 * `void` is a correction that takes the corrected mark back.
 */
export const verdicts = ["valid", "late", "repeated", "outside", "void"] as const;
export const Verdict = z.enum(verdicts);
export type Verdict = z.infer<typeof Verdict>;

/** How it came in: the QR code by the own phone, the kiosk at the door, the teacher, the house itself. */
export const markWays = ["phone", "kiosk", "teacher", "house"] as const;
export const MarkWay = z.enum(markWays);
export type MarkWay = z.infer<typeof MarkWay>;

/** Where somebody stands in a lesson, from all marks together. */
export const standings = ["expected", "valid", "late", "leave", "absent"] as const;
export const Standing = z.enum(standings);
export type Standing = z.infer<typeof Standing>;

/** What the list points at by itself. */
export const attendanceFlags = ["out-without-in", "no-out", "not-listed"] as const;
export const AttendanceFlag = z.enum(attendanceFlags);
export type AttendanceFlag = z.infer<typeof AttendanceFlag>;

/** The six fields of S0-5.3.1. */
export const sessionFields = ["project", "course", "span", "hours", "audiences", "groups"] as const;
export const SessionField = z.enum(sessionFields);
export type SessionField = z.infer<typeof SessionField>;

const Name = z.string().trim().min(1).max(limits.nameCharacters);
/** Somebody of a roster: by account, or by name where there is none. */
export const Attendee = z.union([
  z.strictObject({ accountId: Id }),
  z.strictObject({ name: Name }),
]);
export type Attendee = z.infer<typeof Attendee>;

export const Mark = z.strictObject({
  markId: Id,
  kind: MarkKind,
  verdict: Verdict,
  way: MarkWay,
  atMs: Ms,
  terminal: z.string(),
  /** Who entered it, where that was not the person. */
  by: z.string().nullable(),
  reason: z.string(),
  /** The mark this one corrects. */
  correctsId: Id.nullable(),
  /** The mark that corrects this one. */
  correctedById: Id.nullable(),
});
export type Mark = z.infer<typeof Mark>;

export const AttendanceLine = z.strictObject({
  accountId: Id.nullable(),
  /** 学号 or 工号, as the account's name; empty without an account. */
  login: z.string(),
  name: z.string(),
  group: z.string(),
  station: z.string(),
  standing: Standing,
  inAtMs: Ms.nullable(),
  outAtMs: Ms.nullable(),
  flags: z.array(AttendanceFlag),
  marks: z.array(Mark),
});
export type AttendanceLine = z.infer<typeof AttendanceLine>;

const Span = z.strictObject({ startMs: Ms, endMs: Ms });
export const Attendance = z.strictObject({
  lessonId: Id,
  nowMs: Ms,
  /** Half-open, whole seconds. */
  inSpan: Span,
  outSpan: Span,
  lateFromMs: Ms,
  lateAfterMinutes: z.int().min(0),
  needsOut: z.boolean(),
  closedAtMs: Ms.nullable(),
  /** When the record of the lesson (F-12) was marked complete. */
  completedAtMs: Ms.nullable(),
  missing: z.array(SessionField),
  mayKeep: z.boolean(),
  tally: z.strictObject({
    expected: z.int(),
    valid: z.int(),
    late: z.int(),
    leave: z.int(),
    absent: z.int(),
    out: z.int(),
  }),
  lines: z.array(AttendanceLine),
});
export type Attendance = z.infer<typeof Attendance>;

/** What a door shows: a code that is another one every half minute. */
export const DoorCode = z.strictObject({
  lessonId: Id,
  project: z.string(),
  course: z.string(),
  teachers: z.array(z.string()),
  venueName: z.string(),
  startMs: Ms,
  endMs: Ms,
  /** What may be done now; empty before and after. */
  open: z.array(z.enum(["in", "out"])),
  /** Rows of the QR code, "1" dark; empty while nothing is open. */
  qr: z.array(z.string()),
  nextAtMs: Ms,
  nowMs: Ms,
  inCount: z.int(),
  outCount: z.int(),
  expected: z.int(),
});
export type DoorCode = z.infer<typeof DoorCode>;

/** The code as a phone sends it: the text behind the # of the address, never a part of a logged one. */
export const DoorText = z.string().regex(/^[0-9a-f]{32}\.[A-Za-z0-9_-]{22}$/);

/** What a phone, or a kiosk, is told about the lesson at its door. */
export const CheckView = z.strictObject({
  lessonId: Id,
  project: z.string(),
  course: z.string(),
  venueName: z.string(),
  startMs: Ms,
  endMs: Ms,
  standing: Standing,
  inAtMs: Ms.nullable(),
  outAtMs: Ms.nullable(),
  /** What one tap does now; null where nothing is left to do. */
  offers: z.enum(["in", "out"]).nullable(),
});
export type CheckView = z.infer<typeof CheckView>;

export const CheckResult = CheckView.extend({
  kind: z.enum(["in", "out"]),
  verdict: Verdict,
  atMs: Ms,
  name: z.string(),
  outWithoutIn: z.boolean(),
});
export type CheckResult = z.infer<typeof CheckResult>;

export const Kiosk = z.strictObject({
  kioskId: Id,
  name: z.string(),
  venueId: Id,
  venueName: z.string(),
  registeredAtMs: Ms,
  /** When the device showed its code and became the kiosk. */
  enteredAtMs: Ms.nullable(),
});
export type Kiosk = z.infer<typeof Kiosk>;

export const KioskView = z.strictObject({
  name: z.string(),
  venueName: z.string(),
  /** IANA name: nobody is signed in here to have told the page. */
  timeZone: z.string(),
  nowMs: Ms,
  /** Doors that are open now; at a change of lessons two. */
  doors: z.array(DoorCode),
  /** When the next lesson here opens its door, if one does within the day. */
  nextOpensAtMs: Ms.nullable(),
});
export type KioskView = z.infer<typeof KioskView>;

/** A cell of a roster sheet and what is wrong with it. */
export const RosterFault = z.strictObject({
  row: z.int(),
  column: z.string().max(20),
  code: z.string().max(40),
  value: z.string().max(200),
});
export const RosterReading = z.strictObject({
  taken: z.boolean(),
  lines: z.array(
    z.strictObject({
      row: z.int(),
      name: z.string(),
      login: z.string(),
      group: z.string(),
      station: z.string(),
    }),
  ),
  groups: z.array(z.strictObject({ name: z.string(), members: z.array(z.string()) })),
  /** On the roster now and not in the file. */
  leaving: z.array(z.string()),
  faults: z.array(RosterFault),
});
export type RosterReading = z.infer<typeof RosterReading>;

export const OwnAttendance = z.strictObject({
  lessonId: Id,
  project: z.string(),
  venueName: z.string(),
  startMs: Ms,
  endMs: Ms,
  standing: Standing,
  inAtMs: Ms.nullable(),
  outAtMs: Ms.nullable(),
});
export type OwnAttendance = z.infer<typeof OwnAttendance>;
