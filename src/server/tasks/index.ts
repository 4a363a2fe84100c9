/** Tasks: duties that come round, each signed once by who owes it. */
import { askForAgreement, settleAgreement } from "./ask-person.ts";
import { giveTasks, overdueTasks, taskOfPeriod } from "./give-tasks.ts";
import { listTasks, readTask } from "./read-tasks.ts";
import { signTask } from "./sign-task.ts";
import { sweepTasks } from "./sweep-tasks.ts";
import { taskTable } from "./task-table.ts";

export type { TaskFacts, TaskFactsOf } from "./task-facts.ts";
export const tasks = {
  list: listTasks,
  read: readTask,
  sign: signTask,
  sweep: sweepTasks,
  table: taskTable,
  /** For rooms whose pages end in a task, or that give one; as the house itself knows them. */
  give: giveTasks,
  askForAgreement,
  settleAgreement,
  overdue: overdueTasks,
  ofPeriod: taskOfPeriod,
};
