import { Link } from "@tanstack/react-router";
import { Button, type TableColumnsType } from "antd";
import { useState } from "react";
import { policyRules } from "../../contract/policies.ts";
import type { Answer } from "../ask.ts";
import { DayField } from "../look/day-field.tsx";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { day, dayMinute, dayStart, instantOf } from "../look/times.ts";
import { keepingClause } from "../retention/item-words.tsx";
import { useMay } from "../session/me.ts";
import { clauseWord } from "../words/clauses.ts";
import { type Say, useWords } from "../words/index.ts";
import { BasisDialog } from "./basis-dialog.tsx";
import { useRulesAt } from "./use-policies.ts";
import "./policies.css";

type Rules = Answer<"policies.inForce">;
type Rule = Rules["rules"][number];
type Change = Rules["changes"][number];

/** The rules in force on a day (I-25): what each rested on, and every change before it. */
export function RulesTab() {
  const { t } = useWords();
  const may = useMay();
  const [date, setDate] = useState(() => day(nowMs()));
  const [rule, setRule] = useState<Rule>();
  const atMs = dayStart(instantOf(date, "12:00"), 1) - 1;
  const rules = useRulesAt(atMs);
  const manages = may("policy.manage") && date === day(nowMs());
  const failed = rules.isError;
  return (
    <section className="stack" aria-label={t("policies/tabs/rules")}>
      <div className="policy-date">
        <DayField label={t("policies/onDate")} value={date} onChange={setDate} />
        <p className="quiet">{t("policies/onDateNote")}</p>
      </div>
      {failed ? <Failure error={rules.error} onRetry={() => void rules.refetch()} /> : null}
      <SheetTable<Rule>
        rows={rules.data?.rules ?? (failed ? [] : undefined)}
        rowKey="rule"
        columns={ruleColumns(t, manages ? setRule : undefined)}
        empty={<Empty title={t("policies/none")} />}
      />
      <h2>{t("policies/changes")}</h2>
      <SheetTable<Change>
        rows={rules.data?.changes ?? (failed ? [] : undefined)}
        rowKey="entryId"
        columns={changeColumns(t)}
        empty={<Empty title={t("policies/changesNone")} />}
      />
      {rule === undefined ? null : <BasisDialog of={rule} onClose={() => setRule(undefined)} />}
    </section>
  );
}

/** The clause the platform took the rule from, in the regulation's own words. */
function clauseOf(t: Say, clause: string): string {
  const kept = keepingClause(t, clause);
  return kept === clause ? clauseWord(t, clause) : kept;
}

function ruleColumns(t: Say, onBase: ((rule: Rule) => void) | undefined): TableColumnsType<Rule> {
  return [
    {
      title: t("policies/rule"),
      render: (_, one) => (
        <Link to={policyRules[one.rule].page}>{t(`policies/rules/${one.rule}`)}</Link>
      ),
    },
    {
      title: t("policies/basis"),
      render: (_, { basis }) =>
        basis === null ? (
          <Status tone="warn">{t("policies/basisNone")}</Status>
        ) : (
          <>
            <Link
              to="/policies/$policyId/$version"
              params={{ policyId: basis.policyId, version: String(basis.version) }}
            >
              {t("policies/backedBy", { title: basis.title, version: basis.version })}
            </Link>{" "}
            {basis.clause}
            <span className="quiet number">
              {` ${t("policies/since", { from: day(basis.effectiveFromMs) })} · ${basis.approvedBy} · ${t("policies/receipts")} ${t("policies/receiptsCount", { n: basis.receipts })}`}
            </span>
          </>
        ),
    },
    {
      title: t("policies/platformClause"),
      render: (_, one) => <span className="policy-clause">{clauseOf(t, one.clause)}</span>,
    },
    ...(onBase === undefined
      ? []
      : [
          {
            title: "",
            fixed: "right" as const,
            render: (_: unknown, one: Rule) => (
              <Button
                size="small"
                aria-label={`${t("policies/setBasis")} ${t(`policies/rules/${one.rule}`)}`}
                onClick={() => onBase(one)}
              >
                {t("policies/setBasis")}
              </Button>
            ),
          },
        ]),
  ];
}

function changeColumns(t: Say): TableColumnsType<Change> {
  return [
    {
      title: t("policies/changedAt"),
      render: (_, one) => <span className="number">{dayMinute(one.atMs)}</span>,
    },
    { title: t("policies/rule"), render: (_, one) => t(`policies/rules/${one.rule}`) },
    { title: t("policies/changedBy"), dataIndex: "by" },
    {
      title: t("policies/basis"),
      render: (_, { basis }) =>
        basis === null ? (
          <Status tone="alarm">{t("policies/unbacked")}</Status>
        ) : (
          <Status tone="good">
            {t("policies/backedBy", { title: basis.title, version: basis.version })}
          </Status>
        ),
    },
  ];
}
