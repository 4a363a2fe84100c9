import { LockOutlined, WarningOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Modal, Radio } from "antd";
import { useState } from "react";
import { type Sensitivity, sensitivities } from "../../contract/lesson.ts";
import { isAbove } from "../../kernel/sensitivity.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { TextField } from "../look/text-field.tsx";
import { SigningFields } from "../requests/signing-fields.tsx";
import { useSigning } from "../requests/use-signing.ts";
import { useMay } from "../session/me.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import type { LessonNow } from "./use-lessons.ts";
import "../requests/requests.css";

/** How sensitive a lesson is; nothing is said of the ordinary. */
export function SensitivityTag(props: { readonly label: Sensitivity }) {
  const { t } = useWords();
  const { label } = props;
  if (label === "ordinary") return null;
  return (
    <Status
      tone={label === "secret" ? "alarm" : "warn"}
      icon={label === "secret" ? <LockOutlined aria-hidden /> : <WarningOutlined aria-hidden />}
    >
      {t(`sensitivityWords/${label}`)}
    </Status>
  );
}

/** The label on the lesson's page: what it means, and changing it (S3-Q2). */
export function LabelFact(props: { readonly lesson: LessonNow }) {
  const { t } = useWords();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const { lesson } = props;
  const label = lesson.sensitivity;
  // A delegate of the first approver may be anybody who reads the lesson: the house decides.
  const changes = may("lesson.plan") || (label !== "ordinary" && may("request.file"));
  return (
    <>
      {label === "ordinary" ? t("sensitivityWords/ordinary") : <SensitivityTag label={label} />}{" "}
      {changes ? (
        <Button size="small" onClick={() => setOpen(true)}>
          {t("labels/change")}
        </Button>
      ) : null}
      {label === "secret" ? <div className="quiet">{t("labels/secretLook")}</div> : null}
      {open ? <LabelDialog lesson={lesson} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function useLabelling(lesson: LessonNow, onClose: () => void) {
  const { t } = useWords();
  const { message } = App.useApp();
  const signing = useSigning();
  const [to, setTo] = useState<Sensitivity>(lesson.sensitivity);
  const [reason, setReason] = useState("");
  const lowers = isAbove(lesson.sensitivity, to);
  const save = useMutation({
    mutationFn: () =>
      ask("lessons.label", {
        params: { lessonId: lesson.lessonId },
        body: { sensitivity: to, reason: reason.trim(), signing: lowers ? signing.signing : null },
      }),
    onSuccess: () => {
      for (const name of ["lesson", "lessons", "askable-lessons", "request-preview"])
        void queries.invalidateQueries({ queryKey: [name] });
      void message.success(t("labels/saved"));
      onClose();
    },
    onError: signing.refused,
  });
  const ready =
    to !== lesson.sensitivity && reason.trim() !== "" && (!lowers || signing.signing !== null);
  return { to, setTo, reason, setReason, lowers, signing, save, ready };
}

function LabelDialog(props: { readonly lesson: LessonNow; readonly onClose: () => void }) {
  const { t } = useWords();
  const may = useMay();
  const { lesson, onClose } = props;
  const { to, setTo, reason, setReason, lowers, signing, save, ready } = useLabelling(
    lesson,
    onClose,
  );
  const offered = sensitivities.filter(
    (one) => may("lesson.plan") || !isAbove(one, lesson.sensitivity),
  );
  return (
    <Modal
      open
      title={t("labels/changeTitle")}
      okText={t("labels/change")}
      okButtonProps={{ disabled: !ready, loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="stack">
        <div className="signing-field">
          <b>{t("labels/to")}</b>
          <Radio.Group
            aria-label={t("labels/to")}
            value={to}
            onChange={(event) =>
              setTo(sensitivities.find((one) => one === event.target.value) ?? to)
            }
            options={offered.map((value) => ({ value, label: t(`sensitivityWords/${value}`) }))}
          />
          <small className="quiet">{lowers ? t("labels/lower") : t("labels/raise")}</small>
        </div>
        <TextField required label={t("labels/reason")} value={reason} onChange={setReason} />
        {lowers ? <SigningFields signing={signing} /> : null}
        {save.isError ? <Failure error={save.error} /> : null}
      </div>
    </Modal>
  );
}
