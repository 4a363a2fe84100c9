import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Select, type TableColumnsType } from "antd";
import { useState } from "react";
import type { TaskLine } from "../../contract/tasks.ts";
import { dutyOf } from "../../kernel/tasks/duties.ts";
import { address, ask } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { day, dayMinute, instantOf } from "../look/times.ts";
import { type Say, useWords } from "../words/index.ts";
import { TaskCalendar } from "./task-calendar.tsx";
import { TaskDialog } from "./task-dialog.tsx";
import { taskTones } from "./task-tone.ts";
import { ruleWord } from "./tending-words.ts";
import "./tending.css";

/** The month some months before or after this one, as a half-open span of the house's time. */
function monthSpan(back: number): { fromMs: number; toMs: number; name: string } {
  const [year = 2000, month = 1] = day(nowMs()).split("-").map(Number);
  const first = (shift: number) =>
    new Date(Date.UTC(year, month - 1 - back + shift, 1)).toISOString().slice(0, 10);
  return {
    fromMs: instantOf(first(0), "00:00"),
    toMs: instantOf(first(1), "00:00"),
    name: first(0).slice(0, 7),
  };
}

export function useTasks(span: { readonly fromMs: number; readonly toMs: number }) {
  const { fromMs, toMs } = span;
  return useQuery({
    queryKey: ["tasks", fromMs, toMs],
    queryFn: () => ask("tasks.list", { query: { fromMs, toMs } }),
  });
}

/** 今日任务: what is open, and a month as it was done, for everybody or one person. */
export function TasksPage() {
  const { t } = useWords();
  const [back, setBack] = useState(0);
  const [who, setWho] = useState<string>();
  const [open, setOpen] = useState<string>();
  const span = monthSpan(back);
  const list = useTasks(span);
  const now = useTasks(monthSpan(0));
  const waiting = now.data?.tasks
    .filter((task) => isOpen(task) && task.fromMs <= nowMs())
    .toSorted((a, b) => a.dueMs - b.dueMs);
  const month = (list.data?.tasks ?? []).filter((task) => task.dueMs > span.fromMs);
  const ofPerson = month.filter((task) => who === undefined || task.signed?.accountId === who);
  return (
    <div className="page">
      <PageHead title={t("tasksPage/title")} note={t("tasksPage/note")} />
      {now.isError ? <Failure error={now.error} onRetry={() => void now.refetch()} /> : null}
      <div className="stack">
        <section aria-label={t("tasksPage/waiting")}>
          <SheetTable<TaskLine>
            rows={waiting}
            rowKey="taskId"
            columns={columns(t, setOpen)}
            empty={
              <Empty title={t("tasksPage/waitingNone")} next={t("tasksPage/waitingNoneNext")} />
            }
          />
        </section>
        <section className="sheet" aria-label={t("tasksPage/calendar")}>
          <div className="sheet-head">
            <h2>{`${t("tasksPage/calendar")} ${span.name}`}</h2>
            <span className="tools task-tools">
              <PersonChoice tasks={month} who={who} onWho={setWho} />
              <Button onClick={() => setBack(back + 1)}>{t("tasksPage/previous")}</Button>
              <Button disabled={back === 0} onClick={() => setBack(back - 1)}>
                {t("tasksPage/next")}
              </Button>
              <Button
                href={address("tasks.table", { query: { fromMs: span.fromMs, toMs: span.toMs } })}
              >
                {t("tasksPage/export")}
              </Button>
            </span>
          </div>
          {list.isPending ? <Bones rows={6} /> : null}
          <TaskCalendar tasks={ofPerson.filter((task) => task.every === "day")} />
        </section>
        <section className="tasks-more" aria-label={t("tasksPage/recurring")}>
          <h2>{`${t("tasksPage/recurring")} ${span.name}`}</h2>
          <SheetTable<TaskLine>
            rows={
              list.data === undefined
                ? undefined
                : ofPerson.filter((task) => isRecurring(task) && (back > 0 || !isOpen(task)))
            }
            rowKey="taskId"
            columns={columns(t, setOpen)}
            empty={<Empty title={t("tasksPage/waitingNone")} />}
          />
        </section>
      </div>
      {open === undefined ? null : <TaskDialog taskId={open} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

/** A duty that is filled in and signed on a page of its own. */
function OwnPage(props: { readonly task: TaskLine }) {
  const { t } = useWords();
  const { task } = props;
  const button = (
    <Button type={task.mine ? "primary" : "default"} size="small">
      {task.mine ? t("tasksPage/sign") : t("tasksPage/look")}
    </Button>
  );
  if (task.subjectId !== null)
    return (
      <Link
        to={isOpen(task) ? "/lessons/$lessonId/change" : "/lessons/$lessonId"}
        params={{ lessonId: task.subjectId }}
      >
        <Button type={task.mine ? "primary" : "default"} size="small">
          {isOpen(task) ? t("externalTerms/fill") : t("tasksPage/look")}
        </Button>
      </Link>
    );
  if (task.kind === "monthly-check")
    return (
      <Link to="/supervision/self-checks/$month" params={{ month: task.period }}>
        {button}
      </Link>
    );
  const tab = task.kind === "spot-check" ? "quarterly" : "daily";
  return (
    <Link to="/supervision" search={{ tab }}>
      {button}
    </Link>
  );
}

function isOpen(task: TaskLine): boolean {
  return task.state !== "done" && task.state !== "done-late";
}

function isRecurring(task: TaskLine): boolean {
  return task.every !== "day";
}

function PersonChoice(props: {
  readonly tasks: readonly TaskLine[];
  readonly who: string | undefined;
  readonly onWho: (who: string | undefined) => void;
}) {
  const { t } = useWords();
  const people = new Map(
    props.tasks.flatMap(({ signed }) =>
      signed === null ? [] : [[signed.accountId, signed.name] as const],
    ),
  );
  return (
    <Select<string>
      aria-label={t("tasksPage/who")}
      value={props.who ?? ""}
      onChange={(value) => props.onWho(value === "" ? undefined : value)}
      options={[
        { value: "", label: t("tasksPage/everyone") },
        ...[...people].map(([value, label]) => ({ value, label })),
      ]}
    />
  );
}

function columns(t: Say, onOpen: (taskId: string) => void): TableColumnsType<TaskLine> {
  return [
    {
      title: t("tasksPage/task"),
      render: (_, task) => (
        <>
          <strong>{t(`tending/taskKinds/${task.kind}`)}</strong>{" "}
          <span className="number">{task.period}</span> {task.about}
        </>
      ),
    },
    { title: t("tasksPage/rule"), render: (_, task) => ruleWord(t, task.rule) },
    {
      title: t("tasksPage/due"),
      render: (_, task) => <span className="number">{dayMinute(task.dueMs - 60_000)}</span>,
    },
    {
      title: t("incidentsPage/state"),
      render: (_, task) => (
        <Status tone={taskTones[task.state]}>{t(`tending/taskStates/${task.state}`)}</Status>
      ),
    },
    { title: t("tasksPage/who"), render: (_, task) => task.signed?.name ?? "—" },
    {
      title: "",
      fixed: "right",
      render: (_, task) =>
        dutyOf(task.kind)?.ownPage === true ? (
          <OwnPage task={task} />
        ) : (
          <Button
            type={task.mine ? "primary" : "default"}
            size="small"
            onClick={() => onOpen(task.taskId)}
          >
            {task.mine ? t("tasksPage/sign") : t("tasksPage/look")}
          </Button>
        ),
    },
  ];
}
