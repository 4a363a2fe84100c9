import type { AttendanceFlag, MarkKind, Standing, Verdict } from "../../contract/attendance.ts";

/** A mark as far as it decides where somebody stands. */
export interface MarkFacts {
  readonly markId: string;
  readonly kind: MarkKind;
  readonly verdict: Verdict;
  readonly atMs: number;
  readonly correctsId: string | null;
}

export interface Stands {
  readonly standing: Standing;
  readonly inAtMs: number | null;
  readonly outAtMs: number | null;
  readonly flags: readonly Exclude<AttendanceFlag, "not-listed">[];
}

/** Marks that count now: nothing corrects them, and they say something. */
export function headsOf<M extends MarkFacts>(marks: readonly M[]): M[] {
  const corrected = new Set(marks.map((mark) => mark.correctsId));
  return marks.filter((mark) => !corrected.has(mark.markId) && counts(mark.verdict));
}

export function counts(verdict: Verdict): boolean {
  return verdict === "valid" || verdict === "late";
}

/** Where somebody stands: who came is there, then leave, then absence; whoever nothing tells of is awaited. */
export function standingOf(
  marks: readonly MarkFacts[],
  at: { readonly isOver: boolean; readonly outIsOver: boolean; readonly needsOut: boolean },
): Stands {
  const heads = headsOf(marks);
  const head = (kind: MarkKind) => heads.find((mark) => mark.kind === kind);
  const came = head("in");
  const left = head("out");
  const flags: ("out-without-in" | "no-out")[] = [];
  if (left !== undefined && came === undefined) flags.push("out-without-in");
  if (at.needsOut && at.outIsOver && came !== undefined && left === undefined) flags.push("no-out");
  return {
    standing: whereOf(came, head("leave") !== undefined, at.isOver || head("absent") !== undefined),
    inAtMs: came?.atMs ?? null,
    outAtMs: left?.atMs ?? null,
    flags,
  };
}

function whereOf(came: MarkFacts | undefined, hasLeave: boolean, isAbsent: boolean): Standing {
  if (came !== undefined) return came.verdict === "late" ? "late" : "valid";
  if (hasLeave) return "leave";
  return isAbsent ? "absent" : "expected";
}

/** Whether a mark of this kind would be the second that counts. */
export function isSecond(marks: readonly MarkFacts[], kind: MarkKind): boolean {
  return headsOf(marks).some((mark) => mark.kind === kind);
}

/** Whether a correction leaves at most one mark of each kind standing, and says something new. */
export function mayCorrect(
  marks: readonly MarkFacts[],
  change: { readonly correctsId: string; readonly kind: MarkKind; readonly verdict: Verdict },
): boolean {
  const corrected = new Set(marks.map((mark) => mark.correctsId));
  const before = marks.find((mark) => mark.markId === change.correctsId);
  if (before === undefined || corrected.has(before.markId)) return false;
  if (before.kind === change.kind && before.verdict === change.verdict) return false;
  if (change.verdict !== "void" && !counts(change.verdict)) return false;
  if (change.verdict === "late" && change.kind !== "in") return false;
  const others = headsOf(marks).filter((mark) => mark.markId !== before.markId);
  return change.verdict === "void" || !others.some((mark) => mark.kind === change.kind);
}
