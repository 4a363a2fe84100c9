import { nightReasons } from "../../contract/copies.ts";
import { problemKinds } from "../../contract/readiness.ts";
import { storedFolders } from "../../contract/storage.ts";
import { taskKinds } from "../../contract/tasks.ts";
import { dayMinute, length, size } from "../look/times.ts";
import type { Say } from "../words/index.ts";
import { storagePage, tending } from "../words/zh-CN/tending-pages.ts";
import { listed } from "../words/listed.ts";

type FactName = keyof typeof tending.facts;
type Misplaced = keyof typeof tending.misplaced;
type TaskRule = keyof typeof tending.taskRules;

function isFactName(name: string): name is FactName {
  return Object.hasOwn(tending.facts, name);
}
function isMisplaced(name: string): name is Misplaced {
  return Object.hasOwn(tending.misplaced, name);
}
function isTaskRule(name: string): name is TaskRule {
  return Object.hasOwn(tending.taskRules, name);
}

function isOverflowProblem(name: string): name is keyof typeof storagePage.overflowProblems {
  return Object.hasOwn(storagePage.overflowProblems, name);
}

function isToolState(name: string): name is keyof typeof tending.toolStates {
  return Object.hasOwn(tending.toolStates, name);
}

export function ruleWord(t: Say, rule: string): string {
  return isTaskRule(rule) ? t(`tending/taskRules/${rule}`) : rule;
}

function valueWord(t: Say, name: string, value: string | number): string {
  if (typeof value === "number") {
    if (name.endsWith("Bytes")) return size(value);
    if (name.endsWith("Ms")) return value > 1e11 ? dayMinute(value) : length(value);
    if (name.endsWith("Percent")) return `${value}%`;
    if (name.endsWith("Running") || name.endsWith("Confirmed"))
      return value === 1 ? t("common/yes") : t("common/no");
    return String(value);
  }
  if (name === "task") {
    const kind = taskKinds.find((one) => one === value);
    return kind === undefined ? value : t(`tending/taskKinds/${kind}`);
  }
  if ((name === "smart" || name === "scanner") && isToolState(value))
    return t(`tending/toolStates/${value}`);
  const problem = name === "problem" && problemKinds.find((one) => one === value);
  if (problem) return t(`readinessTerms/problems/${problem}`);
  const late = name === "reason" && nightReasons.find((one) => one === value);
  if (late) return t(`copiesPage/reasons/${late}`);
  if (name === "what" && isMisplaced(value)) return t(`tending/misplaced/${value}`);
  if (name === "overflowProblem" && isOverflowProblem(value))
    return t(`storagePage/overflowProblems/${value}`);
  if (name === "folders")
    return listed(
      value.split(" ").map((one) => {
        const folder = storedFolders.find((known) => known === one);
        return folder === undefined ? one : t(`tending/folders/${folder}`);
      }),
    );
  return value;
}

/** Facts of an incident or a duty as pairs for people; unknown names as they came. */
export function factPairs(
  t: Say,
  facts: Readonly<Record<string, string | number>>,
): { readonly name: string; readonly text: string }[] {
  return Object.entries(facts).map(([name, value]) => ({
    name: isFactName(name) ? t(`tending/facts/${name}`) : name,
    text: valueWord(t, name, value),
  }));
}
