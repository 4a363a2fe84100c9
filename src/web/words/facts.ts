import { exitKinds } from "../../contract/entries.ts";
import { activityKinds, scenes } from "../../contract/lesson.ts";
import { roleNames } from "../../contract/roles.ts";
import { personCategories } from "../../contract/routes/people.ts";
import type { Facts } from "../ask.ts";
import { dayMinute, length } from "../look/times.ts";
import type { Say } from "./index.ts";
import { zhFacts, zhFactValues } from "./zh-CN/facts.ts";

type FactName = keyof typeof zhFacts;
type FactValue = keyof typeof zhFactValues;

function isFactName(name: string): name is FactName {
  return Object.hasOwn(zhFacts, name);
}

function isFactValue(value: string): value is FactValue {
  return Object.hasOwn(zhFactValues, value);
}

function valueText(t: Say, name: string, value: string | number): string {
  if (typeof value === "number") {
    if (!name.endsWith("Ms")) return String(value);
    return value > 1e11 ? dayMinute(value) : length(value);
  }
  const scene = scenes.find((one) => one === value);
  if (name === "scene" && scene !== undefined) return t(`terms/scenes/${scene}`);
  const activity = activityKinds.find((one) => one === value);
  if (name === "activity" && activity !== undefined) return t(`terms/activities/${activity}`);
  const role = roleNames.find((one) => one === value);
  if (["role", "otherRole"].includes(name) && role !== undefined) return t(`terms/roles/${role}`);
  const category = personCategories.find((one) => one === value);
  if (name === "category" && category !== undefined) return t(`terms/categories/${category}`);
  const exit = exitKinds.find((one) => one === value);
  if (name === "exit" && exit !== undefined) return t(`terms/exits/${exit}`);
  return ["field", "path", "problem", "reason", "state"].includes(name) && isFactValue(value)
    ? t(`factValues/${value}`)
    : value;
}

/** A refusal's facts as lines for people: instants as times, unknown names as they came. */
export function factLines(
  t: Say,
  facts: Facts,
): { readonly name: string; readonly text: string }[] {
  return Object.entries(facts).map(([name, value]) => ({
    name: isFactName(name) ? t(`facts/${name}`) : name,
    text: valueText(t, name, value),
  }));
}
