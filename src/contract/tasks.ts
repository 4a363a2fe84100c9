import { z } from "zod";
import { Strokes } from "./approval.ts";
import { Id, Ms, Sha256Hex } from "./ids.ts";
import { limits } from "./limits.ts";
import { Role } from "./roles.ts";

/** How often a duty comes round; `december` is the campaign of the last month, `once` was given with its own deadline. */
export const periodKinds = ["day", "week", "month", "quarter", "year", "december", "once"] as const;
export const PeriodKind = z.enum(periodKinds);
export type PeriodKind = z.infer<typeof PeriodKind>;

/**
 * The seven duties of the administrator (S0-4.2a): 运行操作, 参数设置, 自动留痕功能值守, 定期备份, 台账登记,
 * 存储介质管理, 日常巡检.
 */
export const administratorDuties = [
  "operation",
  "parameters",
  "auto-trace",
  "periodic-copy",
  "ledger-registration",
  "media",
  "daily-inspection",
] as const;

/** Duties that come round. */
export const taskKinds = [
  ...administratorDuties,
  "copy-check",
  "virus-scan",
  "hardware-check",
  "capacity-review",
  "archive-campaign",
  "daily-check",
  "monthly-check",
  "spot-check",
  "rectification",
  "external-agreement",
] as const;
export const TaskKind = z.enum(taskKinds);
export type TaskKind = z.infer<typeof TaskKind>;

export const taskResults = ["ok", "problem"] as const;
export const TaskResult = z.enum(taskResults);
export type TaskResult = z.infer<typeof TaskResult>;

/** 待办, 临近到期, 已逾期, 已完成, 逾期补签. */
export const taskStates = ["open", "due", "overdue", "done", "done-late"] as const;
export const TaskState = z.enum(taskStates);
export type TaskState = z.infer<typeof TaskState>;

/** What the house knows about a period by itself; a task is signed together with it. */
export const TaskFactValues = z.record(z.string().max(40), z.union([z.string().max(500), z.int()]));
export type TaskFactValues = z.infer<typeof TaskFactValues>;

/** What a person fills in beside it: what was looked at with what, and where the evidence lies. */
export const taskFields = ["tool", "scope", "found", "evidence"] as const;
export const TaskField = z.enum(taskFields);
export type TaskField = z.infer<typeof TaskField>;
export const TaskFilled = z.partialRecord(TaskField, z.string().trim().max(limits.textCharacters));
export type TaskFilled = z.infer<typeof TaskFilled>;

export const TaskSigned = z.strictObject({
  accountId: Id,
  name: z.string(),
  atMs: Ms,
  late: z.boolean(),
  result: TaskResult,
  remark: z.string(),
  facts: TaskFactValues,
  filled: TaskFilled,
  signatureSha256: Sha256Hex,
});
export type TaskSigned = z.infer<typeof TaskSigned>;

/** One duty of one period. */
export const TaskLine = z.strictObject({
  taskId: Id,
  kind: TaskKind,
  /** The clause that asks for it. */
  rule: z.string(),
  role: Role,
  every: PeriodKind,
  /** `2026-06-01`, `2026-W23`, `2026-06`, `2026-Q2`, `2026`, `2026-12`. */
  period: z.string(),
  /** What is to be put right; empty for duties that come round. */
  about: z.string(),
  fromMs: Ms,
  /** The first instant at which it is overdue. */
  dueMs: Ms,
  state: TaskState,
  /** The thing it is about, where one person was asked; it settles when what was missing is there. */
  subjectId: Id.nullable(),
  settledAtMs: Ms.nullable(),
  remindedAtMs: Ms.nullable(),
  signed: TaskSigned.nullable(),
  /** Whether the reader can sign it now. */
  mine: z.boolean(),
});
export type TaskLine = z.infer<typeof TaskLine>;

export const TaskSheet = TaskLine.extend({
  /** Computed now for an open task; as signed for a signed one. */
  facts: TaskFactValues,
  fields: z.array(TaskField),
  strokes: Strokes.nullable(),
});
export type TaskSheet = z.infer<typeof TaskSheet>;
