import { DownloadOutlined, PrinterOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, DatePicker, type TableColumnsType } from "antd";
import dayjs from "dayjs";
import { useMemo, useState } from "react";
import type { InterruptionLine } from "../../contract/completion.ts";
import { address, ask } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { day, daySecond, instantOf } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import { causeWord, reasonWord } from "./use-completion.ts";
import "./completion.css";

type Row = InterruptionLine & { readonly key: string };

/** 停录原因登记 (F-25): every interruption of a month. */
export function InterruptionsPage() {
  const { t } = useWords();
  const may = useMay();
  const [month, setMonth] = useState(() => day(nowMs()).slice(0, 7));
  const span = useMemo(() => spanOf(month), [month]);
  const list = useQuery({
    queryKey: ["interruptions", month],
    queryFn: () => ask("interruptions.list", { query: span }),
    staleTime: 0,
  });
  const rows = list.data?.lines.map((line) => ({ ...line, key: line.interruptionId ?? "" }));
  return (
    <div className="page">
      <PageHead
        title={t("interruptionsPage/title")}
        note={t("interruptionsPage/note")}
        tools={
          <>
            <DatePicker
              picker="month"
              allowClear={false}
              aria-label={t("interruptionsPage/month")}
              value={dayjs(`${month}-01`)}
              onChange={(value) => setMonth((now) => value?.format("YYYY-MM") ?? now)}
            />
            <Button
              icon={<DownloadOutlined aria-hidden />}
              href={address("interruptions.table", { query: span })}
              download
            >
              {t("interruptionsPage/table")}
            </Button>
            <Button
              icon={<PrinterOutlined aria-hidden />}
              href={address("interruptions.sheet", { query: span })}
              download
            >
              {t("interruptionsPage/print")}
            </Button>
          </>
        }
      />
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      <SheetTable<Row>
        rows={list.isError ? [] : rows}
        rowKey="key"
        columns={columnsOf(t, may("lesson.read"))}
        empty={<Empty title={t("interruptionsPage/none")} next={t("interruptionsPage/noneNext")} />}
      />
    </div>
  );
}

function spanOf(month: string): { fromMs: number; toMs: number } {
  const next = dayjs(`${month}-01`).add(1, "month").format("YYYY-MM");
  return { fromMs: instantOf(`${month}-01`, "00:00"), toMs: instantOf(`${next}-01`, "00:00") };
}

/** The seven columns of the form, in their order. */
function columnsOf(t: Say, linked: boolean): TableColumnsType<Row> {
  return [
    {
      title: t("interruptionsPage/lesson"),
      render: (_, line) =>
        linked ? (
          <Link to="/lessons/$lessonId/completion" params={{ lessonId: line.lessonId }}>
            {line.officialName}
          </Link>
        ) : (
          line.officialName
        ),
    },
    { title: t("interruptionsPage/camera"), dataIndex: "cameraName" },
    {
      title: t("completionCard/from"),
      className: "number",
      render: (_, line) => daySecond(line.startMs),
    },
    {
      title: t("completionCard/reason"),
      render: (_, line) =>
        line.reason === null ? (
          <>
            <Status tone="alarm">{t("interruptionsPage/waiting")}</Status>
            <div className="quiet">{causeWord(t, line.cause)}</div>
          </>
        ) : (
          reasonWord(t, line.reason)
        ),
    },
    { title: t("completionCard/registrant"), render: (_, line) => line.reason?.by ?? "" },
    {
      title: t("completionCard/to"),
      className: "number",
      render: (_, line) =>
        line.endMs === null ? (
          <Status tone="alarm">{t("completionCard/goesOn")}</Status>
        ) : (
          daySecond(line.endMs)
        ),
    },
    {
      title: t("completionCard/remark"),
      render: (_, line) =>
        line.notes
          .filter((note) => note.kind === "remark")
          .map((note) => note.text)
          .join("；"),
    },
  ];
}
