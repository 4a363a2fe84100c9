import { Link } from "@tanstack/react-router";
import { Checkbox } from "antd";
import { useState } from "react";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute, size } from "../look/times.ts";
import { useWords, type Say } from "../words/index.ts";
import { ExportStatus } from "./export-state.tsx";
import { type Line, useExports } from "./use-exports.ts";
import "./exports.css";

/** 调取件: everything that was made under approvals, and what has not come back (S0-11.1, C-32). */
export function ExportsPage() {
  const { t } = useWords();
  const [onlyOverdue, setOnlyOverdue] = useState(false);
  const listed = useExports();
  const lines = listed.data?.exports.filter((line) => !onlyOverdue || line.overdue);
  return (
    <div className="page">
      <PageHead
        title={t("exportsPage/title")}
        note={t("exportsPage/note")}
        tools={
          <Checkbox
            checked={onlyOverdue}
            onChange={(event) => setOnlyOverdue(event.target.checked)}
          >
            {t("exportsPage/onlyOverdue")}
          </Checkbox>
        }
      />
      {listed.isError ? (
        <Failure error={listed.error} onRetry={() => void listed.refetch()} />
      ) : null}
      <SheetTable<Line>
        rows={lines}
        rowKey="exportId"
        columns={columns(t)}
        empty={<Empty title={t("exportsPage/empty")} next={t("exportsPage/emptyNext")} />}
      />
    </div>
  );
}

function columns(t: Say) {
  return [
    {
      title: t("exportsPage/serial"),
      key: "serial",
      render: (_: unknown, line: Line) => (
        <Link to="/requests/$requestId" params={{ requestId: line.requestId }}>
          {line.serial}
        </Link>
      ),
    },
    {
      title: t("exportsPage/form"),
      key: "form",
      render: (_: unknown, line: Line) => t(`exportTerms/forms/${line.form}`),
    },
    { title: t("exportsPage/unit"), dataIndex: "unit", key: "unit" },
    {
      title: t("exportsPage/state"),
      key: "state",
      render: (_: unknown, line: Line) => <ExportStatus line={line} />,
    },
    {
      title: t("exportsPage/size"),
      key: "size",
      render: (_: unknown, line: Line) => (line.sizeBytes === null ? "" : size(line.sizeBytes)),
    },
    { title: t("exportsPage/startedBy"), dataIndex: "startedBy", key: "startedBy" },
    {
      title: t("exportsPage/startedAt"),
      key: "startedAt",
      render: (_: unknown, line: Line) => dayMinute(line.startedAtMs),
    },
    {
      title: t("exportsPage/due"),
      key: "due",
      render: (_: unknown, line: Line) => <Due line={line} />,
    },
  ];
}

function Due(props: { readonly line: Line }) {
  const { t } = useWords();
  const { line } = props;
  const due = line.returnDueMs;
  if (line.returnedAtMs !== null)
    return (
      <Status tone="good">{t("exportsPage/returned", { at: dayMinute(line.returnedAtMs) })}</Status>
    );
  if (due !== null && line.overdue)
    return <Status tone="alarm">{t("exportsPage/overdue", { at: dayMinute(due) })}</Status>;
  if (due !== null)
    return <Status tone="plain">{t("exportsPage/dueAt", { at: dayMinute(due) })}</Status>;
  return line.handedOverAtMs === null ? (
    <span>{t("exportsPage/notHandedOver")}</span>
  ) : (
    <span>{t("exportsPage/handedOver", { at: dayMinute(line.handedOverAtMs) })}</span>
  );
}
