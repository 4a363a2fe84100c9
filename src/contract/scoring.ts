import { z } from "zod";
import { DeviceFigure } from "./device-scores.ts";
import { Id, Ms } from "./ids.ts";
import { limits } from "./limits.ts";

/**
 * 做到/未做到, 分级给分, 扣分项. Points are multiples of 0.5, so that sums are exact; a penalty's points are
 * taken off when it happened.
 */
export const checklistItemKinds = ["binary", "graded", "penalty"] as const;
export const ChecklistItemKind = z.enum(checklistItemKinds);
export type ChecklistItemKind = z.infer<typeof ChecklistItemKind>;

/** 总体评价: 不及格, 边缘, 及格, 良好, 优秀 (B20: five points). */
export const globalRatings = ["fail", "borderline", "pass", "very-good", "outstanding"] as const;
/** What a mark is about: an item of the checklist, or the global rating. */
export const ratingMark = "rating";
/** That the candidate began: rules of time count from it. It gives no points. */
export const startMark = "start";

const Points = z.number().min(0).max(100).multipleOf(0.5);
const Text = z.string().trim().min(1).max(limits.nameCharacters);

const ItemId = z
  .string()
  .regex(/^[a-z0-9]{1,16}$/)
  .refine((id) => id !== ratingMark && id !== startMark);

/** 顺序与时限: what the times of the marks must show, and the points taken off where they do not. */
const Penalty = Points.min(0.5);
export const StepRule = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("after"), itemId: ItemId, penalty: Penalty }),
  z.strictObject({ kind: z.literal("before"), itemId: ItemId, penalty: Penalty }),
  /** Within so many seconds of another step, or of the beginning. */
  z.strictObject({
    kind: z.literal("within"),
    seconds: z.int().min(1).max(7_200),
    itemId: ItemId.nullable(),
    penalty: Penalty,
  }),
]);
export type StepRule = z.infer<typeof StepRule>;

export const ChecklistItem = z.strictObject({
  /** Within its checklist; never used again for something else. */
  itemId: ItemId,
  /** 实操步骤 */
  step: z.string().trim().min(1).max(limits.stepCharacters),
  kind: ChecklistItemKind,
  points: Points.min(0.5),
  /** 关键步骤: who misses it does not pass, whatever the sum (B20). */
  critical: z.boolean(),
  /** A graded step whose points come from a device until an examiner says otherwise (系统自动评分). */
  device: DeviceFigure.optional(),
  rules: z.array(StepRule).max(limits.stepRules).optional(),
});
export type ChecklistItem = z.infer<typeof ChecklistItem>;

/** 评分表: what is scored, of whom it asks which steps. Each change is a version of its own. */
export const ChecklistInput = z.strictObject({
  title: Text,
  items: z.array(ChecklistItem).min(1).max(limits.checklistItems),
  /** 及格线 in percent of the points; an exam may take it from the borderline regression instead. */
  passPercent: z.number().min(0).max(100).multipleOf(0.5),
});
export type ChecklistInput = z.infer<typeof ChecklistInput>;

export const Checklist = ChecklistInput.extend({
  checklistId: Id,
  version: z.int().min(1),
  publishedAtMs: Ms,
  publishedBy: z.string(),
});
export type Checklist = z.infer<typeof Checklist>;

/**
 * One mark of an examiner: points of an item, 1–5 of the global rating, or null: taken back. `after` names
 * the marks it replaces, as the examiner saw them; two that replace the same are a conflict, shown until a
 * mark replaces both. Marks are never changed; an old value stays where it was (S0-5.3.2).
 */
export const Mark = z.strictObject({
  markId: Id,
  about: z.string().regex(/^[a-z0-9]{1,16}$/),
  value: Points.nullable(),
  after: z.array(Id).max(limits.marksReplaced),
  /** When it was made, by the clock of the device that made it. */
  saidAtMs: Ms,
  /** Needed once the sheet was handed in. */
  reason: z.string().trim().min(1).max(limits.nameCharacters).nullable(),
});
export type Mark = z.infer<typeof Mark>;

