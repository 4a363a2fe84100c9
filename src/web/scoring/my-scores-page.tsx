import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Result } from "../../contract/scoring.ts";
import { type Answer, ask } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { DeviceFiguresTable } from "./device-figures.tsx";
import { points, ratingWord } from "./points.ts";
import { ProgressSheet } from "./progress-sheet.tsx";
import { BrokenRules } from "./rule-words.tsx";
import "./scoring.css";

type Score = Answer<"scoring.own">["scores"][number];
const tones: Readonly<Record<Result, Tone>> = { passed: "good", failed: "alarm", open: "plain" };

/** 我的成绩: a student's own released results, nothing of anybody else (S0-9.1d). */
export function MyScoresPage() {
  const { t } = useWords();
  const own = useQuery({ queryKey: ["my-scores"], queryFn: () => ask("scoring.own", {}) });
  const scores = own.data?.scores;
  return (
    <div className="page">
      <PageHead title={t("myScores/title")} note={t("myScores/note")} />
      {own.isPending ? <Bones rows={6} /> : null}
      {own.isError ? <Failure error={own.error} onRetry={() => void own.refetch()} /> : null}
      {scores?.length === 0 ? (
        <div className="sheet">
          <Empty title={t("myScores/empty")} next={t("myScores/emptyNext")} />
        </div>
      ) : null}
      <div className="stack">
        {scores === undefined ? null : <Progress scores={scores} />}
        {scores?.map((score) => (
          <OneScore key={score.assignmentId} score={score} />
        ))}
      </div>
    </div>
  );
}

function OneScore(props: { readonly score: Score }) {
  const { t } = useWords();
  const { score } = props;
  return (
    <section className="sheet sheet-body stack" aria-label={score.title}>
      <div className="scoring-head">
        <h2>{score.title}</h2>
        <Status tone={tones[score.result]}>{t(`scoringTerms/results/${score.result}`)}</Status>
      </div>
      <p className="quiet">
        {score.lesson} · <span className="number">{dayMinute(score.startMs)}</span>
      </p>
      <p className="number">
        <b>
          {t("myScores/sum", {
            points: points(score.points, 2),
            full: points(score.fullPoints, 1),
          })}
        </b>
        {score.percent === null ? null : ` · ${points(score.percent, 1)}%`}
        {score.passPercent === null
          ? null
          : ` · ${t("myScores/pass", { percent: points(score.passPercent, 1) })}`}
        {score.rating === null ? null : ` · ${ratingWord(t, score.rating)}`}
      </p>
      <h3>{t("myScores/steps")}</h3>
      <OwnSteps score={score} />
      {score.remarks.length === 0 ? null : (
        <>
          <h3>{t("myScores/remarks")}</h3>
          {score.remarks.map((remark) => (
            <p key={remark}>{remark}</p>
          ))}
        </>
      )}
      <OwnDevice device={score.device} />
      <p>
        <Link
          to="/lessons/$lessonId/debrief"
          params={{ lessonId: score.lessonId }}
          search={{ attempt: `${score.assignmentId}~${score.studentId}` }}
        >
          {t("myScores/replay")}
        </Link>
      </p>
    </section>
  );
}

function OwnSteps({ score }: { readonly score: Score }) {
  const { t } = useWords();
  return (
    <ol className="own-steps">
      {score.steps.map((step) => (
        <li key={step.itemId}>
          <span>
            {step.step}
            {step.critical ? <b className="critical"> {t("checklistPages/critical")}</b> : null}
            {step.automatic ? (
              <span className="quiet"> {t("deviceFiguresWords/byDevice")}</span>
            ) : null}
            <BrokenRules broken={step.broken} />
          </span>
          <span className="number">
            {points(step.got, 2)} / {points(step.points, 1)}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** What a device measured, and how it was scored (PIPL 24). */
function OwnDevice({ device }: { readonly device: Score["device"] }) {
  const { t } = useWords();
  if (device === null) return null;
  return (
    <>
      <h3>{t("deviceFiguresWords/title")}</h3>
      <p className="quiet">
        {t("deviceFiguresWords/ownBy", {
          device: device.device,
          mode: t(`deviceTerms/modes/${device.mode}`),
          at: dayMinute(device.importedAtMs),
        })}{" "}
        · <Link to="/automatic-scores">{t("deviceImport/how")}</Link>
      </p>
      <DeviceFiguresTable figures={device.figures} />
    </>
  );
}

/** Checklists taken more than once, each with its line over time. */
function Progress(props: { readonly scores: readonly Score[] }) {
  const byChecklist = Map.groupBy(props.scores, (score) => score.checklistId);
  return [...byChecklist]
    .filter(([, some]) => some.length > 1)
    .map(([checklistId, some]) => <ProgressSheet key={checklistId} scores={some} />);
}
