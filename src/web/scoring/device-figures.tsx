import { type CprFigures, deviceFigures } from "../../contract/device-scores.ts";
import { length } from "../look/times.ts";
import { type Say, useWords } from "../words/index.ts";
import { points } from "./points.ts";
import "./device-scores.css";

/** The figures of an attempt: what was measured, and what each came to by the formula (PIPL 24). */
export function DeviceFiguresTable(props: { readonly figures: CprFigures }) {
  const { t } = useWords();
  const { figures } = props;
  return (
    <div className="device-figures">
      <dl className="facts" aria-label={t("deviceFiguresWords/title")}>
        {deviceFigures.map((name) => {
          const score = figures.scores[name];
          return (
            <div key={name} style={{ display: "contents" }}>
              <dt>{t(`deviceTerms/figures/${name}`)}</dt>
              <dd className="number">
                {score === null ? (
                  t("deviceFiguresWords/notMeasured")
                ) : (
                  <>
                    <meter
                      min={0}
                      max={100}
                      value={score}
                      aria-label={t(`deviceTerms/figures/${name}`)}
                    />{" "}
                    {points(score, 1)}
                  </>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <dl className="facts">
        {rawLines(t, figures).map(([name, text]) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>{name}</dt>
            <dd className="number">{text}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{t("deviceFiguresWords/formula", { formula: figures.formula })}</p>
    </div>
  );
}

function rawLines(t: Say, figures: CprFigures): readonly (readonly [string, string])[] {
  const percent = (value: number | null) =>
    value === null
      ? t("deviceFiguresWords/notMeasured")
      : t("deviceFiguresWords/percent", { value: points(value, 1) });
  const times = (count: number) => t("deviceFiguresWords/times", { count });
  return [
    [t("deviceFiguresWords/length"), length(figures.lengthMs)],
    [t("deviceFiguresWords/compressions"), times(figures.compressions)],
    [t("deviceFiguresWords/breaths"), times(figures.breaths)],
    [
      t("deviceFiguresWords/meanDepth"),
      t("deviceFiguresWords/mm", { value: points(figures.meanDepthMm, 1) }),
    ],
    [
      t("deviceFiguresWords/meanRate"),
      t("deviceFiguresWords/perMinute", { value: points(figures.meanRatePerMinute, 1) }),
    ],
    [t("deviceFiguresWords/depthInRange"), percent(figures.depthInRangePercent)],
    [t("deviceFiguresWords/rateInRange"), percent(figures.rateInRangePercent)],
    [t("deviceFiguresWords/fullRecoil"), percent(figures.fullRecoilPercent)],
    [t("deviceFiguresWords/handRight"), percent(figures.handRightPercent)],
    [t("deviceFiguresWords/flow"), percent(figures.flowPercent)],
    [t("deviceFiguresWords/longestPause"), length(figures.longestPauseMs)],
    [t("deviceFiguresWords/pauses"), times(figures.pausesTooLong)],
  ];
}
