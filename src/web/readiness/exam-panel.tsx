import { Button, Modal } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { TextField } from "../look/text-field.tsx";
import { dayMinute, minuteOfDay, secondOfDay } from "../look/times.ts";
import { SigningEnd } from "../requests/signing-end.tsx";
import { useAct, useSignedAct } from "../requests/use-act.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { type ReadinessNow, readinessChanged } from "./use-readiness.ts";

type ExamNow = NonNullable<ReadinessNow["exam"]>;

/** Whether a formal exam may open, that it did, and what the director said where a camera is down. */
export function ExamPanel(props: { readonly now: ReadinessNow; readonly exam: ExamNow }) {
  const { t } = useWords();
  const { now, exam } = props;
  const waits = exam.overrides.find((one) => one.approved === null);
  return (
    <section className="sheet" aria-label={t("readinessPage/exam")}>
      <div className="sheet-head">
        <h2>{t("readinessPage/exam")}</h2>
        {exam.openedAtMs === null ? null : (
          <Status tone={exam.overrideId === null ? "good" : "warn"}>
            {t("readinessPage/examOpened")}
          </Status>
        )}
      </div>
      <div className="sheet-body stack">
        {exam.openedAtMs === null ? (
          <ClosedExam now={now} exam={exam} waits={waits !== undefined} />
        ) : (
          <p>
            {t("readinessPage/examOpenedBy", {
              name: exam.openedBy ?? "",
              time: secondOfDay(exam.openedAtMs),
            })}
            {exam.overrideId === null ? "" : ` · ${t("readinessPage/examByOverride")}`}
          </p>
        )}
        {exam.overrides.map((one) => (
          <OverrideLine key={one.overrideId} now={now} one={one} />
        ))}
      </div>
    </section>
  );
}

function ClosedExam(props: {
  readonly now: ReadinessNow;
  readonly exam: ExamNow;
  readonly waits: boolean;
}) {
  const { t } = useWords();
  const { now, exam } = props;
  const [asking, setAsking] = useState(false);
  const open = useAct(() => ask("exam.open", { params: { lessonId: now.lessonId }, body: {} }), {
    onDone: readinessChanged,
    said: t("readinessPage/examOpened"),
  });
  const stands = exam.cameras === 0 || exam.missing.length > 0;
  return (
    <>
      <p className="quiet">{t("readinessPage/examNote")}</p>
      {exam.cameras === 0 ? (
        <Status tone="alarm">{t("readinessPage/examNoCamera")}</Status>
      ) : exam.missing.length === 0 ? (
        <Status tone="good">{t("readinessPage/examReady", { n: exam.cameras })}</Status>
      ) : (
        <>
          <Status tone="alarm">{t("readinessPage/examMissing", { n: exam.missing.length })}</Status>
          <ul className="exam-missing">
            {exam.missing.map((camera) => (
              <li key={camera.cameraId}>
                <span className="number">{camera.label}</span> {camera.name}
                {" · "}
                {t(`readinessTerms/notRecording/${camera.cause}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      {now.nowMs < now.recordFromMs ? (
        <p className="quiet">
          {t("readinessPage/examBefore", { time: minuteOfDay(now.recordFromMs) })}
        </p>
      ) : null}
      {now.teaches ? (
        <div className="lesson-acts">
          <Button
            type="primary"
            size="large"
            loading={open.isPending}
            onClick={() => open.mutate()}
          >
            {t("readinessPage/openExam")}
          </Button>
          {stands && !props.waits ? (
            <Button size="large" onClick={() => setAsking(true)}>
              {t("readinessPage/askOverride")}
            </Button>
          ) : null}
        </div>
      ) : null}
      {open.isError ? <Failure error={open.error} /> : null}
      {asking ? <AskOverride now={now} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function AskOverride(props: { readonly now: ReadinessNow; readonly onClose: () => void }) {
  const { t } = useWords();
  const { lessonId } = props.now;
  const [reason, setReason] = useState("");
  const send = useAct(() => ask("exam.askOverride", { params: { lessonId }, body: { reason } }), {
    onDone: (now) => {
      readinessChanged(now);
      props.onClose();
    },
    said: t("readinessPage/overrideAsked"),
  });
  return (
    <Modal
      open
      title={t("readinessPage/askOverride")}
      okText={t("readinessPage/reportSend")}
      okButtonProps={{ disabled: reason.trim() === "", loading: send.isPending }}
      onOk={() => send.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t("readinessPage/askOverrideText")}</p>
        <TextField
          long
          required
          label={t("readinessPage/overrideReason")}
          value={reason}
          onChange={setReason}
        />
        {send.isError ? <Failure error={send.error} /> : null}
      </div>
    </Modal>
  );
}

function OverrideLine(props: {
  readonly now: ReadinessNow;
  readonly one: ExamNow["overrides"][number];
}) {
  const { t } = useWords();
  const may = useMay();
  const { now, one } = props;
  const time = dayMinute(one.decidedAtMs ?? one.askedAtMs);
  const said =
    one.approved === null
      ? t("readinessPage/overrideWaits", { name: one.askedBy, time })
      : t(`readinessPage/${one.approved ? "overrideApproved" : "overrideRefused"}`, {
          name: one.decidedBy ?? "",
          time,
        });
  return (
    <div className="stack exam-override">
      <Status tone={one.approved === null ? "busy" : one.approved ? "warn" : "plain"}>
        {said}
      </Status>
      <p>{one.reason}</p>
      {one.decisionReason === "" ? null : <p className="quiet">{one.decisionReason}</p>}
      {one.approved === null && may("exam.override") ? (
        <DecideOverride now={now} overrideId={one.overrideId} />
      ) : null}
    </div>
  );
}

function DecideOverride(props: { readonly now: ReadinessNow; readonly overrideId: string }) {
  const { t } = useWords();
  const { lessonId } = props.now;
  const [approved, setApproved] = useState(true);
  const [reason, setReason] = useState("");
  const decide = useSignedAct(
    (signing) =>
      ask("exam.decideOverride", {
        params: { lessonId, overrideId: props.overrideId },
        body: { approved, reason, signing },
      }),
    { onDone: readinessChanged },
  );
  return (
    <form
      className="stack"
      aria-label={t("readinessPage/overrideDecide")}
      onSubmit={(event) => {
        event.preventDefault();
        decide.act.mutate();
      }}
    >
      <div className="lesson-acts" role="group" aria-label={t("readinessPage/overrideDecide")}>
        <Button
          type={approved ? "primary" : "default"}
          aria-pressed={approved}
          onClick={() => setApproved(true)}
        >
          {t("readinessPage/approve")}
        </Button>
        <Button
          type={approved ? "default" : "primary"}
          aria-pressed={!approved}
          onClick={() => setApproved(false)}
        >
          {t("readinessPage/refuse")}
        </Button>
      </div>
      <TextField
        long
        required
        label={t("readinessPage/opinion")}
        value={reason}
        onChange={setReason}
      />
      <SigningEnd
        of={decide}
        word={approved ? t("readinessPage/approve") : t("readinessPage/refuse")}
        danger={!approved}
        lacks={reason.trim() === "" ? t("readinessPage/lacksReason") : null}
      />
    </form>
  );
}
