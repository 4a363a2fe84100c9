import { Link } from "@tanstack/react-router";
import { Button, DatePicker, Modal, Radio } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import type { PrivacyDecision } from "../../contract/readiness.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { TextField } from "../look/text-field.tsx";
import { daySecond, instantOf, secondOfDay } from "../look/times.ts";
import { SigningEnd } from "../requests/signing-end.tsx";
import { useAct, useSignedAct } from "../requests/use-act.ts";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import { type ReadinessNow, readinessChanged, useReadiness } from "./use-readiness.ts";

type EventNow = ReadinessNow["privacy"][number];

/** Seals the lesson from now on; one button and one word back. */
export function PrivacyButton(props: { readonly now: ReadinessNow }) {
  const { t } = useWords();
  const { lessonId } = props.now;
  const [asking, setAsking] = useState(false);
  const [remark, setRemark] = useState("");
  const declare = useAct(() => ask("privacy.declare", { params: { lessonId }, body: { remark } }), {
    onDone: (now) => {
      readinessChanged(now);
      setAsking(false);
    },
    said: t("readinessPage/privacyDeclared"),
  });
  return (
    <>
      <Button danger size="large" onClick={() => setAsking(true)}>
        {t("readinessPage/privacy")}
      </Button>
      {asking ? (
        <Modal
          open
          title={t("readinessPage/privacy")}
          okText={t("readinessPage/privacyDeclare")}
          okButtonProps={{ danger: true, loading: declare.isPending }}
          onOk={() => declare.mutate()}
          onCancel={() => setAsking(false)}
        >
          <div className="stack">
            <p>{t("readinessPage/privacyText")}</p>
            <TextField
              long
              label={t("readinessPage/privacyRemark")}
              value={remark}
              onChange={setRemark}
            />
            {declare.isError ? <Failure error={declare.error} /> : null}
          </div>
        </Modal>
      ) : null}
    </>
  );
}

/** What was sealed of this lesson, how it stands, and the director's word on it. */
export function PrivacyPanel(props: { readonly now: ReadinessNow }) {
  const { t } = useWords();
  const { now } = props;
  if (now.privacy.length === 0) return null;
  return (
    <section className="sheet" aria-label={t("readinessPage/privacy")}>
      <div className="sheet-head">
        <h2>{t("readinessPage/privacy")}</h2>
      </div>
      {now.privacy.map((event) => (
        <EventLine key={event.eventId} now={now} event={event} />
      ))}
    </section>
  );
}

/** Beside a recording: which part of it nobody looks at now. */
export function SealedNote(props: { readonly lessonId: string }) {
  const { t } = useWords();
  const { lessonId } = props;
  const sealed = useReadiness(lessonId).data?.privacy.filter((event) => event.sealed) ?? [];
  if (sealed.length === 0) return null;
  return (
    <section className="sheet readiness-panel" aria-label={t("readinessPage/privacy")}>
      <div className="sheet-body stack">
        {sealed.map((event) => (
          <p key={event.eventId}>
            <Status tone="alarm">
              {t("readinessPage/sealedNote", {
                from: daySecond(event.startMs),
                to: secondOfDay(event.endMs),
              })}
            </Status>
          </p>
        ))}
        <Link to="/lessons/$lessonId/ready" params={{ lessonId }}>
          {t("readinessPage/panel")}
        </Link>
      </div>
    </section>
  );
}

function standing(t: Say, event: EventNow): string {
  const name = event.decidedBy ?? "";
  if (event.decision === null)
    return t("readinessPage/privacySealed", { time: secondOfDay(event.startMs) });
  return event.decision === "released"
    ? t("readinessPage/privacyReleased", { name, time: daySecond(event.decidedAtMs ?? 0) })
    : t("readinessPage/privacyKept", { name, time: daySecond(event.keptUntilMs ?? 0) });
}

