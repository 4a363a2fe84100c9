import type { Partition } from "../../contract/lesson.ts";
import type { ActivityKind, Scene } from "../../contract/lesson.ts";
import type { ItemKind, RetentionClass } from "../../contract/retention.ts";
import { type Term, longerEnd, termEnd } from "./calendar.ts";

/** A class of keeping, as data with the clause it comes from. */
export interface ClassRule {
  /** What is kept at least; null: permanent. */
  readonly term: Term | null;
  /** An institution may set another term, never below this one. */
  readonly floor: Term | null;
  readonly clause: string;
  /** Weight of the class: going to a lower one is going downwards. */
  readonly rank: number;
  /**
   * Public-security material is to be gone so many days after its minimum when nothing else claims it
   * (C-06). Teaching material has no such end.
   */
  readonly deleteAfterDays: number | null;
}

export const classRules: Readonly<Record<RetentionClass, ClassRule>> = {
  T3: rule({ years: 3 }, { years: 3 }, "S0-8.3.1", 3),
  T5: rule({ years: 5 }, { years: 5 }, "S0-8.3.2", 4),
  P: rule(null, null, "S0-8.3.3", 5),
  V30: { ...rule({ days: 30 }, { days: 30 }, "S3-7.1c", 1), deleteAfterDays: 60 },
  AG: rule({ years: 3 }, { years: 3 }, "S0-8.3.4", 3),
  SI: rule({ years: 3 }, { years: 1 }, "S2-N6b", 2),
  RG: rule({ years: 3 }, { years: 3 }, "S0-8.3.1", 3),
  CK: rule({ years: 3 }, { days: 30 }, "S3-7.1c", 2),
};

function rule(term: Term | null, floor: Term | null, clause: string, rank: number): ClassRule {
  return { term, floor, clause, rank, deleteAfterDays: null };
}

/** Whether an institution's own term would be below what the rule asks for at least (N-01–N-06). */
export function isTooShort(name: RetentionClass, own: Term): boolean {
  const { floor } = classRules[name];
  if (floor === null) return true;
  if ("days" in own && "days" in floor) return own.days < floor.days;
  if ("years" in own && "years" in floor) return own.years < floor.years;
  // Mixed: a year of 366 days is the longest a term of years can be, one of 365 the shortest.
  return "days" in own
    ? own.days < ("years" in floor ? floor.years * 366 : floor.days)
    : own.years * 365 < ("days" in floor ? floor.days : floor.years * 365);
}

/** What a class asks for something that ended then. */
export interface ClassEnd {
  readonly untilMs: number | null;
  readonly deleteByMs: number | null;
}

/**
 * The end of a class's term. `chosen` is the institution's own term; what would be shorter than the
 * floor is the floor. `videoUntilMs`: check records are kept as long as the video they tell of (C-50).
 */
export function classEnd(
  name: RetentionClass,
  of: {
    readonly endMs: number;
    readonly timeZone: string;
    readonly chosen?: Term;
    readonly videoUntilMs?: number;
  },
): ClassEnd {
  const { term, floor, deleteAfterDays } = classRules[name];
  if (term === null) return { untilMs: null, deleteByMs: null };
  const { endMs, timeZone } = of;
  const terms = [of.chosen ?? term, ...(floor === null ? [] : [floor])];
  const untilMs = Math.max(longerEnd(endMs, terms, timeZone), of.videoUntilMs ?? 0);
  const deleteByMs =
    deleteAfterDays === null ? null : termEnd(untilMs, { days: deleteAfterDays }, timeZone);
  return { untilMs, deleteByMs };
}

/** Whether moving from one class to another shortens or may shorten what is kept. */
export function isDownward(from: RetentionClass, to: RetentionClass): boolean {
  return classRules[to].rank < classRules[from].rank;
}

/** Classes an item of a kind can be in; what runs round the clock is rolling until it is raised. */
export const classesOf: Readonly<Record<ItemKind, readonly RetentionClass[]>> = {
  footage: ["V30", "T3", "AG", "T5", "P"],
  "training-ledger": ["RG", "T3", "T5", "P"],
  "operation-log": ["SI", "CK", "T3", "T5", "P"],
  "system-data": ["T3", "T5", "P"],
  equipment: ["T3", "T5", "P"],
};

const assessing: readonly Scene[] = ["skills-contest", "final-exam"];

/**
 * The class of a lesson's traces: formal assessment and contests five years (also mid-term and final
 * examinations, C-15), external service by agreement, everything else three.
 */
export function lessonClass(lesson: {
  readonly activity: ActivityKind;
  readonly scene: Scene;
}): RetentionClass {
  const { activity, scene } = lesson;
  if (activity === "skills-exam" || activity === "contest" || assessing.includes(scene))
    return "T5";
  return activity === "external-training" ? "AG" : "T3";
}

/** What a partition holds if nobody says otherwise. */
export function partitionClass(partition: Partition): RetentionClass {
  if (partition === "operations") return "V30";
  if (partition === "external-training") return "AG";
  return partition === "daily-teaching" ? "T3" : "T5";
}
