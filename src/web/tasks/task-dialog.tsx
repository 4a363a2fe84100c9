import { useQuery } from "@tanstack/react-query";
import { Modal, Radio } from "antd";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import type { TaskField, TaskFilled, TaskResult, TaskSheet } from "../../contract/tasks.ts";
import { ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { TextField } from "../look/text-field.tsx";
import { dayMinute } from "../look/times.ts";
import { SigningFields } from "../requests/signing-fields.tsx";
import { useSignedAct } from "../requests/use-act.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { told } from "../words/listed.ts";
import { FactList } from "./fact-list.tsx";
import "./tending.css";

/** One duty of one period: what the house knows, what the person found, and the signature. */
export function TaskDialog(props: { readonly taskId: string; readonly onClose: () => void }) {
  const { t } = useWords();
  const task = useQuery({
    queryKey: ["tasks", "one", props.taskId],
    queryFn: () => ask("tasks.read", { params: { taskId: props.taskId } }),
  });
  if (task.data?.mine === true) return <SignTask task={task.data} onClose={props.onClose} />;
  return (
    <Modal
      open
      footer={null}
      title={task.data === undefined ? t("tasksPage/look") : <TaskTitle task={task.data} />}
      onCancel={props.onClose}
    >
      {task.isPending ? <Bones rows={4} /> : null}
      {task.isError ? <Failure error={task.error} onRetry={() => void task.refetch()} /> : null}
      {task.data === undefined ? null : <SignedTask task={task.data} />}
    </Modal>
  );
}

function TaskTitle(props: { readonly task: TaskSheet }) {
  const { t } = useWords();
  const { kind, period } = props.task;
  return <span>{`${t(`tending/taskKinds/${kind}`)} · ${period}`}</span>;
}

function Known(props: { readonly task: TaskSheet }) {
  const { t } = useWords();
  const { facts } = props.task;
  return (
    <section aria-label={t("tasksPage/known")}>
      <h3>{t("tasksPage/known")}</h3>
      {Object.keys(facts).length === 0 ? (
        <p className="quiet">{t("tasksPage/knownNone")}</p>
      ) : (
        <FactList facts={facts} />
      )}
    </section>
  );
}

function SignedTask(props: { readonly task: TaskSheet }) {
  const { t } = useWords();
  const { task } = props;
  const { signed } = task;
  return (
    <div className="stack">
      <Known task={task} />
      {signed === null ? null : (
        <>
          <p>
            <Status tone={signed.result === "ok" ? "good" : "warn"}>
              {t(`tending/taskResults/${signed.result}`)}
            </Status>{" "}
            {t("tasksPage/signedBy", { name: signed.name, at: dayMinute(signed.atMs) })}
          </p>
          {task.fields.map((field) => (
            <p key={field}>{told(t(`tending/taskFields/${field}`), signed.filled[field] ?? "")}</p>
          ))}
          {signed.remark === "" ? null : <p>{signed.remark}</p>}
        </>
      )}
    </div>
  );
}

function useSignTask(task: TaskSheet, onClose: () => void) {
  const { t } = useWords();
  const [result, setResult] = useState<TaskResult>("ok");
  const [remark, setRemark] = useState("");
  const [filled, setFilled] = useState<TaskFilled>({});
  const { signing, act } = useSignedAct(
    (signed) =>
      ask("tasks.sign", {
        params: { taskId: task.taskId },
        body: { result, remark, filled, signing: signed },
      }),
    {
      onDone: () => {
        void queries.invalidateQueries({ queryKey: ["tasks"] });
        void queries.invalidateQueries({ queryKey: ["incidents"] });
        onClose();
      },
      said: t("tasksPage/signed"),
    },
  );
  const complete =
    signing.signing !== null &&
    task.fields.every((field) => (filled[field] ?? "").trim() !== "") &&
    (result === "ok" || remark.trim() !== "");
  const fill = (field: TaskField, text: string) => setFilled({ ...filled, [field]: text });
  return { act, signing, result, setResult, remark, setRemark, filled, fill, complete };
}

function SignTask(props: { readonly task: TaskSheet; readonly onClose: () => void }) {
  const { t } = useWords();
  const { task } = props;
  const form = useSignTask(task, props.onClose);
  return (
    <Modal
      open
      title={<TaskTitle task={task} />}
      okText={t("tasksPage/sign")}
      cancelText={t("common/cancel")}
      okButtonProps={{ disabled: !form.complete, loading: form.act.isPending }}
      onOk={() => form.act.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        {task.state === "overdue" ? <Status tone="warn">{t("tasksPage/late")}</Status> : null}
        <Known task={task} />
        {task.fields.map((field) => (
          <TextField
            key={field}
            required
            most={limits.textCharacters}
            label={t(`tending/taskFields/${field}`)}
            value={form.filled[field] ?? ""}
            onChange={(text) => form.fill(field, text)}
          />
        ))}
        <Radio.Group
          aria-label={t("tasksPage/result")}
          value={form.result}
          onChange={(event) => form.setResult(event.target.value === "ok" ? "ok" : "problem")}
        >
          <Radio value="ok">{t("tending/taskResults/ok")}</Radio>
          <Radio value="problem">{t("tending/taskResults/problem")}</Radio>
        </Radio.Group>
        <TextField
          long
          label={t("tasksPage/remarkNeeded")}
          required={form.result === "problem"}
          value={form.remark}
          onChange={form.setRemark}
        />
        <SigningFields signing={form.signing} />
        {form.act.isError ? <Failure error={form.act.error} /> : null}
      </div>
    </Modal>
  );
}
