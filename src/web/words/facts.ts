import { paperKinds } from "../../contract/approval.ts";
import { closingNeeds } from "../../contract/playbooks.ts";
import type { RefusalFact } from "../../contract/refusal-facts.ts";
import { selfCheckSections } from "../../contract/supervision.ts";
import { taskFields, taskKinds } from "../../contract/tasks.ts";
import { formFields } from "../../kernel/approval/routes.ts";
import type { Facts } from "../ask.ts";
import { dayMinute, length } from "../look/times.ts";
import type { Say } from "./index.ts";
import { listed } from "./listed.ts";
import { ownName, valueWord, type Word, wordOf } from "./value-words.ts";
import { zhFactFields, zhFacts, zhFactValues } from "./zh-CN/facts.ts";
import { fieldNames } from "./zh-CN/fields.ts";

const factValue: Word = (t, value) =>
  ownName(zhFactValues, value) ? t(`factValues/${value}`) : undefined;

/** A field of what was sent, by the last part of its path that has a name: `items.0.step`. */
const fieldWord: Word = (t, path) => {
  const named = path.split(".").findLast((part) => !/^\d*$/.test(part)) ?? "";
  if (ownName(zhFactFields, named)) return t(`factFields/${named}`);
  return ownName(fieldNames, named) ? t(`fields/${named}`) : undefined;
};

const formField = wordOf(formFields, (t, name) => t(`requestTerms/fields/${name}`));
const rule: Word = (t, value) => valueWord(t, "rule", value);

/** What a fact's values are called, one after the other where it lists several. */
const words: Partial<Record<RefusalFact, readonly Word[]>> = {
  field: [fieldWord],
  fields: [formField, fieldWord],
  papers: [wordOf(paperKinds, (t, name) => t(`requestTerms/papers/${name}`))],
  missing: [
    wordOf(closingNeeds, (t, name) => t(`playbookTerms/missing/${name}`)),
    wordOf(taskFields, (t, name) => t(`tending/taskFields/${name}`)),
    fieldWord,
  ],
  task: [wordOf(taskKinds, (t, name) => t(`tending/taskKinds/${name}`))],
  section: [wordOf(selfCheckSections, (t, name) => t(`supervision/monthly/sections/${name}`))],
  problem: [factValue],
  reason: [factValue],
  state: [factValue],
  forbids: [rule],
  allows: [rule],
};
const lists: readonly string[] = ["fields", "papers", "missing"] satisfies readonly RefusalFact[];

const isFact = (name: string): name is RefusalFact => Object.hasOwn(zhFacts, name);

function valueText(t: Say, name: string, value: string | number): string {
  if (typeof value === "number") {
    if (!name.endsWith("Ms")) return String(value);
    return value > 1e11 ? dayMinute(value) : length(value);
  }
  const own = isFact(name) ? (words[name] ?? []) : [];
  const say = (one: string): string => {
    for (const word of own) {
      const said = word(t, one);
      if (said !== undefined) return said;
    }
    return valueWord(t, name, one);
  };
  return lists.includes(name) ? listed(value.split(" ").map(say)) : say(value);
}

/** A refusal's facts as lines for people: instants as times; what a later version tells, as it came. */
export function factLines(
  t: Say,
  facts: Facts,
): { readonly name: string; readonly text: string }[] {
  return Object.entries(facts).map(([name, value]) => ({
    name: isFact(name) ? t(`facts/${name}`) : name,
    text: valueText(t, name, value),
  }));
}
