import { paperKinds } from "../../contract/approval.ts";
import type { ItemKind, KeepingTerm, ItemState } from "../../contract/retention.ts";
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

/** Two verified copies or one, said as it is; what was destroyed is meant to have none. */
export function CopiesStatus(props: { readonly copies: number; readonly state: ItemState }) {
  const { t } = useWords();
  const { copies, state } = props;
  if (state === "destroyed" || state === "being-destroyed") return <>{copies}</>;
  if (copies >= 2)
    return <Status tone="good">{t("retentionPage/copiesStates/many", { n: copies })}</Status>;
  return copies === 1 ? (
    <Status tone="warn">{t("retentionPage/copiesStates/one")}</Status>
  ) : (
    <Status tone="alarm">{t("retentionPage/copiesStates/none")}</Status>
  );
}

/** Recordings bear their official name; everything else its kind and what tells it apart. */
export function itemName(t: Say, item: Pick<ItemLine, "kind" | "source" | "name">): string {
  if (item.kind === "footage") return item.name;
  const paper = paperKinds.find((kind) => item.source === "paper" && kind === item.name);
  const what = paper === undefined ? item.name : t(`requestTerms/papers/${paper}`);
  return `${t(`retention/sources/${item.source}`)} ${what}`;
}

type Clause = keyof typeof zhCN.retention.clauses;
const isClause = (rule: string): rule is Clause => Object.hasOwn(zhCN.retention.clauses, rule);

/** A clause in the regulation's own words; one without words by its number. */
export function keepingClause(t: Say, rule: string): string {
  return isClause(rule) ? t(`retention/clauses/${rule}`) : rule;
}

/** The day on which it may be reviewed; a device in use has none yet. */
export function untilWord(
  t: Say,
  item: { readonly minUntilMs: number | null; readonly kind?: ItemKind; readonly held: boolean },
): string {
  if (item.minUntilMs !== null) return day(item.minUntilMs);
  return t(
    item.kind === "equipment" && !item.held ? "retentionPage/inUse" : "retentionPage/endless",
  );
}

export function termWord(t: Say, term: KeepingTerm): string {
  return "years" in term
    ? t("ownTerms/years", { n: term.years })
    : t("ownTerms/days", { n: term.days });
}
