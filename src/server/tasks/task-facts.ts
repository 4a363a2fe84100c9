import type { TaskFactValues, TaskKind } from "../../contract/tasks.ts";
import type { House } from "../../platform/house.ts";

/** What another room knows about a period: it pre-fills the task of its kind. */
export type TaskFacts = (
  house: House,
  period: { readonly fromMs: number; readonly toMs: number },
) => Promise<Readonly<Record<string, string | number>>>;

export type TaskFactsOf = Readonly<Partial<Record<TaskKind, TaskFacts>>>;

/** The facts of a task's period so far, as they can be kept: short texts and whole numbers. */
export async function gatherFacts(
  house: House,
  factsOf: TaskFactsOf,
  task: { readonly kind: TaskKind; readonly fromMs: number; readonly dueMs: number },
): Promise<TaskFactValues> {
  const facts = await factsOf[task.kind]?.(house, { fromMs: task.fromMs, toMs: task.dueMs });
  const entries = Object.entries(facts ?? {}).map(([name, fact]): [string, string | number] => [
    name.slice(0, 40),
    typeof fact === "number" ? Math.round(fact) : fact.toWellFormed().slice(0, 500).toWellFormed(),
  ]);
  return Object.fromEntries(entries);
}
