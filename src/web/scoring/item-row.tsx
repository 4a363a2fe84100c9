import { Button, Slider } from "antd";
import type { ReactNode } from "react";
import type { ChecklistItem } from "../../contract/scoring.ts";
import type { Standing } from "../../kernel/scoring/standing-marks.ts";
import { useWords } from "../words/index.ts";
import { points, ratingChoices } from "./points.ts";

interface RowProps {
  readonly standing: Standing | undefined;
  readonly onMark: (value: number | null) => void;
}

/** A step and what it got: two large buttons, or for a graded one a row of them or a slider. */
export function ItemRow(
  props: RowProps & {
    readonly item: ChecklistItem;
    readonly number: number;
    readonly more?: ReactNode;
  },
) {
  const { t } = useWords();
  const { item, number, standing, onMark } = props;
  const value = standing?.value ?? null;
  return (
    <li className={standing?.conflict === true ? "examiner-item conflict" : "examiner-item"}>
      <p>
        <span className="quiet number">{number}</span> {item.step}
        {item.critical ? <b className="critical"> {t("checklistPages/critical")}</b> : null}
        <span className="quiet number">
          {" "}
          {t("examinerPage/worth", { points: points(item.points, 1) })}
        </span>
      </p>
      {props.more}
      <fieldset aria-label={item.step}>
        {item.kind === "graded" ? (
          <Graded full={item.points} value={value} label={item.step} onMark={onMark} />
        ) : (
          <Choices value={value} choices={choicesOf(item)} onMark={onMark} />
        )}
        {value === null ? null : (
          <Button type="text" size="small" onClick={() => onMark(null)}>
            {t("examinerPage/takeBack")}
          </Button>
        )}
      </fieldset>
      {standing?.conflict === true ? (
        <p className="conflict-text">{t("examinerPage/conflicts", { count: 1 })}</p>
      ) : null}
    </li>
  );
}

type Choice = {
  readonly value: number;
  readonly word: "done" | "notDone" | "happened" | "notHappened";
  readonly points: number;
};

function choicesOf(item: ChecklistItem): readonly Choice[] {
  return item.kind === "penalty"
    ? [
        { value: 0, word: "notHappened", points: item.points },
        { value: item.points, word: "happened", points: item.points },
      ]
    : [
        { value: item.points, word: "done", points: item.points },
        { value: 0, word: "notDone", points: item.points },
      ];
}

function Choices(props: {
  readonly value: number | null;
  readonly choices: readonly Choice[];
  readonly onMark: (value: number) => void;
}) {
  const { t } = useWords();
  return props.choices.map((choice) => (
    <Button
      key={choice.word}
      type={props.value === choice.value ? "primary" : "default"}
      aria-pressed={props.value === choice.value}
      onClick={() => props.onMark(choice.value)}
    >
      {t(`examinerPage/${choice.word}`, { points: points(choice.points, 1) })}
    </Button>
  ));
}

/** Whole points as buttons while they fit; more of them on a slider in halves. */
function Graded(props: {
  readonly full: number;
  readonly value: number | null;
  readonly label: string;
  readonly onMark: (value: number) => void;
}) {
  const { full, value, onMark } = props;
  if (full <= 5) {
    const steps = Array.from({ length: full * 2 + 1 }, (_, at) => at / 2).filter(
      (one) => full <= 2 || Number.isInteger(one) || one === full,
    );
    return steps.map((one) => (
      <Button
        key={one}
        type={value === one ? "primary" : "default"}
        aria-pressed={value === one}
        onClick={() => onMark(one)}
      >
        {points(one, 1)}
      </Button>
    ));
  }
  return (
    <div className="examiner-slider">
      <Slider
        key={value ?? "none"}
        defaultValue={value ?? 0}
        min={0}
        max={full}
        step={0.5}
        ariaLabelForHandle={props.label}
        onChangeComplete={onMark}
      />
      <output className="number">{points(value, 1)}</output>
    </div>
  );
}

export function RatingRow(props: RowProps) {
  const { t } = useWords();
  const value = props.standing?.value ?? null;
  return (
    <div className={props.standing?.conflict === true ? "examiner-item conflict" : "examiner-item"}>
      <p>{t("examinerPage/ratingTitle")}</p>
      <fieldset aria-label={t("examinerPage/ratingTitle")}>
        {ratingChoices(t).map((choice) => (
          <Button
            key={choice.value}
            type={value === choice.value ? "primary" : "default"}
            aria-pressed={value === choice.value}
            onClick={() => props.onMark(choice.value)}
          >
            {choice.label}
          </Button>
        ))}
      </fieldset>
      {props.standing?.conflict === true ? (
        <p className="conflict-text">{t("examinerPage/conflicts", { count: 1 })}</p>
      ) : null}
    </div>
  );
}
