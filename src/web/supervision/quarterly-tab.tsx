import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, type TableColumnsType } from "antd";
import { useState } from "react";
import { ask, type Answer } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import { DrawDialog } from "./draw-dialog.tsx";

type Line = Answer<"spotChecks.list">["checks"][number];

/** Spot checks of the quarters, and the way to a new sample. */
export function QuarterlyTab() {
  const { t } = useWords();
  const may = useMay();
  const [drawing, setDrawing] = useState(false);
  const list = useQuery({
    queryKey: ["supervision", "quarterly"],
    queryFn: () => ask("spotChecks.list", {}),
  });
  return (
    <section className="stack" aria-label={t("supervision/tabs/quarterly")}>
      {may("spot-check.make") ? (
        <p>
          <Button type="primary" onClick={() => setDrawing(true)}>
            {t("supervision/quarterly/draw")}
          </Button>
        </p>
      ) : null}
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      <SheetTable<Line>
        rows={list.data?.checks ?? (list.isError ? [] : undefined)}
        rowKey="checkId"
        columns={columns(t)}
        empty={
          <Empty
            title={t("supervision/quarterly/none")}
            next={t("supervision/quarterly/noneNext")}
          />
        }
      />
      {drawing && list.data !== undefined ? (
        <DrawDialog quarters={list.data.quarters} onClose={() => setDrawing(false)} />
      ) : null}
    </section>
  );
}

function columns(t: Say): TableColumnsType<Line> {
  return [
    {
      title: t("supervision/quarterly/quarter"),
      render: (_, line) => <span className="number">{line.quarter}</span>,
    },
    {
      title: t("supervision/quarterly/unit"),
      render: (_, line) => t(`supervision/quarterly/units/${line.unit}`),
    },
    { title: t("supervision/quarterly/inspector"), dataIndex: "inspector" },
    {
      title: t("supervision/quarterly/population"),
      render: (_, line) => (
        <>
          {t(`supervision/quarterly/populations/${line.population}`)}{" "}
          <span className="number">{`${line.size}/${line.populationSize}`}</span>
        </>
      ),
    },
    {
      title: t("supervision/quarterly/drawn"),
      render: (_, line) => <span className="number">{dayMinute(line.drawnAtMs)}</span>,
    },
    {
      title: t("supervision/quarterly/state"),
      render: (_, line) =>
        line.finishedAtMs === null ? (
          <Status tone="busy">
            {t("supervision/quarterly/going", { noted: line.noted, size: line.size })}
          </Status>
        ) : (
          <Status tone="good">{t("supervision/quarterly/finished")}</Status>
        ),
    },
    {
      title: "",
      fixed: "right",
      render: (_, line) => (
        <Link to="/supervision/spot-checks/$checkId" params={{ checkId: line.checkId }}>
          <Button
            size="small"
            type={line.mine ? "primary" : "default"}
            aria-label={`${t("supervision/quarterly/open")} ${line.quarter} ${dayMinute(line.drawnAtMs)}`}
          >
            {t("supervision/quarterly/open")}
          </Button>
        </Link>
      ),
    },
  ];
}
