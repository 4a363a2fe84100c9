import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useState } from "react";
import type { CheckOf, LessonTask } from "../../contract/completion.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { type Card, keepCard } from "./use-completion.ts";

/** 任务完成情况: what the lesson was to achieve, checked off for each group, and for each student where wanted. */
export function LessonTasks(props: { readonly card: Card; readonly groups: readonly string[] }) {
  const { t } = useWords();
  const { card, groups } = props;
  const { lessonId, tasks, mayKeep } = card;
  const keep = ({ tasks: now }: { tasks: LessonTask[] }) => keepCard({ ...card, tasks: now });
  const check = useMutation({
    mutationFn: (asked: { taskId: string; of: CheckOf; done: boolean }) =>
      ask("lesson-tasks.check", {
        params: { lessonId, taskId: asked.taskId },
        body: { of: asked.of, done: asked.done },
      }),
    onSuccess: keep,
  });
  const students = useStudents(lessonId);
  const all: readonly CheckOf[] =
    groups.length === 0
      ? [{ kind: "all" }]
      : groups.map((group) => ({ kind: "group" as const, group }));
  return (
    <section className="sheet" aria-label={t("completionCard/tasks")}>
      <h2>
        {t("completionCard/tasks")} <span className="quiet">{tasks.length}</span>
      </h2>
      {tasks.length === 0 ? (
        <p className="sheet-body quiet">
          {t("completionCard/tasksNone")}
          {mayKeep ? t("completionCard/tasksNext") : ""}
        </p>
      ) : null}
      <ul className="gap-lines">
        {tasks.map((task) => (
          <li key={task.taskId}>
            <TaskLine
              task={task}
              all={all}
              students={students}
              mayKeep={mayKeep && !check.isPending}
              onCheck={(of, done) => check.mutate({ taskId: task.taskId, of, done })}
            />
          </li>
        ))}
      </ul>
      {check.isError ? <Failure error={check.error} /> : null}
      {mayKeep ? <NewTask lessonId={lessonId} onSet={keep} /> : null}
    </section>
  );
}

/** One task: a mark for each group, and behind a tap one for each student. */
function TaskLine(props: {
  readonly task: LessonTask;
  readonly all: readonly CheckOf[];
  readonly students: readonly Student[];
  readonly mayKeep: boolean;
  readonly onCheck: (of: CheckOf, done: boolean) => void;
}) {
  const { t } = useWords();
  const { task, all, students, mayKeep, onCheck } = props;
  const [shown, setShown] = useState(false);
  const single = students.map((one) => ({
    name: one.name,
    of: { kind: "student" as const, studentId: one.accountId },
  }));
  return (
    <div>
      <b>{task.title}</b>
      {all.map((of) => (
        <Check
          key={of.kind === "group" ? of.group : ""}
          of={of}
          name={of.kind === "group" ? of.group : t("completionCard/taskAll")}
          task={task}
          mayKeep={mayKeep}
          onCheck={(done) => onCheck(of, done)}
        />
      ))}
      {students.length === 0 ? null : (
        <Button
          type="link"
          size="small"
          aria-expanded={shown}
          aria-label={`${t("completionCard/taskStudents")}: ${task.title}`}
          onClick={() => setShown(!shown)}
        >
          {t("completionCard/taskStudentsCount", {
            done: students.filter((one) => isDone(task, one)).length,
            all: students.length,
          })}
        </Button>
      )}
      {shown
        ? single.map(({ name, of }) => (
            <Check
              key={of.studentId}
              of={of}
              name={name}
              task={task}
              mayKeep={mayKeep}
              onCheck={(done) => onCheck(of, done)}
            />
          ))
        : null}
    </div>
  );
}

interface Student {
  readonly accountId: string;
  readonly name: string;
  readonly group: string;
}

/** Students of the lesson with an account, as its attendance names them. */
function useStudents(lessonId: string): readonly Student[] {
  const may = useMay();
  const read = useQuery({
    queryKey: ["attendance", lessonId],
    queryFn: () => ask("attendance.read", { params: { lessonId } }, { background: true }),
    enabled: may("attendance.read"),
    retry: false,
  });
  return (read.data?.lines ?? []).flatMap(({ accountId, name, group }) =>
    accountId === null ? [] : [{ accountId, name, group }],
  );
}

/** The own mark, or else that of the group, or else that of everybody. */
function isDone({ checks }: LessonTask, { accountId, group }: Student): boolean {
  const groups = group.split("、");
  const own = checks.find(({ of }) => of.kind === "student" && of.studentId === accountId);
  const ofGroup = checks.find(({ of }) => of.kind === "group" && groups.includes(of.group));
  return (own ?? ofGroup ?? checks.find(({ of }) => of.kind === "all"))?.done === true;
}

function isSame(a: CheckOf, b: CheckOf): boolean {
  if (a.kind === "group") return b.kind === "group" && a.group === b.group;
  if (a.kind === "student") return b.kind === "student" && a.studentId === b.studentId;
  return b.kind === "all";
}

function NewTask(props: {
  readonly lessonId: string;
  readonly onSet: (answer: { tasks: LessonTask[] }) => void;
}) {
  const { t } = useWords();
  const { lessonId } = props;
  const [title, setTitle] = useState("");
  const add = useMutation({
    mutationFn: () =>
      ask("lesson-tasks.set", { params: { lessonId }, body: { title: title.trim() } }),
    onSuccess: (answer) => {
      props.onSet(answer);
      setTitle("");
    },
  });
  return (
    <form
      className="sheet-body task-add"
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() !== "") add.mutate();
      }}
    >
      <TextField label={t("completionCard/taskTitle")} value={title} onChange={setTitle} />
      <Button htmlType="submit" disabled={title.trim() === ""} loading={add.isPending}>
        {t("completionCard/taskAdd")}
      </Button>
      {add.isError ? <Failure error={add.error} /> : null}
    </form>
  );
}

function Check(props: {
  readonly of: CheckOf;
  readonly name: string;
  readonly task: LessonTask;
  readonly mayKeep: boolean;
  readonly onCheck: (done: boolean) => void;
}) {
  const { t } = useWords();
  const { of, name, task } = props;
  const mark = task.checks.find((one) => isSame(one.of, of));
  const value = mark === undefined ? "none" : mark.done ? "done" : "not";
  return (
    <div className="task-check">
      <span>{name}</span>
      <Segmented<"done" | "not" | "none">
        aria-label={`${task.title}: ${name}`}
        disabled={!props.mayKeep}
        value={value}
        options={[
          { value: "done", label: t("completionCard/done") },
          { value: "not", label: t("completionCard/notDone") },
          { value: "none", label: t("completionCard/unmarked"), disabled: true },
        ]}
        onChange={(next) => {
          if (next !== "none" && next !== value) props.onCheck(next === "done");
        }}
      />
      <small className="quiet">{mark?.by ?? ""}</small>
    </div>
  );
}
