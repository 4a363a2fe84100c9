import type { Facts } from "../ask.ts";
import { dayMinute } from "../look/times.ts";
import { zhFacts } from "./zh-CN/facts.ts";
import type { Say } from "./index.ts";

type FactName = keyof typeof zhFacts;

function isFactName(name: string): name is FactName {
  return Object.hasOwn(zhFacts, name);
}

/** A refusal's facts as lines for people: instants as times, unknown names as they came. */
export function factLines(t: Say, facts: Facts): { readonly name: string; readonly text: string }[] {
  return Object.entries(facts).map(([name, value]) => ({
    name: isFactName(name) ? t(`facts/${name}`) : name,
    text: /(?:Ms|At|until)$/.test(name) && typeof value === "number" && value > 1e11 ? dayMinute(value) : String(value),
  }));
}
