import { useMutation } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useState } from "react";
import type { CheckOf, LessonTask } from "../../contract/completion.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { useWords } from "../words/index.ts";
import { type Card, keepCard } from "./use-completion.ts";

type Of = Exclude<CheckOf, { kind: "student" }>;

/** 任务完成情况: what the lesson was to achieve, checked off for each group. */
export function LessonTasks(props: { readonly card: Card; readonly groups: readonly string[] }) {
  const { t } = useWords();
  const { card, groups } = props;
  const { lessonId, tasks, mayKeep } = card;
  const keep = ({ tasks: now }: { tasks: LessonTask[] }) => keepCard({ ...card, tasks: now });
  const check = useMutation({
    mutationFn: (asked: { taskId: string; of: Of; done: boolean }) =>
      ask("lesson-tasks.check", {
        params: { lessonId, taskId: asked.taskId },
        body: { of: asked.of, done: asked.done },
      }),
    onSuccess: keep,
  });
  const all: readonly Of[] =
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
            <div>
              <b>{task.title}</b>
              {all.map((of) => (
                <Check
                  key={of.kind === "group" ? of.group : ""}
                  of={of}
                  task={task}
                  mayKeep={mayKeep && !check.isPending}
                  onCheck={(done) => check.mutate({ taskId: task.taskId, of, done })}
                />
              ))}
            </div>
          </li>
        ))}
      </ul>
      {check.isError ? <Failure error={check.error} /> : null}
      {mayKeep ? <NewTask lessonId={lessonId} onSet={keep} /> : null}
    </section>
  );
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
  readonly of: Of;
  readonly task: LessonTask;
  readonly mayKeep: boolean;
  readonly onCheck: (done: boolean) => void;
}) {
  const { t } = useWords();
  const { of, task } = props;
  const name = of.kind === "group" ? of.group : t("completionCard/taskAll");
  const mark = task.checks.find((one) =>
    one.of.kind === "group" && of.kind === "group"
      ? one.of.group === of.group
      : one.of.kind === of.kind,
  );
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
