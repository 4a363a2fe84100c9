import { useQuery } from "@tanstack/react-query";
import { Select, type TableColumnsType } from "antd";
import { useState } from "react";
import { type Answer, ask } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { size } from "../look/times.ts";
import { useWords, type Say } from "../words/index.ts";
import { retentionKey } from "./use-retention.ts";

type Month = Answer<"retention.forecast">["months"][number];
interface Row extends Month {
  readonly key: string;
  readonly share: number;
}

/** What falls due month by month: due means due for review, never gone by itself. */
export function ForecastTab() {
  const { t } = useWords();
  const [months, setMonths] = useState(60);
  const found = useQuery({
    queryKey: [...retentionKey, "forecast", months],
    queryFn: () => ask("retention.forecast", { query: { months } }),
  });
  const most = Math.max(1, ...(found.data?.months ?? []).map((one) => one.items));
  const rows = found.data?.months.map((one) => ({
    ...one,
    key: `${one.month} ${one.class} ${one.partition}`,
    share: one.items / most,
  }));
  return (
    <>
      <div className="keeping-filter">
        <Select<number>
          aria-label={t("retentionPage/months")}
          value={months}
          onChange={setMonths}
          options={[12, 24, 60, 120].map((value) => ({
            value,
            label: t("retentionPage/monthsAhead", { n: value }),
          }))}
        />
      </div>
      {found.isError ? <Failure error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data === undefined ? null : (
        <dl className="sheet keeping-figures">
          <div>
            <dt>{t("retentionPage/dueWithin")}</dt>
            <dd>{found.data.months.reduce((sum, one) => sum + one.items, 0)}</dd>
          </div>
          <div>
            <dt>{t("retentionPage/dueLater")}</dt>
            <dd>{found.data.later}</dd>
          </div>
          <div>
            <dt>{t("retentionPage/endlessItems")}</dt>
            <dd>{found.data.endless}</dd>
          </div>
        </dl>
      )}
      <SheetTable<Row>
        rows={rows}
        rowKey="key"
        columns={columns(t)}
        empty={
          <Empty title={t("retentionPage/nothingDue")} next={t("retentionPage/nothingNext")} />
        }
      />
    </>
  );
}

function columns(t: Say): TableColumnsType<Row> {
  return [
    {
      title: t("retentionPage/month"),
      render: (_: unknown, row: Row) => <span className="keeping-month number">{row.month}</span>,
    },
    {
      title: t("retentionPage/class"),
      render: (_: unknown, row: Row) => t(`retention/classes/${row.class}`),
    },
    {
      title: t("retentionPage/partition"),
      render: (_: unknown, row: Row) => t(`retentionPage/partitions/${row.partition}`),
    },
    {
      title: t("retentionPage/count"),
      className: "number",
      render: (_: unknown, row: Row) => (
        <>
          {row.items}{" "}
          <span
            className="keeping-bar"
            aria-hidden
            style={{ width: `${(row.share * 8).toFixed(2)}rem` }}
          />
        </>
      ),
    },
    {
      title: t("retentionPage/size"),
      className: "number",
      render: (_: unknown, row: Row) => size(row.sizeBytes),
    },
  ];
}
