import { offices } from "../../contract/appointments.ts";
import { paperKinds, routeRules } from "../../contract/approval.ts";
import { exitKinds } from "../../contract/entries.ts";
import { activityKinds, scenes, sensitivities } from "../../contract/lesson.ts";
import { closingNeeds } from "../../contract/playbooks.ts";
import { roleNames } from "../../contract/roles.ts";
import { personCategories } from "../../contract/routes/people.ts";
import { formFields } from "../../kernel/approval/routes.ts";
import type { Facts } from "../ask.ts";
import { dayMinute, length } from "../look/times.ts";
import type { Say } from "./index.ts";
import { zhFacts, zhFactValues } from "./zh-CN/facts.ts";
import { listed } from "./listed.ts";

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
  const need = closingNeeds.find((one) => one === value);
  if (name === "missing" && need !== undefined) return t(`playbookTerms/missing/${need}`);
  if (name === "fields" || name === "papers")
    return listed(value.split(" ").map((one) => requestWord(t, name, one)));
  const office = offices.find((one) => one === value);
  if (name === "office" && office !== undefined) return t(`officeWords/${office}`);
  const label = sensitivities.find((one) => one === value);
  if (name === "sensitivity" && label !== undefined) return t(`sensitivityWords/${label}`);
  if (["rule", "forbids", "allows"].includes(name)) return ruleText(t, value);
  return ["field", "path", "problem", "reason", "state"].includes(name) && isFactValue(value)
    ? t(`factValues/${value}`)
    : value;
}

function requestWord(t: Say, name: "fields" | "papers", value: string): string {
  const paper = paperKinds.find((one) => one === value);
  if (name === "papers" && paper !== undefined) return t(`requestTerms/papers/${paper}`);
  const field = formFields.find((one) => one === value);
  if (field !== undefined) return t(`requestTerms/fields/${field}`);
  return value === "opinion" ? t("fields/opinion") : value;
}

/** A clause in the regulation's own words; one without words by its number. */
function ruleText(t: Say, value: string): string {
  const known = routeRules.find((one) => one === value);
  return known === undefined ? value : t(`rules/${known}`);
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
