import { Modal, Radio, Select } from "antd";
import { useState } from "react";
import type { HoldInput, HoldScope } from "../../contract/routes/retention.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { LessonChoice } from "../requests/lesson-choice.tsx";
import type { AskedLesson } from "../requests/typed-request.ts";
import { useAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { CaseChoice } from "./case-choice.tsx";
import { type CameraSpan, SpanField } from "./span-field.tsx";
import { afterKeeping } from "./use-retention.ts";

const causes = ["accident", "complaint", "inspection", "litigation"] as const;
const scopes = ["lesson", "camera", "case"] as const satisfies readonly HoldScope["scope"][];
const noSpan: CameraSpan = { cameraId: null, startMs: null, endMs: null };

/** Places a hold on lessons, on a stretch of a camera, or on what a case is about. */
export function HoldForm(props: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [cause, setCause] = useState<HoldInput["cause"]>("accident");
  const [scope, setScope] = useState<HoldScope["scope"]>("lesson");
  const [requestId, setRequestId] = useState<string | null>(null);
  const [lessons, setLessons] = useState<readonly AskedLesson[]>([]);
  const [span, setSpan] = useState(noSpan);
  const [reason, setReason] = useState("");
  const on = scopeOf(scope, { lessons, span, requestId });
  const act = useAct(
    async () => (on === null ? null : ask("retention.place-hold", { body: { cause, reason, on } })),
    afterKeeping(t("retentionPage/holdPlaced"), props.onClose),
  );
  return (
    <Modal
      open
      title={t("retentionPage/addHold")}
      okText={t("retentionPage/addHold")}
      cancelText={t("common/cancel")}
      okButtonProps={{ disabled: on === null || reason.trim() === "", loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack keeping-dialog">
        <p>{t("retentionPage/holdText")}</p>
        <div className="signing-field">
          <span>{t("retentionPage/cause")}</span>
          <Select<HoldInput["cause"]>
            aria-label={t("retentionPage/cause")}
            value={cause}
            onChange={setCause}
            options={causes.map((value) => ({ value, label: t(`retention/causes/${value}`) }))}
          />
        </div>
        <Radio.Group
          aria-label={t("retentionPage/about")}
          value={scope}
          onChange={(event) => setScope(scopes.find((one) => one === event.target.value) ?? scope)}
          options={scopes.map((value) => ({ value, label: t(`retention/scopes/${value}`) }))}
        />
        {scope === "lesson" ? <LessonChoice value={lessons} onChange={setLessons} /> : null}
        {scope === "camera" ? <SpanField value={span} onChange={setSpan} /> : null}
        {scope === "case" ? <CaseChoice value={requestId} onChange={setRequestId} /> : null}
        <TextField
          long
          required
          label={t("retentionPage/reason")}
          value={reason}
          onChange={setReason}
        />
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}

function scopeOf(
  scope: HoldScope["scope"],
  typed: {
    readonly lessons: readonly AskedLesson[];
    readonly span: CameraSpan;
    readonly requestId: string | null;
  },
): HoldScope | null {
  const { lessons, requestId } = typed;
  const { cameraId, startMs, endMs } = typed.span;
  if (scope === "case") return requestId === null ? null : { scope, requestId };
  if (scope === "lesson")
    return lessons.length === 0
      ? null
      : { scope, lessonIds: lessons.map((lesson) => lesson.lessonId) };
  return cameraId === null || startMs === null || endMs === null
    ? null
    : { scope, cameraId, startMs, endMs };
}
