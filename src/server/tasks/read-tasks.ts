import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { TaskLine, TaskSheet } from "../../contract/tasks.ts";
import { dutyOf } from "../../kernel/tasks/duties.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { type TaskFactsOf, gatherFacts } from "./task-facts.ts";
import { lineOf } from "./task-view.ts";
import { selectTask, selectTasks } from "./tasks.store.ts";

type Reader = Pick<PersonActor, "accountId" | "role">;

/** Every task of a span, and every older one that nobody has signed: a skipped day stays visible. */
export async function listTasks(
  house: House,
  reader: Reader,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<Outcome<{ tasks: TaskLine[] }>> {
  if (span.toMs <= span.fromMs || span.toMs - span.fromMs > limits.taskSpanMs)
    return refused("span_invalid", { reason: "length" });
  const most = limits.tasksListed;
  const found = await asTier(house, reader, (db) =>
    selectTasks(db, { siteId: house.siteId, ...span, most }),
  );
  const reading = { ...reader, nowMs: house.clock.now() };
  return granted({ tasks: found.map((one) => lineOf(one, reading)) });
}

/** One task with what the house knows about its period; a signed one as it was signed. */
export async function readTask(
  house: House,
  reader: Reader,
  ask: { readonly taskId: string; readonly factsOf: TaskFactsOf },
): Promise<Outcome<TaskSheet>> {
  const found = await asTier(house, reader, (db) => selectTask(db, house.siteId, ask.taskId));
  if (found === undefined) return refused("not_found");
  const line = lineOf(found, { ...reader, nowMs: house.clock.now() });
  return granted({
    ...line,
    facts: found.signing?.facts ?? (await gatherFacts(house, ask.factsOf, line)),
    fields: [...(dutyOf(line.kind)?.fields ?? [])],
    strokes: found.signing?.strokes ?? null,
  });
}
