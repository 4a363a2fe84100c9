import type { ItemState } from "../../contract/retention.ts";
import { Status, type Tone } from "../look/status.tsx";
import { day } from "../look/times.ts";
import { useWords, type Say } from "../words/index.ts";
import { zhCN } from "../words/zh-CN.ts";
import type { ItemLine } from "./use-retention.ts";

const tones: Readonly<Record<ItemState, Tone>> = {
  collecting: "busy",
  kept: "good",
  held: "warn",
  due: "warn",
  archived: "good",
  "archived-held": "warn",
  "in-destruction": "alarm",
  "being-destroyed": "alarm",
  destroyed: "plain",
};

export function ItemStatus(props: { readonly state: ItemState }) {
  const { t } = useWords();
  return <Status tone={tones[props.state]}>{t(`retention/states/${props.state}`)}</Status>;
}

/** Recordings bear their official name; everything else its kind and what tells it apart. */
export function itemName(t: Say, item: Pick<ItemLine, "kind" | "source" | "name">): string {
  return item.kind === "footage"
    ? item.name
    : `${t(`retention/sources/${item.source}`)} ${item.name}`;
}

type Clause = keyof typeof zhCN.retention.clauses;
const isClause = (rule: string): rule is Clause => Object.hasOwn(zhCN.retention.clauses, rule);

/** A clause in the regulation's own words; one without words by its number. */
export function keepingClause(t: Say, rule: string): string {
  return isClause(rule) ? t(`retention/clauses/${rule}`) : rule;
}

export function untilWord(t: Say, minUntilMs: number | null): string {
  return minUntilMs === null ? t("retentionPage/endless") : day(minUntilMs);
}
