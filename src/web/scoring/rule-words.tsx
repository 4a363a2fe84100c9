import type { ChecklistItem, StepRule } from "../../contract/scoring.ts";
import { type Say, useWords } from "../words/index.ts";
import { points } from "./points.ts";
import "./device-scores.css";

/** A rule of order or time in words. */
export function ruleText(t: Say, rule: StepRule, items: readonly ChecklistItem[]): string {
  const other = items.find((one) => one.itemId === rule.itemId)?.step ?? rule.itemId ?? "";
  const step = rule.itemId === null ? t("stepRules/start") : other;
  if (rule.kind === "within") return t("stepRules/within", { step, seconds: rule.seconds });
  return t(`stepRules/${rule.kind}`, { step });
}

const words = { after: "brokenAfter", before: "brokenBefore", within: "brokenWithin" } as const;

/** By how much the rules of a step were broken, and what that took off. */
export function BrokenRules(props: {
  readonly broken: readonly { readonly rule: StepRule; readonly lateMs: number }[];
}) {
  const { t } = useWords();
  return props.broken.map(({ rule, lateMs }, at) => (
    <span key={at} className="rule-broken">
      {t(`stepRules/${words[rule.kind]}`, {
        seconds: points(lateMs / 1_000, 1),
        penalty: points(rule.penalty, 1),
      })}
    </span>
  ));
}
