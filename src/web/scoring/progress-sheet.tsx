import { Link } from "@tanstack/react-router";
import { Select } from "antd";
import { useState } from "react";
import type { Answer } from "../ask.ts";
import { ScrollX } from "../look/scroll.tsx";
import { dayMinute, day, secondOfDay } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { points } from "./points.ts";
import { heightOf, plot, plotted, type Result } from "./progress.ts";
import "./device-scores.css";

type Score = Answer<"scoring.own">["scores"][number];

/** Own results of one checklist over its attempts: a line with its table, whole or step by step. */
export function ProgressSheet(props: { readonly scores: readonly Score[] }) {
  const { t } = useWords();
  const [itemId, setItemId] = useState("");
  const [newest] = props.scores;
  const scores = props.scores.toSorted((a, b) => a.startMs - b.startMs);
  if (newest === undefined) return null;
  const results = scores.flatMap((score): Result[] => {
    const percent = percentOf(score, itemId);
    return percent === null ? [] : [{ atMs: score.startMs, percent }];
  });
  const [last, before] = scores.toReversed();
  return (
    <section
      className="sheet sheet-body stack"
      aria-label={`${t("progressWords/title")} ${newest.title}`}
    >
      <div className="scoring-head">
        <h2>
          {t("progressWords/title")} · {newest.title}
        </h2>
        <Select
          aria-label={t("progressWords/item")}
          style={{ minWidth: 200 }}
          value={itemId}
          options={[
            { value: "", label: t("progressWords/all") },
            ...newest.steps
              .filter((step) => step.points > 0)
              .map((step) => ({ value: step.itemId, label: step.step })),
          ]}
          onChange={setItemId}
        />
      </div>
      <p className="quiet">{t("progressWords/note")}</p>
      <Chart results={results} passPercent={itemId === "" ? newest.passPercent : null} />
      <Table scores={scores} />
      {last === undefined || before === undefined ? null : (
        <p>
          <Link
            to="/lessons/$lessonId/debrief"
            params={{ lessonId: last.lessonId }}
            search={{
              attempt: `${last.assignmentId}~${last.studentId}`,
              other: `${before.assignmentId}~${before.studentId}`,
            }}
          >
            {t("progressWords/compare")}
          </Link>
        </p>
      )}
    </section>
  );
}

function percentOf(score: Score, itemId: string): number | null {
  if (itemId === "") return score.percent;
  const step = score.steps.find((one) => one.itemId === itemId);
  return step === undefined || step.got === null || step.points === 0
    ? null
    : (step.got / step.points) * 100;
}

function Chart(props: {
  readonly results: readonly Result[];
  readonly passPercent: number | null;
}) {
  const { t } = useWords();
  const dots = plotted(props.results);
  const told = dots.map((dot) => `${day(dot.atMs)} ${points(dot.percent, 1)}%`).join("、");
  const { left, right, width, height } = plot;
  const { passPercent } = props;
  return (
    <svg
      className="progress-chart"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t("progressWords/chart", { points: told })}
    >
      {[0, 50, 100].map((percent) => (
        <g key={percent}>
          <line
            className="grid"
            x1={left}
            x2={width - right}
            y1={heightOf(percent)}
            y2={heightOf(percent)}
          />
          <text x={left - 6} y={heightOf(percent) + 4} textAnchor="end">
            {percent}
          </text>
        </g>
      ))}
      {passPercent === null ? null : (
        <line
          className="pass"
          x1={left}
          x2={width - right}
          y1={heightOf(passPercent)}
          y2={heightOf(passPercent)}
        >
          <title>{t("progressWords/passLine")}</title>
        </line>
      )}
      <polyline className="way" points={dots.map((dot) => `${dot.x},${dot.y}`).join(" ")} />
      {dots.map((dot, at) => (
        <g key={dot.atMs}>
          <circle className="dot" cx={dot.x} cy={dot.y} r={4} />
          {dots.length <= 8 || at === 0 || at === dots.length - 1 ? (
            <text
              x={dot.x}
              y={height - 12}
              textAnchor={at === 0 ? "start" : at === dots.length - 1 ? "end" : "middle"}
            >
              {day(dot.atMs)}
            </text>
          ) : null}
        </g>
      ))}
    </svg>
  );
}

/** Each step by each attempt; a time leads to that moment of the own replay. */
function Table(props: { readonly scores: readonly Score[] }) {
  const { t } = useWords();
  const { scores } = props;
  const steps = scores.at(-1)?.steps ?? [];
  return (
    <ScrollX>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t("progressWords/step")}</th>
            {scores.map((score) => (
              <th key={score.assignmentId} className="number">
                {dayMinute(score.startMs)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>
              <b>{t("progressWords/all")}</b>
            </td>
            {scores.map((score) => (
              <td key={score.assignmentId} className="number">
                {score.percent === null ? "—" : `${points(score.percent, 1)}%`}
              </td>
            ))}
          </tr>
          {steps.map((step) => (
            <tr key={step.itemId}>
              <td>{step.step}</td>
              {scores.map((score) => (
                <td key={score.assignmentId} className="number">
                  <Cell score={score} itemId={step.itemId} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}

function Cell(props: { readonly score: Score; readonly itemId: string }) {
  const { t } = useWords();
  const { score } = props;
  const step = score.steps.find((one) => one.itemId === props.itemId);
  if (step === undefined) return "—";
  return (
    <>
      {points(step.got, 2)} / {points(step.points, 1)}{" "}
      {step.atMs === null ? null : (
        <Link
          to="/lessons/$lessonId/debrief"
          params={{ lessonId: score.lessonId }}
          search={{ attempt: `${score.assignmentId}~${score.studentId}`, at: step.atMs }}
          aria-label={`${t("progressWords/jump", { at: secondOfDay(step.atMs) })}: ${step.step}`}
        >
          {secondOfDay(step.atMs)}
        </Link>
      )}
    </>
  );
}
