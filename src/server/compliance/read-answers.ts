import type { PersonActor } from "../../contract/actor.ts";
import type { InspectorAnswer } from "../../contract/compliance.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { answerQuestions } from "../../kernel/compliance/answer-questions.ts";
import type { House } from "../../platform/house.ts";
import { countPeriod } from "./count-period.ts";
import { gatherFacts, lastYear } from "./gather-facts.ts";
import type { Span } from "./reader.ts";

/** The 25 questions, answered for a period: what passes is counted within it, what stands is told as it is now. */
export async function readAnswers(
  house: House,
  _actor: PersonActor,
  { fromMs, toMs }: Span,
): Promise<Outcome<InspectorAnswer[]>> {
  if (!(toMs > fromMs) || toMs - fromMs > limits.registerSpanMs)
    return refused("span_invalid", { reason: "length" });
  const facts = await gatherFacts(house, lastYear(house));
  // What is planned later today has not happened.
  const passed = { fromMs, toMs: Math.min(toMs, Math.max(fromMs + 1, house.clock.now() + 1)) };
  return granted(answerQuestions({ ...facts, ...(await countPeriod(house, passed)) }));
}
