import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { ask } from "../ask.ts";
import { severityTones } from "../incidents/incident-tone.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { Status } from "../look/status.tsx";
import { dayStart } from "../look/times.ts";
import { taskTones } from "../tasks/task-tone.ts";
import { useTasks } from "../tasks/tasks-page.tsx";
import { useWords } from "../words/index.ts";
import { Section } from "./section.tsx";

const shownMost = 8;

/** What goes wrong in the house, in one line. */
export function IncidentsSection() {
  const { t } = useWords();
  const count = useQuery({
    queryKey: ["incidents", "count"],
    queryFn: () => ask("incidents.count", {}, { background: true }),
    refetchInterval: 30_000,
  });
  const state = count.data;
  return (
    <Section
      title={t("incidentsPage/home")}
      tools={<Link to="/incidents">{t("tasksPage/toAll")}</Link>}
    >
      {count.isPending ? <Bones rows={1} /> : null}
      {count.isError ? <Failure error={count.error} onRetry={() => void count.refetch()} /> : null}
      {state === undefined ? null : (
        <div className="storage-notes">
          <Status tone={state.worst === null ? "good" : severityTones[state.worst]}>
            {state.goingOn === 0
              ? t("incidentsPage/homeGood")
              : t("incidentsPage/homeGoing", { n: state.goingOn })}
          </Status>
          {state.settled === 0 ? null : (
            <Status tone="plain">{t("incidentsPage/homeSettled", { n: state.settled })}</Status>
          )}
        </div>
      )}
    </Section>
  );
}

/** The duties that wait, those overdue first. */
export function TasksSection() {
  const { t } = useWords();
  const span = useMemo(() => ({ fromMs: dayStart(nowMs()), toMs: dayStart(nowMs(), 1) }), []);
  const list = useTasks(span);
  const waiting = (list.data?.tasks ?? [])
    .filter((task) => task.state !== "done" && task.state !== "done-late")
    .toSorted((a, b) => a.dueMs - b.dueMs);
  const overdue = waiting.filter((task) => task.state === "overdue");
  const shown = [...overdue, ...waiting.filter((task) => task.state !== "overdue")];
  return (
    <Section
      title={t("tasksPage/home")}
      tools={
        <>
          <span className="quiet number">
            {t("tasksPage/homeSummary", { waiting: waiting.length, overdue: overdue.length })}
          </span>
          <Link to="/tasks">{t("tasksPage/toAll")}</Link>
        </>
      }
    >
      {list.isPending ? <Bones rows={2} /> : null}
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      <div className="storage-notes">
        {shown.slice(0, shownMost).map((task) => (
          <Status key={task.taskId} tone={taskTones[task.state]}>
            {`${t(`tending/taskKinds/${task.kind}`)} ${task.period} · ${t(`tending/taskStates/${task.state}`)}`}
          </Status>
        ))}
      </div>
    </Section>
  );
}
