import { type ChecklistItem, type Mark, type StepRule, startMark } from "../../contract/scoring.ts";
import { standingMarks } from "./standing-marks.ts";

/** A rule the times of the marks break; `lateMs`: by how much. */
export interface BrokenRule {
  readonly itemId: string;
  readonly rule: StepRule;
  readonly lateMs: number;
}

export interface RulesJudged {
  readonly broken: readonly BrokenRule[];
  /** The step was done, but nobody marked the beginning it is counted from. */
  readonly unjudged: readonly { readonly itemId: string; readonly rule: StepRule }[];
}

/**
 * When each step was done: the first mark of the unbroken run of marks with points that leads to what stands.
 * Points corrected later do not move it; a step that was taken back and given again is done the second time.
 */
export function doneTimes(marks: readonly Mark[]): ReadonlyMap<string, number> {
  const byId = new Map(marks.map((mark) => [mark.markId, mark]));
  const known = new Map<string, number>();
  const since = (mark: Mark): number => {
    const found = known.get(mark.markId);
    if (found !== undefined) return found;
    // Said before its forerunners are asked: each mark is asked once, whatever names whatever.
    known.set(mark.markId, mark.saidAtMs);
    const earlier = mark.after.flatMap((id) => {
      const one = byId.get(id);
      return one === undefined || (one.value ?? 0) <= 0 ? [] : [since(one)];
    });
    const atMs = Math.min(mark.saidAtMs, ...earlier);
    known.set(mark.markId, atMs);
    return atMs;
  };
  const times = [...standingMarks(marks)].flatMap(([about, standing]) => {
    if ((standing.value ?? 0) <= 0) return [];
    const heads = standing.heads.flatMap((id) => byId.get(id) ?? []);
    return [[about, Math.min(...heads.map(since))] as const];
  });
  return new Map(times);
}

const nothingJudged: RulesJudged = { broken: [], unjudged: [] };

/** Judges every rule of a checklist by the times of one sheet. A step not done loses its points, not these too. */
export function judgeRules(items: readonly ChecklistItem[], marks: readonly Mark[]): RulesJudged {
  if (items.every(({ rules = [] }) => rules.length === 0)) return nothingJudged;
  const done = doneTimes(marks);
  const broken: BrokenRule[] = [];
  const unjudged: RulesJudged["unjudged"][number][] = [];
  for (const { itemId, rules = [] } of items) {
    const atMs = done.get(itemId);
    if (atMs === undefined) continue;
    for (const rule of rules) {
      const otherMs = done.get(rule.itemId ?? startMark);
      if (otherMs !== undefined) {
        const lateMs = lateBy(rule, atMs, otherMs);
        if (lateMs > 0) broken.push({ itemId, rule, lateMs });
      } else if (rule.itemId === null) unjudged.push({ itemId, rule });
    }
  }
  return { broken, unjudged };
}

function lateBy(rule: StepRule, atMs: number, otherMs: number): number {
  if (rule.kind === "after") return otherMs - atMs;
  if (rule.kind === "before") return atMs - otherMs;
  return atMs - otherMs - rule.seconds * 1_000;
}

/** Rules must speak of other steps that are there and can be done. */
export function rulesFit(items: readonly ChecklistItem[]): boolean {
  const steps = new Set(items.filter((one) => one.kind !== "penalty").map((one) => one.itemId));
  return items.every(({ itemId, kind, rules = [] }) =>
    rules.every(
      (rule) =>
        kind !== "penalty" &&
        (rule.itemId === null || (rule.itemId !== itemId && steps.has(rule.itemId))),
    ),
  );
}
