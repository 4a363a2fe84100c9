import { useQuery } from "@tanstack/react-query";
import { Segmented, type TableColumnsType } from "antd";
import { useMemo, useState } from "react";
import type { IncidentStatistic } from "../../contract/incidents.ts";
import { ask } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { SheetTable } from "../look/sheet-table.tsx";
import { length } from "../look/times.ts";
import { type Say, useWords } from "../words/index.ts";

const dayMs = 86_400_000;
type Days = 7 | 30 | 365;

/** 异常统计: how often each kind came, how fast it was taken on and over, how often too late (S0-5.4.2). */
export function IncidentStatistics() {
  const { t } = useWords();
  const [days, setDays] = useState<Days>(30);
  const span = useMemo(() => {
    const toMs = nowMs();
    return { fromMs: toMs - days * dayMs, toMs };
  }, [days]);
  const read = useQuery({
    queryKey: ["incidents", "statistics", days],
    queryFn: () => ask("incidents.statistics", { query: span }),
  });
  return (
    <div className="stack">
      <Segmented<Days>
        value={days}
        onChange={setDays}
        options={[
          { value: 7, label: t("incidentCare/days7") },
          { value: 30, label: t("incidentCare/days30") },
          { value: 365, label: t("incidentCare/thisYear") },
        ]}
      />
      {read.isError ? <Failure error={read.error} onRetry={() => void read.refetch()} /> : null}
      {read.isError ? null : (
        <SheetTable<IncidentStatistic>
          rows={read.data?.lines}
          rowKey="kind"
          columns={columns(t)}
          empty={
            <Empty
              title={t("incidentCare/statisticsNone")}
              next={t("incidentCare/statisticsNoneNext")}
            />
          }
        />
      )}
    </div>
  );
}

function columns(t: Say): TableColumnsType<IncidentStatistic> {
  const figure = (title: string, of: (one: IncidentStatistic) => string | number) => ({
    title,
    render: (_: unknown, one: IncidentStatistic) => <span className="number">{of(one)}</span>,
  });
  const time = (ms: number | null) => (ms === null ? "—" : length(ms));
  return [
    {
      title: t("incidentCare/kind"),
      render: (_, one) => t(`tending/incidentKinds/${one.kind}`),
    },
    figure(t("incidentCare/incidents"), (one) => one.incidents),
    figure(t("incidentCare/seen"), (one) => one.seen),
    figure(t("incidentCare/goingOn"), (one) => one.goingOn),
    figure(t("incidentCare/closed"), (one) => one.closed),
    figure(t("incidentCare/takenOn"), (one) => time(one.takenOnMedianMs)),
    figure(t("incidentCare/over"), (one) => time(one.overMedianMs)),
    figure(t("incidentCare/lateCount"), (one) => one.late),
    figure(t("incidentCare/breachedCount"), (one) => one.breached),
  ];
}
