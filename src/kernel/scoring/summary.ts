import type {
  ChecklistInput,
  PassRule,
  ScoreSheet,
  Standard,
  SummaryLine,
} from "../../contract/scoring.ts";
import { borderlineRegression, mean } from "./borderline.ts";
import { fullPoints, type SheetScore, sheetScore } from "./checklist-score.ts";

export interface Candidate {
  readonly studentId: string;
  readonly name: string;
}

export interface SummaryOf {
  readonly checklist: ChecklistInput;
  readonly passRule: PassRule;
  readonly candidates: readonly Candidate[];
  readonly sheets: readonly ScoreSheet[];
  /** What a device gave each candidate's automatic items. */
  readonly automatic?: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export interface Summary {
  readonly standard: Standard;
  readonly lines: readonly SummaryLine[];
}

/**
 * The summary sheet (成绩汇总表, S0-5.3.2), always made anew from the marks: nothing of it is kept, so that a
 * changed mark changes the sheet and no stored total can differ from its items. Several examiners count the same.
 */
export function summarise(of: SummaryOf): Summary {
  const full = fullPoints(of.checklist);
  const bySheet = Map.groupBy(of.sheets, (sheet) => sheet.studentId);
  const scored = of.candidates.map((candidate) =>
    lineOf(candidate, bySheet.get(candidate.studentId) ?? [], {
      checklist: of.checklist,
      full,
      automatic: of.automatic?.get(candidate.studentId),
    }),
  );
  const rated = scored.flatMap(({ percent, rating, result }) =>
    percent === null || rating === null || result === null ? [] : [{ percent, rating }],
  );
  const standard: Standard =
    of.passRule === "borderline-regression"
      ? { rule: of.passRule, ...borderlineRegression(rated) }
      : {
          ...unregressed,
          rule: of.passRule,
          passPercent: of.checklist.passPercent,
          candidates: rated.length,
        };
  const lines = scored.map(({ result, ...line }): SummaryLine => {
    const { passPercent } = standard;
    if (result === null || line.percent === null || passPercent === null)
      return { ...line, result: "open" };
    const passed = line.criticalMissed.length === 0 && line.percent >= passPercent;
    return { ...line, result: passed ? "passed" : "failed" };
  });
  return { standard, lines };
}

const unregressed = { slope: null, rSquared: null, rmse: null, caution: null };

type Line = Omit<SummaryLine, "result"> & { readonly result: "whole" | null };

function lineOf(
  candidate: Candidate,
  sheets: readonly ScoreSheet[],
  of: {
    readonly checklist: ChecklistInput;
    readonly full: number;
    readonly automatic: ReadonlyMap<string, number> | undefined;
  },
): Line {
  const scores = sheets.map((sheet) => sheetScore(of.checklist, sheet.marks, of.automatic));
  const said = scores.filter((_, at) => (sheets[at]?.handIns.length ?? 0) > 0);
  const counted = said.length > 0 ? said : scores;
  const points = counted.length === 0 ? null : mean(counted.map((score) => score.points));
  const automatic = of.automatic === undefined ? null : automaticOf(of.automatic, counted);
  const conflicts = [...new Set(scores.flatMap((score) => score.conflicts))];
  const whole = said.length > 0 && said.length === scores.length && conflicts.length === 0;
  return {
    ...candidate,
    items: of.checklist.items.map((_, at) => meanOf(counted, (score) => score.items[at] ?? null)),
    points,
    automatic,
    manual: points === null ? null : points - (automatic ?? 0),
    rulesBroken: [...new Set(counted.flatMap((score) => score.broken.map((one) => one.itemId)))],
    rulesUnjudged: [...new Set(counted.flatMap((score) => score.unjudged))],
    percent: points === null ? null : (points / of.full) * 100,
    rating: meanOf(counted, (score) => score.rating),
    criticalMissed: [...new Set(counted.flatMap((score) => score.criticalMissed))],
    conflicts,
    examiners: said.length,
    corrected: sheets.some((sheet) => correctedAfter(sheet)),
    result: whole && counted.every((score) => score.missing.length === 0) ? "whole" : null,
  };
}

/** Before anybody marked, all that the device gives. */
function automaticOf(given: ReadonlyMap<string, number>, counted: readonly SheetScore[]): number {
  if (counted.length === 0) return [...given.values()].reduce((sum, one) => sum + one, 0);
  return mean(counted.map((score) => score.automatic));
}

function meanOf(
  scores: readonly SheetScore[],
  value: (score: SheetScore) => number | null,
): number | null {
  const known = scores.map(value).filter((one) => one !== null);
  return known.length === 0 ? null : mean(known);
}

/** A mark with a reason that came after the sheet was handed in. */
function correctedAfter({ handIns, marks }: ScoreSheet): boolean {
  const firstMs = Math.min(...handIns.map((one) => one.takenAtMs));
  return marks.some((mark) => mark.reason !== null && mark.takenAtMs >= firstMs);
}
