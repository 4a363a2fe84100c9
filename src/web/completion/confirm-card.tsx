import { Button, Modal } from "antd";
import { useState } from "react";
import { ask, RefusedError } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { TextField } from "../look/text-field.tsx";
import { dayMinute } from "../look/times.ts";
import { SigningEnd } from "../requests/signing-end.tsx";
import { useSignedAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { type Card, keepCard, lookAgain, useCardAct } from "./use-completion.ts";

/** The teacher's word: confirmed and signed, or a problem reported; and what was said before. */
export function ConfirmCard(props: { readonly card: Card }) {
  const { t } = useWords();
  const { card } = props;
  const [reporting, setReporting] = useState(false);
  const { hindrance } = card;
  const blocked = hindrance !== null && hindrance !== "kind_unremarked";
  return (
    <section className="sheet" aria-label={t("completionCard/confirmTitle")}>
      <h2>{t("completionCard/confirmTitle")}</h2>
      <div className="sheet-body stack">
        <SaidLines card={card} />
        {card.mayConfirm ? (
          <>
            {hindrance === null ? null : (
              <Status tone={blocked ? "warn" : "alarm"}>
                {t(`completionCard/hindrances/${hindrance}`)}
              </Status>
            )}
            {blocked ? null : <SignCard card={card} />}
            {card.nowMs < card.lesson.endMs ? null : (
              <Button onClick={() => setReporting(true)}>{t("completionCard/report")}</Button>
            )}
          </>
        ) : card.said.length === 0 ? (
          <p className="quiet">{t("completionCard/onlyTeacher")}</p>
        ) : null}
      </div>
      {reporting ? (
        <ReportDialog lessonId={card.lessonId} onClose={() => setReporting(false)} />
      ) : null}
    </section>
  );
}

function SaidLines(props: { readonly card: Card }) {
  const { t } = useWords();
  return props.card.said.map((one) => (
    <div key={one.confirmationId}>
      <Status
        tone={one.reopenedAtMs !== null ? "alarm" : one.kind === "confirmed" ? "good" : "warn"}
      >
        {one.kind === "confirmed"
          ? t("completionCard/saidConfirmed", {
              by: one.by,
              at: dayMinute(one.atMs),
              verdict: t(`completionTerms/verdicts/${one.verdict}`),
            })
          : t("completionCard/saidReported", { by: one.by, at: dayMinute(one.atMs) })}
      </Status>{" "}
      {one.late ? <Status tone="warn">{t("completionCard/late")}</Status> : null}
      {one.remark === "" ? null : <p>{one.remark}</p>}
      {one.reopenedAtMs === null ? null : (
        <p className="quiet">
          {t("completionCard/reopenedAt", { at: dayMinute(one.reopenedAtMs) })}
        </p>
      )}
    </div>
  ));
}

function SignCard(props: { readonly card: Card }) {
  const { t } = useWords();
  const { card } = props;
  const { lessonId, factsSha256 } = card;
  const [remark, setRemark] = useState("");
  const needsRemark = card.hindrance === "kind_unremarked";
  const signed = useSignedAct(
    (signing) =>
      ask("completion.confirm", {
        params: { lessonId },
        body: { factsSha256, remark: remark.trim(), signing },
      }),
    {
      onDone: keepCard,
      onError: (error) => {
        if (error instanceof RefusedError && error.code === "completion_changed")
          lookAgain(lessonId);
      },
    },
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        signed.act.mutate();
      }}
    >
      <p>{t("completionCard/confirmText")}</p>
      <TextField
        label={t("completionCard/confirmRemark")}
        value={remark}
        onChange={setRemark}
        required={needsRemark}
        long
      />
      <SigningEnd
        of={signed}
        word={t("completionCard/confirm")}
        lacks={needsRemark && remark.trim() === "" ? t("completionCard/remark") : null}
      />
    </form>
  );
}

function ReportDialog(props: { readonly lessonId: string; readonly onClose: () => void }) {
  const { t } = useWords();
  const { lessonId } = props;
  const [text, setText] = useState("");
  const report = useCardAct(
    () => ask("completion.report", { params: { lessonId }, body: { text: text.trim() } }),
    props.onClose,
  );
  return (
    <Modal
      open
      title={t("completionCard/reportTitle")}
      okText={t("completionCard/report")}
      okButtonProps={{ disabled: text.trim() === "", loading: report.isPending }}
      onOk={() => report.mutate(undefined)}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p className="quiet">{t("completionCard/reportText")}</p>
        <TextField
          label={t("completionCard/reportWhat")}
          value={text}
          onChange={setText}
          required
          long
        />
        {report.isError ? <Failure error={report.error} /> : null}
      </div>
    </Modal>
  );
}