function EventLine(props: { readonly now: ReadinessNow; readonly event: EventNow }) {
  const { t } = useWords();
  const may = useMay();
  const { now, event } = props;
  const span = { from: daySecond(event.startMs), to: secondOfDay(event.endMs) };
  return (
    <div className="sheet-body stack">
      <Status tone={event.sealed ? "alarm" : "plain"}>{standing(t, event)}</Status>
      <p>
        <span className="number">{t("readinessPage/privacySpan", span)}</span>
        {" · "}
        {t("readinessPage/privacyBy", {
          name: event.declaredBy,
          time: secondOfDay(event.declaredAtMs),
        })}
      </p>
      {event.reason === "" ? null : <p className="quiet">{event.reason}</p>}
      {now.mayDeclare && event.endedAtMs === null ? (
        <EndEvent now={now} eventId={event.eventId} />
      ) : null}
      {event.sealed && may("privacy.decide") ? <DecideEvent now={now} event={event} /> : null}
    </div>
  );
}

function EndEvent(props: { readonly now: ReadinessNow; readonly eventId: string }) {
  const { t } = useWords();
  const { lessonId } = props.now;
  const end = useAct(
    () => ask("privacy.end", { params: { lessonId, eventId: props.eventId }, body: {} }),
    { onDone: readinessChanged, said: t("readinessPage/privacyEnded") },
  );
  return (
    <div className="lesson-acts">
      <Button loading={end.isPending} onClick={() => end.mutate()}>
        {t("readinessPage/privacyEnd")}
      </Button>
      <small className="quiet">{t("readinessPage/privacyEndText")}</small>
      {end.isError ? <Failure error={end.error} /> : null}
    </div>
  );
}

function useDecide(now: ReadinessNow, event: EventNow) {
  const [decision, setDecision] = useState<PrivacyDecision>("released");
  const [until, setUntil] = useState<Dayjs | null>(null);
  const [reason, setReason] = useState("");
  const keptUntilMs =
    decision === "released" || until === null
      ? null
      : instantOf(until.format("YYYY-MM-DD"), "00:00");
  const decide = useSignedAct(
    (signing) =>
      ask("privacy.decide", {
        params: { lessonId: now.lessonId, eventId: event.eventId },
        body: { decision, keptUntilMs, reason, signing },
      }),
    { onDone: readinessChanged },
  );
  return { decision, setDecision, until, setUntil, reason, setReason, decide, keptUntilMs };
}

function DecideEvent(props: { readonly now: ReadinessNow; readonly event: EventNow }) {
  const { t } = useWords();
  const form = useDecide(props.now, props.event);
  const lacks =
    form.reason.trim() === ""
      ? t("readinessPage/lacksReason")
      : form.decision === "kept" && form.keptUntilMs === null
        ? t("readinessPage/lacksUntil")
        : null;
  return (
    <form
      className="stack"
      aria-label={t("readinessPage/privacyDecide")}
      onSubmit={(event) => {
        event.preventDefault();
        form.decide.act.mutate();
      }}
    >
      <Radio.Group
        aria-label={t("readinessPage/privacyDecide")}
        value={form.decision}
        onChange={(event) => form.setDecision(event.target.value === "kept" ? "kept" : "released")}
      >
        <Radio value="released">{t("readinessTerms/decisions/released")}</Radio>
        <Radio value="kept">{t("readinessTerms/decisions/kept")}</Radio>
      </Radio.Group>
      {form.decision === "kept" ? (
        <label className="signing-field">
          {t("readinessPage/keptUntil")}
          <DatePicker value={form.until} onChange={form.setUntil} />
        </label>
      ) : null}
      <TextField
        long
        required
        label={t("readinessPage/opinion")}
        value={form.reason}
        onChange={form.setReason}
      />
      <SigningEnd
        of={form.decide}
        word={t(`readinessTerms/decisions/${form.decision}`)}
        lacks={lacks}
      />
    </form>
  );
}
