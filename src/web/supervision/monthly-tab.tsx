import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, type TableColumnsType } from "antd";
import { ask, type Answer } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { taskTones } from "../tasks/task-tone.ts";
import { type Say, useWords } from "../words/index.ts";

type Line = Answer<"selfChecks.list">["months"][number];

/** F-14 month by month. */
export function MonthlyTab() {
  const { t } = useWords();
  const list = useQuery({
    queryKey: ["supervision", "monthly"],
    queryFn: () => ask("selfChecks.list", {}),
  });
  return (
    <section className="stack" aria-label={t("supervision/tabs/monthly")}>
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      <SheetTable<Line>
        rows={list.data?.months ?? (list.isError ? [] : undefined)}
        rowKey="month"
        columns={columns(t)}
        empty={
          <Empty title={t("supervision/monthly/none")} next={t("supervision/monthly/noneNext")} />
        }
      />
    </section>
  );
}

function columns(t: Say): TableColumnsType<Line> {
  return [
    {
      title: t("supervision/monthly/month"),
      render: (_, line) => <span className="number">{line.month}</span>,
    },
    {
      title: t("tasksPage/due"),
      render: (_, line) => <span className="number">{dayMinute(line.dueMs - 60_000)}</span>,
    },
    {
      title: t("supervision/daily/state"),
      render: (_, line) => (
        <Status tone={taskTones[line.state]}>{t(`tending/taskStates/${line.state}`)}</Status>
      ),
    },
    { title: t("supervision/daily/by"), render: (_, line) => line.signedBy ?? "—" },
    { title: t("supervision/monthly/findings"), render: (_, line) => line.findings ?? "—" },
    {
      title: "",
      fixed: "right",
      render: (_, line) => {
        const word = line.mine ? t("supervision/monthly/fill") : t("supervision/monthly/look");
        return (
          <Link to="/supervision/self-checks/$month" params={{ month: line.month }}>
            <Button
              size="small"
              type={line.mine ? "primary" : "default"}
              aria-label={`${word} ${line.month}`}
            >
              {word}
            </Button>
          </Link>
        );
      },
    },
  ];
}
