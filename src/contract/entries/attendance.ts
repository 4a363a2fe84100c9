import { z } from "zod";
import { MarkKind, MarkWay, SessionField, Verdict } from "../attendance.ts";
import { Id, Ms, Sha256Hex } from "../ids.ts";

/** Who came, when and how it was judged. Names and reasons are personal and enter as salted digests. */
export const attendanceEntries = {
  "attendance.marked@1": z.strictObject({
    lessonId: Id,
    markId: Id,
    attendeeId: Id,
    accountId: Id.nullable(),
    kind: MarkKind,
    verdict: Verdict,
    way: MarkWay,
    atMs: Ms,
    kioskId: Id.nullable(),
  }),
  /** The old mark stays; this one stands from now on. */
  "attendance.corrected@1": z.strictObject({
    lessonId: Id,
    attendeeId: Id,
    before: z.strictObject({ markId: Id, kind: MarkKind, verdict: Verdict }),
    after: z.strictObject({ markId: Id, kind: MarkKind, verdict: Verdict }),
  }),
  /** After the lesson's end: whoever neither came nor had leave is absent. */
  "attendance.closed@1": z.strictObject({
    lessonId: Id,
    expected: z.int(),
    valid: z.int(),
    late: z.int(),
    leave: z.int(),
    absent: z.int(),
  }),
  "attendance.grace-set@1": z.strictObject({
    lessonId: Id,
    beforeMinutes: z.int(),
    afterMinutes: z.int(),
  }),
  "attendance.sheet-printed@1": z.strictObject({
    lessonId: Id,
    sheet: z.enum(["attendance", "table", "session-record"]),
    serial: z.string().max(64),
    digest: Sha256Hex,
  }),
  /** The six fields of S0-5.3.1 are whole; the digest is over the lesson as it then stood. */
  "session-record.completed@1": z.strictObject({
    lessonId: Id,
    fields: z.array(SessionField),
    lessonSha256: Sha256Hex,
  }),
  "kiosk.registered@1": z.strictObject({ kioskId: Id, venueId: Id }),
  "kiosk.entered@1": z.strictObject({ kioskId: Id, venueId: Id }),
  "kiosk.closed@1": z.strictObject({ kioskId: Id, venueId: Id }),
} as const;
