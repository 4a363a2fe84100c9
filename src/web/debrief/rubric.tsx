import { Button } from "antd";
import { Link } from "@tanstack/react-router";
import type { Attempt } from "../../contract/debrief.ts";
import type { Answer } from "../ask.ts";
import { secondOfDay } from "../look/times.ts";
import { DeviceFiguresTable } from "../scoring/device-figures.tsx";
import { points, ratingWord } from "../scoring/points.ts";
import { BrokenRules } from "../scoring/rule-words.tsx";
import { useWords } from "../words/index.ts";

export type AttemptScore = Answer<"debrief.attempt">;
/** An examiner taps when it has happened: what led to it begins a little earlier. */
const beforeMs = 3_000;

/** The checklist beside the pictures: what each step got, and when; a click leads there. */
export function Rubric(props: {
  readonly attempt: Attempt;
  readonly score: AttemptScore;
  readonly onSeek: (toMs: number) => void;
}) {
  const { t } = useWords();
  const { score, onSeek } = props;
  return (
    <section className="sheet" aria-label={t("debrief/rubric")}>
      <h2>
        {score.title}{" "}
        <span className="quiet number">
          {t("examinerPage/sum", {
            points: points(score.points, 2),
            full: points(score.fullPoints, 1),
          })}
          {score.rating === null ? "" : ` · ${ratingWord(t, score.rating)}`}
        </span>
      </h2>
      <ol className="rubric">
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
            {step.atMs === null ? (
              <span className="quiet">{step.got === null ? t("debrief/unmarked") : "—"}</span>
            ) : (
              <Jump atMs={step.atMs} what={step.step} onSeek={onSeek} />
            )}
          </li>
        ))}
      </ol>
      {score.remarks.map((remark) => (
        <p key={remark} className="sheet-body">
          {remark}
        </p>
      ))}
      {score.device === null ? null : (
        <div className="sheet-body">
          <DeviceFiguresTable figures={score.device.figures} />
          <Link to="/automatic-scores">{t("deviceImport/how")}</Link>
        </div>
      )}
    </section>
  );
}

function Jump(props: {
  readonly atMs: number;
  readonly what: string;
  readonly onSeek: (toMs: number) => void;
}) {
  const { t } = useWords();
  const at = secondOfDay(props.atMs);
  return (
    <Button
      type="link"
      size="small"
      className="number"
      aria-label={`${t("debrief/jump", { at })}: ${props.what}`}
      onClick={() => props.onSeek(props.atMs - beforeMs)}
    >
      {at}
    </Button>
  );
}
