import type { Profile } from "../../contract/approval.ts";
import type { MarkKind, Verdict } from "../../contract/attendance.ts";

const minute = 60_000;
const second = 1_000;

/** What a kind of institution asks of attendance, as data with the clause it comes from (C-48). */
export interface AttendanceRules {
  readonly opensBeforeMs: number;
  /** 签到 ends this long before the lesson does (N-29). */
  readonly closesBeforeEndMs: number;
  readonly outFromBeforeEndMs: number;
  readonly outUntilAfterEndMs: number;
  /** 签退 is part of being there. */
  readonly needsOut: boolean;
  /** 请假 is asked before the lesson begins (S2-N 四2). */
  readonly leaveBeforeStart: boolean;
}

const signInOnly: AttendanceRules = {
  opensBeforeMs: 10 * minute,
  closesBeforeEndMs: 10 * minute,
  outFromBeforeEndMs: 10 * minute,
  outUntilAfterEndMs: 15 * minute,
  needsOut: false,
  leaveBeforeStart: true,
};
const rules: Readonly<Record<Profile, AttendanceRules>> = {
  // S0-5.3.3: 签到签退记录.
  clinical: { ...signInOnly, needsOut: true, leaveBeforeStart: false },
  // S2-N 三2, 四2.
  hospital: signInOnly,
  campus: { ...signInOnly, leaveBeforeStart: false },
};

export function attendanceRules(profile: Profile): AttendanceRules {
  return rules[profile];
}

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}
export interface Windows {
  /** Half-open, whole seconds. */
  readonly inSpan: Span;
  readonly outSpan: Span;
  readonly lateFromMs: number;
}

/**
 * When one may check in and out. The edges of the regulation are whole seconds that count themselves:
 * `end − 10:00` is the last good one, so the half-open span ends a second later.
 */
export function windowsOf(rule: AttendanceRules, lesson: Span, lateAfterMs: number): Windows {
  const startMs = wholeSecond(lesson.startMs);
  const endMs = wholeSecond(lesson.endMs);
  const closes = Math.max(startMs, endMs - rule.closesBeforeEndMs);
  return {
    inSpan: { startMs: startMs - rule.opensBeforeMs, endMs: closes + second },
    outSpan: {
      startMs: Math.max(startMs, endMs - rule.outFromBeforeEndMs),
      endMs: endMs + rule.outUntilAfterEndMs + second,
    },
    lateFromMs: startMs + lateAfterMs + second,
  };
}

/** How a first check-in or check-out at an instant is judged; whether it is the first, others know. */
export function verdictAt(
  kind: Extract<MarkKind, "in" | "out">,
  atMs: number,
  windows: Windows,
): Extract<Verdict, "valid" | "late" | "outside"> {
  if (kind === "out") return within(atMs, windows.outSpan) ? "valid" : "outside";
  if (!within(atMs, windows.inSpan)) return "outside";
  return atMs >= windows.lateFromMs ? "late" : "valid";
}

/** What a door lets in at an instant. */
export function openAt(atMs: number, windows: Windows): ("in" | "out")[] {
  const open: ("in" | "out")[] = [];
  if (within(atMs, windows.inSpan)) open.push("in");
  if (within(atMs, windows.outSpan)) open.push("out");
  return open;
}

function within(atMs: number, span: Span): boolean {
  return atMs >= span.startMs && atMs < span.endMs;
}

function wholeSecond(atMs: number): number {
  return Math.floor(atMs / second) * second;
}
