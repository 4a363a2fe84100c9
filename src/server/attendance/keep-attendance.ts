import type { PersonActor } from "../../contract/actor.ts";
import type { Attendance, Attendee, MarkKind, Verdict } from "../../contract/attendance.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { mayCorrect } from "../../kernel/attendance/standing.ts";
import { verdictAt } from "../../kernel/attendance/windows.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { lessonById } from "../lessons/index.ts";
import { insertMark, lockMarked, type MarkRow } from "./attendance.store.ts";
import { type Gathered, type GatheredLine, factsOf, gather, keeps } from "./gather.ts";
import { noteMark } from "./note-mark.ts";
import { readAttendance } from "./read-attendance.ts";
import { lockSheet, updateSheet } from "./sheets.store.ts";

/** The attendance of a lesson this person keeps; what is cancelled is kept no more. */
export async function keptBy(
  house: House,
  actor: PersonActor,
  which: { readonly lessonId: string; readonly attempted: string },
): Promise<Outcome<Gathered>> {
  const { lessonId, attempted } = which;
  const facts = await lessonById(house, lessonId);
  if (facts === undefined || !(await keeps(house, actor, facts))) {
    const refusal = refused("not_found");
    const subject = { type: "account" as const, id: actor.accountId };
    await enterRefusal(house, actor, attempted, refusal, subject);
    return refusal;
  }
  if (facts.lesson.state === "cancelled") return refused("conflict", { state: "cancelled" });
  return granted(await gather(house, facts));
}

/**
 * The teacher notes who is there, who leaves and who has leave. In time it is judged like a check-in by
 * the own phone; outside of its time it counts as late, with the reason why it was noted only then.
 */
export async function markByTeacher(
  house: House,
  actor: PersonActor,
  input: {
    readonly lessonId: string;
    readonly attendee: Attendee;
    readonly kind: "in" | "out" | "leave";
    readonly reason: string;
  },
): Promise<Outcome<Attendance>> {
  const { lessonId, attendee, kind, reason } = input;
  const kept = await keptBy(house, actor, { lessonId, attempted: "attendance.mark" });
  if (!kept.ok) return kept;
  const line = lineOf(kept.value.lines, attendee);
  if (line === undefined) return refused("not_on_roster");
  const atMs = house.clock.now();
  const verdict = judged(kept.value, { kind, atMs, reason });
  if (!verdict.ok) return verdict;
  const noted = await noteMark(house, actor, {
    lessonId,
    line,
    kind,
    verdict: verdict.value,
    way: "teacher",
    atMs,
    terminal: actor.terminal,
    byAccount: actor.accountId,
    kioskId: null,
    reason,
  });
  return noted.ok ? readAttendance(house, actor, lessonId) : noted;
}

function lineOf(lines: readonly GatheredLine[], who: Attendee): GatheredLine | undefined {
  return lines.find((line) =>
    "accountId" in who
      ? line.accountId === who.accountId
      : line.accountId === null && line.name === who.name,
  );
}

function judged(
  all: Gathered,
  what: { readonly kind: "in" | "out" | "leave"; readonly atMs: number; readonly reason: string },
): Outcome<"valid" | "late"> {
  const { kind, atMs, reason } = what;
  if (kind === "leave") {
    if (reason === "") return refused("attendance_reason_missing");
    const tooLate = all.rule.leaveBeforeStart && atMs >= all.facts.lesson.startMs;
    return tooLate ? refused("leave_too_late") : granted("valid");
  }
  // Before the door opens nobody can be there; nobody can be noted as there.
  if (atMs < all.windows.inSpan.startMs)
    return refused("correction_unfit", { startMs: all.windows.inSpan.startMs });
  const verdict = verdictAt(kind, atMs, all.windows);
  if (verdict !== "outside") return granted(verdict);
  if (reason === "") return refused("attendance_reason_missing");
  return granted(kind === "in" ? "late" : "valid");
}

/** Corrects a mark by a new one; the old one and who wrote it stay to be seen. */
export async function correctMark(
  house: House,
  actor: PersonActor,
  input: {
    readonly lessonId: string;
    readonly markId: string;
    readonly kind: MarkKind;
    readonly verdict: Extract<Verdict, "valid" | "late" | "void">;
    readonly reason: string;
  },
): Promise<Outcome<Attendance>> {
  const { lessonId, markId, kind, verdict, reason } = input;
  const kept = await keptBy(house, actor, { lessonId, attempted: "attendance.correct" });
  if (!kept.ok) return kept;
  const done = await act(house, actor, "attendance.corrected@1", async (tx) => {
    const locked = await lockMarked(tx, { siteId: house.siteId, lessonId, markId });
    const before = locked?.marks.find((mark) => mark.mark_id === markId);
    // The lesson is the keeper's own: only the mark is none of its.
    if (locked === undefined || before === undefined)
      return refused("bad_input", { field: "markId" });
    if (!mayCorrect(locked.marks.map(factsOf), { correctsId: markId, kind, verdict }))
      return refused("correction_unfit");
    const mark = correctionOf(house, actor, { before, kind, verdict, reason });
    await insertMark(tx, mark);
    return granted({
      value: mark,
      subject: { type: "lesson", id: lessonId },
      body: {
        lessonId,
        attendeeId: mark.attendee_id,
        before: { markId, kind: before.kind, verdict: before.verdict },
        after: { markId: mark.mark_id, kind, verdict },
      },
      personal: { name: locked.row.name, reason },
    });
  });
  return done.ok ? readAttendance(house, actor, lessonId) : done;
}

function correctionOf(
  house: House,
  actor: PersonActor,
  change: Pick<MarkRow, "kind" | "verdict" | "reason"> & { readonly before: MarkRow },
): MarkRow {
  const { before, kind, verdict, reason } = change;
  return {
    ...before,
    mark_id: house.newId(),
    kind,
    verdict,
    reason,
    way: "teacher",
    // Whoever was there was there when it was noted; whoever was not is noted as there now.
    at_ms: before.kind === kind ? before.at_ms : house.clock.now(),
    terminal: actor.terminal.slice(0, 200),
    by_account: actor.accountId,
    kiosk_id: null,
    corrects_id: before.mark_id,
  };
}

/** Until the lesson begins it is set after how many minutes somebody is late. */
export async function setGrace(
  house: House,
  actor: PersonActor,
  input: { readonly lessonId: string; readonly minutes: number },
): Promise<Outcome<Attendance>> {
  const { lessonId, minutes } = input;
  const kept = await keptBy(house, actor, { lessonId, attempted: "attendance.grace" });
  if (!kept.ok) return kept;
  const { startMs } = kept.value.facts.lesson;
  const done = await act(house, actor, "attendance.grace-set@1", async (tx) => {
    const sheet = await lockSheet(tx, { siteId: house.siteId, lessonId });
    if (house.clock.now() >= startMs) return refused("grace_fixed", { startMs });
    await updateSheet(tx, lessonId, { grace_minutes: minutes });
    return granted({
      value: undefined,
      subject: { type: "lesson", id: lessonId },
      body: { lessonId, beforeMinutes: sheet.grace_minutes, afterMinutes: minutes },
    });
  });
  return done.ok ? readAttendance(house, actor, lessonId) : done;
}
