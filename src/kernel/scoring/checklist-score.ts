import {
  type ChecklistInput,
  type ChecklistItem,
  globalRatings,
  type Mark,
  ratingMark,
  startMark,
} from "../../contract/scoring.ts";
import { type BrokenRule, judgeRules } from "./step-rules.ts";
import { type Standing, standingMarks } from "./standing-marks.ts";

type Items = Pick<ChecklistInput, "items">;

/** The values each item may have, the global rating (1 to 5), and that the candidate began. */
export function allowedMarks({ items }: Items): ReadonlyMap<string, (value: number) => boolean> {
  const whole = (value: number) =>
    Number.isInteger(value) && value >= 1 && value <= globalRatings.length;
  return new Map([
    ...items.map((item) => [item.itemId, (value: number) => fits(item, value)] as const),
    [ratingMark, whole] as const,
    [startMark, (value: number) => value === 1] as const,
  ]);
}

function fits({ kind, points }: ChecklistItem, value: number): boolean {
  if (value < 0 || value > points || !Number.isInteger(value * 2)) return false;
  return kind === "graded" || value === 0 || value === points;
}

/** All points a checklist can give; penalties only take away. */
export function fullPoints({ items }: Items): number {
  return items.reduce((sum, item) => sum + (item.kind === "penalty" ? 0 : item.points), 0);
}

export interface SheetScore {
  /** By item, in the order of the checklist; a penalty as what it takes off; null: not marked. */
  readonly items: readonly (number | null)[];
  readonly points: number;
  /** What of the points a device gave. */
  readonly automatic: number;
  readonly rating: number | null;
  /** Rules of order and time that the marks break: each takes its penalty off. */
  readonly broken: readonly BrokenRule[];
  readonly unjudged: readonly string[];
  readonly criticalMissed: readonly string[];
  readonly conflicts: readonly string[];
  /** What is still to be marked: items without a value (a penalty that was not given needs none), the rating. */
  readonly missing: readonly string[];
}

const noDevice: ReadonlyMap<string, number> = new Map();

/**
 * One examiner's sheet, added up: the sum of the items less the penalties, never below nothing. The sum is of
 * what stands; what is in conflict or not marked counts for nothing and is named. Where no mark stands, what a
 * device gave does (`automatic`): a mark is the review that replaces it.
 */
export function sheetScore(
  checklist: Items,
  marks: readonly Mark[],
  automatic: ReadonlyMap<string, number> = noDevice,
): SheetScore {
  const standing = standingMarks(marks);
  const fromDevice = (item: ChecklistItem): number | null =>
    standing.get(item.itemId)?.conflict === true ? null : (automatic.get(item.itemId) ?? null);
  const marked = checklist.items.map((item) => valueOf(item, standing.get(item.itemId)));
  const given = checklist.items.map((item, at) =>
    (marked[at] ?? null) === null ? fromDevice(item) : null,
  );
  const values = marked.map((value, at) => value ?? given[at] ?? null);
  const { broken, unjudged } = judgeRules(checklist.items, marks);
  const sum = total(values) - broken.reduce((penalties, { rule }) => penalties + rule.penalty, 0);
  const all = [...checklist.items.map((item) => item.itemId), ratingMark];
  const optional = new Set(
    checklist.items
      .filter((item, at) => item.kind === "penalty" || (given[at] ?? null) !== null)
      .map((item) => item.itemId),
  );
  return {
    items: values,
    points: Math.max(0, sum),
    automatic: total(given),
    rating: standing.get(ratingMark)?.value ?? null,
    broken,
    unjudged: [...new Set(unjudged.map((one) => one.itemId))],
    criticalMissed: checklist.items
      .filter((item, at) => item.critical && missed(item, values[at] ?? null))
      .map((item) => item.itemId),
    conflicts: all.filter((id) => standing.get(id)?.conflict === true),
    missing: all.filter((id) => (standing.get(id)?.value ?? null) === null && !optional.has(id)),
  };
}

function total(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

function valueOf(item: ChecklistItem, standing: Standing | undefined): number | null {
  const value = standing?.value ?? null;
  if (value === null) return null;
  // Never "minus nothing": a penalty that was not given reads as a plain zero.
  return item.kind === "penalty" ? 0 - value : value;
}

/** A critical step counts as missed when it got nothing; a critical penalty when it was given. */
function missed(item: ChecklistItem, value: number | null): boolean {
  if (value === null) return false;
  return item.kind === "penalty" ? value < 0 : value === 0;
}