/** An examiner's sheet of one candidate handed in, with the words for the candidate (评语). */
export const HandIn = z.strictObject({
  handInId: Id,
  /** The marks that stood when it was handed in. */
  heads: z.array(Id).max(limits.checklistItems + 1),
  remark: z.string().trim().max(limits.textCharacters),
  saidAtMs: Ms,
});
export type HandIn = z.infer<typeof HandIn>;

/** All that one examiner said of one candidate. */
export const ScoreSheet = z.strictObject({
  assignmentId: Id,
  studentId: Id,
  examinerId: Id,
  examiner: z.string(),
  marks: z.array(Mark.extend({ takenAtMs: Ms })),
  handIns: z.array(HandIn.extend({ takenAtMs: Ms })),
});
export type ScoreSheet = z.infer<typeof ScoreSheet>;

/** How the pass mark of an assignment is found: the checklist's percent, or by borderline regression. */
export const passRules = ["fixed", "borderline-regression"] as const;
export const PassRule = z.enum(passRules);
export type PassRule = z.infer<typeof PassRule>;

/** In an exam: who is scored with a checklist and by whom, and at which station of the exam. */
export const Seating = z.strictObject({
  cohortId: Id,
  station: z.string(),
  candidateIds: z.array(Id),
  examinerIds: z.array(Id),
});

/** A checklist in use in a lesson, for everybody or for one station. */
export const Assignment = z.strictObject({
  assignmentId: Id,
  lessonId: Id,
  checklist: Checklist,
  stationId: Id.nullable(),
  passRule: PassRule,
  /** From then on each candidate sees the own result, and only that. */
  releasedAtMs: Ms.nullable(),
  /** Null: whoever takes part in the lesson, at the station where there is one. */
  seating: Seating.nullable(),
});
export type Assignment = z.infer<typeof Assignment>;

/** Whether a candidate passed; `open` while a sheet is not handed in or marks conflict. */
export const results = ["passed", "failed", "open"] as const;
export const Result = z.enum(results);
export type Result = z.infer<typeof Result>;

/** A candidate's line of the summary sheet (成绩汇总表). Points are means of the examiners who handed in. */
export const SummaryLine = z.strictObject({
  studentId: Id,
  name: z.string(),
  /** In the order of the checklist's items; null: nobody marked it. */
  items: z.array(z.number().nullable()),
  points: z.number().nullable(),
  /** 系统自动评分 and 教师人工评分: together the points. Null: no device, or nobody marked. */
  automatic: z.number().nullable(),
  manual: z.number().nullable(),
  /** Items whose rule of order or time was broken, and those it could not be judged of. */
  rulesBroken: z.array(z.string()),
  rulesUnjudged: z.array(z.string()),
  percent: z.number().nullable(),
  rating: z.number().nullable(),
  criticalMissed: z.array(z.string()),
  conflicts: z.array(z.string()),
  examiners: z.int(),
  result: Result,
  /** A changed mark after handing in, so that the sheet says it was corrected. */
  corrected: z.boolean(),
});
export type SummaryLine = z.infer<typeof SummaryLine>;

/** How the regression came out; null figures where too little is known. */
export const Standard = z.strictObject({
  passPercent: z.number().nullable(),
  rule: PassRule,
  candidates: z.int(),
  /** Checklist percent gained for each grade of the global rating (inter-grade discrimination). */
  slope: z.number().nullable(),
  rSquared: z.number().nullable(),
  rmse: z.number().nullable(),
  /** Fewer than fifty candidates, or all of one rating: the figure is weak or cannot be had. */
  caution: z.enum(["small-cohort", "no-spread"]).nullable(),
});
export type Standard = z.infer<typeof Standard>;
