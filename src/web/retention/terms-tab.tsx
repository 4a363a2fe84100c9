import { useQuery } from "@tanstack/react-query";
import type { TableColumnsType } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { RowAct } from "../look/row-act.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useWords, type Say } from "../words/index.ts";
import { keepingClause, termWord } from "./item-words.tsx";
import { TermForm } from "./term-form.tsx";
import { type ClassTerm, retentionKey } from "./use-retention.ts";

/** 留存期限: what the rule asks for at least, and the institution's own longer terms. */
export function TermsTab() {
  const { t } = useWords();
  const [changing, setChanging] = useState<ClassTerm | null>(null);
  const list = useQuery({
    queryKey: [...retentionKey, "terms"],
    queryFn: () => ask("retention.terms", {}),
  });
  return (
    <>
      <p className="quiet keeping-filter">{t("ownTerms/text")}</p>
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      <SheetTable<ClassTerm>
        rows={list.data?.terms}
        rowKey="class"
        columns={columns(t, list.data?.mine === true ? setChanging : null)}
        empty={t("ownTerms/text")}
      />
      {changing === null ? null : <TermForm of={changing} onClose={() => setChanging(null)} />}
    </>
  );
}

function columns(t: Say, onChange: ((of: ClassTerm) => void) | null): TableColumnsType<ClassTerm> {
  return [
    {
      title: t("retentionPage/class"),
      render: (_: unknown, one: ClassTerm) => t(`retention/classes/${one.class}`),
    },
    {
      title: t("ownTerms/minimum"),
      render: (_: unknown, one: ClassTerm) => (
        <>
          {termWord(t, one.minimum)}
          <br />
          <small className="quiet keeping-name">{keepingClause(t, one.rule)}</small>
        </>
      ),
    },
    {
      title: t("ownTerms/inForce"),
      render: (_: unknown, one: ClassTerm) => (
        <>
          <strong>{termWord(t, one.inForce)}</strong>{" "}
          <Status tone={one.own === null ? "plain" : "good"}>
            {t(one.own === null ? "ownTerms/byRule" : "ownTerms/byHouse")}
          </Status>
        </>
      ),
    },
    {
      title: t("ownTerms/decided"),
      render: (_: unknown, one: ClassTerm) =>
        one.own === null ? (
          "—"
        ) : (
          <span className="keeping-name">
            <span className="number">{dayMinute(one.own.setAtMs)}</span> {one.own.setBy}
            <br />
            {one.own.reason}
            {one.own.appliedAtMs === null ? (
              <>
                <br />
                <Status tone="busy">{t("ownTerms/atWork")}</Status>
              </>
            ) : null}
          </span>
        ),
    },
    ...(onChange === null
      ? []
      : [
          {
            title: t("common/actions"),
            render: (_: unknown, one: ClassTerm) => (
              <RowAct
                word={t("ownTerms/change")}
                row={t(`retention/classes/${one.class}`)}
                onClick={() => onChange(one)}
              />
            ),
          },
        ]),
  ];
}
