import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { Status, type Tone } from "../look/status.tsx";
import { dayStart } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { BoardFigures } from "./board-figures.tsx";
import { EvidenceLink } from "./evidence-link.tsx";
import { type QuestionAnswer, figureWord, useAnswers } from "./use-compliance.ts";

const tones: Record<QuestionAnswer["state"], Tone> = {
  shown: "good",
  lacking: "alarm",
  "not-kept": "plain",
};
const periodDays = { week: 7, month: 31, year: 365 } as const;
type PeriodName = keyof typeof periodDays;
const periodNames = ["week", "month", "year"] as const satisfies readonly PeriodName[];

/** The questions an inspector asks, answered for a period (S0-18.3). */
export function QuestionsTab() {
  const { t } = useWords();
  const [name, setName] = useState<PeriodName>("year");
  const period = useMemo(() => {
    const toMs = dayStart(nowMs(), 1);
    return { fromMs: dayStart(toMs, -periodDays[name]), toMs };
  }, [name]);
  const asked = useAnswers(period);
  return (
    <section className="stack" aria-label={t("compliance/tabs/questions")}>
      <div className="board-filter">
        <span>{t("compliance/questionsNote")}</span>
        <Segmented<PeriodName>
          aria-label={t("registers/period")}
          value={name}
          onChange={setName}
          options={periodNames.map((value) => ({ value, label: t(`compliance/periods/${value}`) }))}
        />
      </div>
      {asked.isError ? (
        <Failure error={asked.error} onRetry={() => void asked.refetch()} />
      ) : (
        <div className="sheet">
          {asked.data === undefined ? (
            <Bones rows={10} />
          ) : (
            <ul className="rows">
              {asked.data.answers.map((one) => (
                <Row key={one.no} answer={one} />
              ))}
            </ul>
          )}
        </div>
      )}
    </section>
  );
}

function Row(props: { readonly answer: QuestionAnswer }) {
  const { t } = useWords();
  const { answer } = props;
  const asks = t(`compliance/questions/${answer.no}/asks`);
  const never = answer.faults.filter((name) => answer.figures[name] === 0);
  return (
    <li className="board-item">
      <div>
        <p className="board-asks">
          <b className="number">{answer.no}</b> {asks}
        </p>
        <p className="quiet">{t(`compliance/questions/${answer.no}/how`)}</p>
        <BoardFigures figures={answer.figures} faults={answer.faults} />
        {never.length === 0 ? null : (
          <p className="board-missing">
            {t("compliance/missing", {
              names: listed(never.map((one) => figureWord(t, one))),
            })}
          </p>
        )}
      </div>
      <div className="board-state">
        <Status tone={tones[answer.state]}>{t(`compliance/answers/${answer.state}`)}</Status>
        {answer.tables.length === 0 ? null : (
          <span className="quiet number">
            {t("compliance/print", { forms: answer.tables.join(" ") })}
          </span>
        )}
        {answer.state === "not-kept" ? null : (
          <EvidenceLink path={answer.path} word={t("compliance/evidenceLink")} of={asks} />
        )}
      </div>
    </li>
  );
}
