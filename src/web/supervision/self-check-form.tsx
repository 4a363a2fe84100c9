import { Button, Radio } from "antd";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import {
  type Finding,
  type SectionAnswer,
  type SelfCheckSection,
  selfCheckSections,
} from "../../contract/supervision.ts";
import { unsignable } from "../../kernel/supervision/self-check.ts";
import { ask } from "../ask.ts";
import { DayField } from "../look/day-field.tsx";
import { nowMs } from "../look/now.ts";
import { Status } from "../look/status.tsx";
import { TextField } from "../look/text-field.tsx";
import { day, dayStart, instantOf } from "../look/times.ts";
import { SigningEnd } from "../requests/signing-end.tsx";
import { useSignedAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { FigureList } from "./figure-list.tsx";
import { type SelfCheck, afterSigning, sectionWord } from "./use-supervision.ts";

const empty = (section: SelfCheckSection): SectionAnswer => ({
  section,
  result: "fit",
  evidence: "",
  findings: [],
});
const oneFinding: Finding = { text: "", measure: "", dueMs: null };

/** The four sections with the month's figures beside them, each answered, then signed together. */
export function SelfCheckForm(props: { readonly check: SelfCheck }) {
  const { t } = useWords();
  const { month, figures, state } = props.check;
  const [answers, setAnswers] = useState<readonly SectionAnswer[]>(selfCheckSections.map(empty));
  const change = (changed: SectionAnswer) =>
    setAnswers(answers.map((one) => (one.section === changed.section ? changed : one)));
  const sign = useSignedAct(
    (signing) =>
      ask("selfChecks.sign", { params: { month }, body: { sections: [...answers], signing } }),
    { onDone: afterSigning, said: t("supervision/monthly/signed") },
  );
  const trouble = unsignable(answers, nowMs());
  const textless = answers.some((one) => one.findings.some(({ text }) => text.trim() === ""));
  const lacks =
    trouble === undefined
      ? textless
        ? t("supervision/monthly/findingText")
        : null
      : `${sectionWord(t, trouble.section)} · ${t(trouble.code === "finding_without_deadline" ? "supervision/monthly/due" : "supervision/monthly/evidence")}`;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        sign.act.mutate();
      }}
    >
      {state === "overdue" ? <Status tone="warn">{t("supervision/monthly/overdue")}</Status> : null}
      {answers.map((answer) => (
        <Section
          key={answer.section}
          answer={answer}
          figures={figures[answer.section] ?? {}}
          onChange={change}
        />
      ))}
      <section className="sheet sheet-body" aria-label={t("supervision/monthly/sign")}>
        <SigningEnd of={sign} word={t("supervision/monthly/sign")} lacks={lacks} />
      </section>
    </form>
  );
}

function Section(props: {
  readonly answer: SectionAnswer;
  readonly figures: Readonly<Record<string, number>>;
  readonly onChange: (answer: SectionAnswer) => void;
}) {
  const { t } = useWords();
  const { answer, onChange } = props;
  const name = sectionWord(t, answer.section);
  const choose = (result: SectionAnswer["result"]) =>
    onChange({ ...answer, result, findings: result === "fit" ? [] : [oneFinding] });
  return (
    <section className="sheet" aria-label={name}>
      <h2>{name}</h2>
      <div className="sheet-body stack">
        <FigureList figures={props.figures} />
        <Radio.Group
          aria-label={`${name} ${t("supervision/monthly/result")}`}
          value={answer.result}
          onChange={(event) => choose(event.target.value === "fit" ? "fit" : "findings")}
        >
          <Radio value="fit">{t("supervision/monthly/results/fit")}</Radio>
          <Radio value="findings">{t("supervision/monthly/results/findings")}</Radio>
        </Radio.Group>
        <TextField
          required
          most={limits.reasonCharacters}
          label={t("supervision/monthly/evidence")}
          hint={t("supervision/monthly/evidenceHint")}
          value={answer.evidence}
          onChange={(evidence) => onChange({ ...answer, evidence })}
        />
        {answer.result === "fit" ? null : <Findings answer={answer} onChange={onChange} />}
      </div>
    </section>
  );
}

function Findings(props: {
  readonly answer: SectionAnswer;
  readonly onChange: (answer: SectionAnswer) => void;
}) {
  const { t } = useWords();
  const { answer, onChange } = props;
  const { findings } = answer;
  const put = (at: number, change: Partial<Finding>) =>
    onChange({
      ...answer,
      findings: findings.map((one, place) => (place === at ? { ...one, ...change } : one)),
    });
  return (
    <>
      {findings.map((finding, at) => (
        <fieldset key={at} className="stack finding">
          <legend>{t("supervision/monthly/finding", { n: at + 1 })}</legend>
          <TextField
            required
            most={limits.reasonCharacters}
            label={t("supervision/monthly/findingText")}
            value={finding.text}
            onChange={(text) => put(at, { text })}
          />
          <TextField
            most={limits.reasonCharacters}
            label={t("supervision/monthly/measure")}
            value={finding.measure}
            onChange={(measure) => put(at, { measure })}
          />
          <DayField
            required
            label={t("supervision/monthly/due")}
            least={day(dayStart(nowMs(), 1))}
            // The deadline is the end of the day that was chosen.
            value={finding.dueMs === null ? "" : day(finding.dueMs - 1)}
            onChange={(chosen) => put(at, { dueMs: dayStart(instantOf(chosen, "12:00"), 1) })}
          />
          {findings.length === 1 ? null : (
            <p>
              <Button
                onClick={() =>
                  onChange({ ...answer, findings: findings.filter((_, place) => place !== at) })
                }
              >
                {t("supervision/monthly/remove", { n: at + 1 })}
              </Button>
            </p>
          )}
        </fieldset>
      ))}
      {findings.length >= limits.findingsOfSection ? null : (
        <p>
          <Button onClick={() => onChange({ ...answer, findings: [...findings, oneFinding] })}>
            {t("supervision/monthly/add")}
          </Button>
        </p>
      )}
    </>
  );
}
