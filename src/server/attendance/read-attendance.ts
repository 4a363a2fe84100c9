import type { PersonActor } from "../../contract/actor.ts";
import type { Attendance, AttendanceFlag, Mark } from "../../contract/attendance.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { missingFields } from "../../kernel/attendance/session-record.ts";
import type { House } from "../../platform/house.ts";
import { findAccounts } from "../people/index.ts";
import type { MarkRow } from "./attendance.store.ts";
import { type Gathered, type GatheredLine, gather, lessonFor } from "./gather.ts";

/** The attendance of a lesson: for whoever keeps it, and for the director. */
export async function readAttendance(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<Attendance>> {
  const seen = await lessonFor(house, actor, lessonId);
  if (seen === undefined) return refused("not_found");
  return granted(await shown(house, await gather(house, seen.facts), seen.mayKeep));
}

async function shown(house: House, all: Gathered, mayKeep: boolean): Promise<Attendance> {
  const { facts, rule, windows, sheet, lines, tally } = all;
  const marks = lines.flatMap((line) => line.marks);
  const ids = new Set(marks.map((mark) => mark.by_account).filter((id) => id !== null));
  const accounts = await findAccounts(house, [...ids]);
  const nameOf = (id: string | null) => (id === null ? null : (accounts.get(id)?.name ?? null));
  return {
    lessonId: facts.lesson.lessonId,
    nowMs: house.clock.now(),
    inSpan: windows.inSpan,
    outSpan: windows.outSpan,
    lateFromMs: windows.lateFromMs,
    lateAfterMinutes: all.graceMinutes,
    needsOut: rule.needsOut,
    closedAtMs: sheet?.closed_at_ms ?? null,
    completedAtMs: sheet?.completed_at_ms ?? null,
    missing: missingFields(facts.lesson),
    mayKeep,
    tally,
    lines: lines.map((line) => ({
      accountId: line.accountId,
      login: line.login,
      name: line.name,
      group: line.group,
      station: line.station,
      standing: line.stands.standing,
      inAtMs: line.stands.inAtMs,
      outAtMs: line.stands.outAtMs,
      flags: flagsOf(line),
      marks: line.marks.map((mark) => shownMark(mark, line.marks, nameOf)),
    })),
  };
}

export function flagsOf(line: GatheredLine): AttendanceFlag[] {
  return [...line.stands.flags, ...(line.listed ? [] : (["not-listed"] as const))];
}

function shownMark(
  mark: MarkRow,
  all: readonly MarkRow[],
  nameOf: (id: string | null) => string | null,
): Mark {
  return {
    markId: mark.mark_id,
    kind: mark.kind,
    verdict: mark.verdict,
    way: mark.way,
    atMs: mark.at_ms,
    terminal: mark.terminal,
    by: nameOf(mark.by_account),
    reason: mark.reason,
    correctsId: mark.corrects_id,
    correctedById: all.find((one) => one.corrects_id === mark.mark_id)?.mark_id ?? null,
  };
}
