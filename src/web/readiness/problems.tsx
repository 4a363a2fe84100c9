import { Button, Modal, Radio } from "antd";
import { useState } from "react";
import { type ProblemKind, problemKinds } from "../../contract/readiness.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { length, secondOfDay } from "../look/times.ts";
import { useAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { type ReadinessNow, readinessChanged } from "./use-readiness.ts";

/** 报告问题: a kind, a word where one is wanted, sent (S0-4.3d). */
export function ReportButton(props: { readonly now: ReadinessNow }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="large" onClick={() => setAsking(true)}>
        {t("readinessPage/report")}
      </Button>
      {asking ? <ReportDialog now={props.now} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function ReportDialog(props: { readonly now: ReadinessNow; readonly onClose: () => void }) {
  const { t } = useWords();
  const { lessonId } = props.now;
  const [kind, setKind] = useState<ProblemKind>("picture");
  const [text, setText] = useState("");
  const send = useAct(() => ask("problem.report", { params: { lessonId }, body: { kind, text } }), {
    onDone: (now) => {
      readinessChanged(now);
      props.onClose();
    },
    said: t("readinessPage/reported"),
  });
  return (
    <Modal
      open
      title={t("readinessPage/report")}
      okText={t("readinessPage/reportSend")}
      okButtonProps={{ loading: send.isPending }}
      onOk={() => send.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p className="quiet">{t("readinessPage/reportText")}</p>
        <Radio.Group
          className="problem-kinds"
          aria-label={t("readinessPage/report")}
          optionType="button"
          value={kind}
          onChange={(event) =>
            setKind(problemKinds.find((one) => one === event.target.value) ?? "other")
          }
          options={problemKinds.map((one) => ({
            value: one,
            label: t(`readinessTerms/problems/${one}`),
          }))}
        />
        <TextField long label={t("readinessPage/reportMore")} value={text} onChange={setText} />
        {send.isError ? <Failure error={send.error} /> : null}
      </div>
    </Modal>
  );
}

/** What was reported, and how much earlier the house had noticed by itself. */
export function ProblemsPanel(props: { readonly now: ReadinessNow }) {
  const { t } = useWords();
  const { problems } = props.now;
  if (problems.length === 0) return null;
  return (
    <section className="sheet" aria-label={t("readinessPage/reports")}>
      <div className="sheet-head">
        <h2>{t("readinessPage/reports")}</h2>
      </div>
      <ul className="problem-rows">
        {problems.map((one) => (
          <li key={one.reportId}>
            <b>{t(`readinessTerms/problems/${one.kind}`)}</b>{" "}
            {t("readinessPage/reportedAt", { name: one.by, time: secondOfDay(one.atMs) })}
            <small className="quiet">
              {one.detectedAtMs === null
                ? t("readinessPage/detectedNot")
                : t("readinessPage/detectedBefore", {
                    time: secondOfDay(one.detectedAtMs),
                    length: length(Math.max(0, one.atMs - one.detectedAtMs)),
                  })}
            </small>
            {one.text === "" ? null : <p>{one.text}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
