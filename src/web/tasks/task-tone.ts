import type { TaskState } from "../../contract/tasks.ts";
import type { Tone } from "../look/status.tsx";

export const taskTones = {
  open: "plain",
  due: "busy",
  overdue: "alarm",
  done: "good",
  "done-late": "warn",
} as const satisfies Record<TaskState, Tone>;

/** One mark for a duty of one day; its words stand in the label of the day. */
export const taskMarks = {
  open: "○",
  due: "○",
  overdue: "✕",
  done: "✓",
  "done-late": "◐",
} as const satisfies Record<TaskState, string>;
