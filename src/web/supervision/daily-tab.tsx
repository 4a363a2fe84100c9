import { Button, type TableColumnsType } from "antd";
import { useState } from "react";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { day } from "../look/times.ts";
import { taskTones } from "../tasks/task-tone.ts";
import { type Say, useWords } from "../words/index.ts";
import { listed, told } from "../words/listed.ts";
import { DailyDialog } from "./daily-dialog.tsx";
import { type DailyCheck, probeWord, useDailyChecks } from "./use-supervision.ts";

/** `2026-06`, some months before this one. */
function monthOf(back: number): string {
  const [year = 2000, month = 1] = day(nowMs()).split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7);
}

/** The days of a month: what the house found, and who signed. */
export function DailyTab() {
  const { t } = useWords();
  const [back, setBack] = useState(0);
  const [open, setOpen] = useState<string>();
  const month = monthOf(back);
  const list = useDailyChecks(month);
  const one = list.data?.days.find((check) => check.day === open);
  return (
    <section className="stack" aria-label={t("supervision/tabs/daily")}>
      <p className="tools">
        <b className="number">{month}</b>{" "}
        <Button onClick={() => setBack(back + 1)}>{t("supervision/daily/previous")}</Button>{" "}
        <Button disabled={back === 0} onClick={() => setBack(back - 1)}>
          {t("supervision/daily/next")}
        </Button>
      </p>
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      <SheetTable<DailyCheck>
        rows={list.data?.days ?? (list.isError ? [] : undefined)}
        rowKey="day"
        columns={columns(t, setOpen)}
        empty={<Empty title={t("supervision/daily/none")} next={t("supervision/daily/noneNext")} />}
      />
      {one === undefined ? null : <DailyDialog check={one} onClose={() => setOpen(undefined)} />}
    </section>
  );
}

/** Green, red with what is red, or not judged. */
export function Judged(props: { readonly check: Pick<DailyCheck, "judged"> }) {
  const { t } = useWords();
  const { judged } = props.check;
  if (judged === null) return <Status tone="plain">{t("supervision/unjudged")}</Status>;
  const red = judged.probes.filter(({ faults }) => faults.length > 0);
  if (red.length === 0) return <Status tone="good">{t("supervision/good")}</Status>;
  const names = listed(red.map(({ probe }) => probeWord(t, probe)));
  return <Status tone="alarm">{told(t("supervision/bad"), names)}</Status>;
}

function columns(t: Say, onOpen: (open: string) => void): TableColumnsType<DailyCheck> {
  return [
    {
      title: t("supervision/daily/day"),
      render: (_, check) => <span className="number">{check.day}</span>,
    },
    { title: t("supervision/daily/result"), render: (_, check) => <Judged check={check} /> },
    {
      title: t("supervision/daily/state"),
      render: (_, check) => (
        <Status tone={taskTones[check.state]}>{t(`tending/taskStates/${check.state}`)}</Status>
      ),
    },
    { title: t("supervision/daily/by"), render: (_, check) => check.signed?.name ?? "—" },
    {
      title: "",
      fixed: "right",
      render: (_, check) => (
        <Button
          size="small"
          type={check.mine ? "primary" : "default"}
          aria-label={`${check.mine ? t("supervision/daily/sign") : t("supervision/daily/open")} ${check.day}`}
          onClick={() => onOpen(check.day)}
        >
          {check.mine ? t("supervision/daily/sign") : t("supervision/daily/open")}
        </Button>
      ),
    },
  ];
}
