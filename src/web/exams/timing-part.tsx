import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, InputNumber } from "antd";
import type { ExamInput } from "../../contract/osce.ts";
import { examTurns } from "../../kernel/osce/plan-troubles.ts";
import { roundsOf } from "../../kernel/osce/rotation.ts";
import { dayLengthMs } from "../../kernel/osce/run-clock.ts";
import { length } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import type { PartProps } from "./general-part.tsx";

/** Times to the second, breaks, and what they come to. */
export function TimingPart({ input, onChange }: PartProps) {
  const { t } = useWords();
  const { timing } = input;
  const put = (part: Partial<ExamInput["timing"]>) =>
    onChange({ ...input, timing: { ...timing, ...part } });
  const rounds = roundsOf({
    stations: input.stations.length,
    circuits: input.circuits.length,
    candidates: input.candidates.length,
  });
  return (
    <section className="sheet sheet-body stack" aria-label={t("examForm/timing")}>
      <h2>{t("examForm/timing")}</h2>
      <div className="exam-fields">
        <Seconds
          label={t("examForm/reading")}
          value={timing.readingSeconds}
          span={[0, 1_800]}
          onChange={(readingSeconds) => put({ readingSeconds })}
        />
        <Seconds
          label={t("examForm/station")}
          value={timing.stationSeconds}
          span={[10, 7_200]}
          onChange={(stationSeconds) => put({ stationSeconds })}
        />
        <Seconds
          label={t("examForm/change")}
          value={timing.changeSeconds}
          span={[0, 1_800]}
          onChange={(changeSeconds) => put({ changeSeconds })}
        />
        <Seconds
          label={t("examForm/reserve")}
          value={input.reserveMinutes}
          span={[0, 240]}
          onChange={(reserveMinutes) => onChange({ ...input, reserveMinutes })}
        />
      </div>
      <p className="quiet">
        {t("examForm/reserveHint")}{" "}
        <span className="number">
          {t("examForm/minutes", {
            length: length(dayLengthMs(timing, examTurns(input))),
            rounds,
            turns: input.stations.length,
          })}
        </span>
      </p>
      <Breaks input={input} onChange={onChange} />
    </section>
  );
}

function Seconds(props: {
  readonly label: string;
  readonly value: number;
  readonly span: readonly [number, number];
  readonly onChange: (value: number) => void;
}) {
  const { label, value, span, onChange } = props;
  return (
    <label className="exam-field">
      {label}
      <InputNumber
        min={span[0]}
        max={span[1]}
        precision={0}
        value={value}
        onChange={(next) => onChange(next ?? span[0])}
      />
    </label>
  );
}

function Breaks({ input, onChange }: PartProps) {
  const { t } = useWords();
  const { timing } = input;
  const put = (breaks: ExamInput["timing"]["breaks"]) =>
    onChange({ ...input, timing: { ...timing, breaks } });
  return (
    <div className="stack">
      {timing.breaks.map((one, at) => (
        <div className="exam-break" key={`break ${at}`}>
          <Seconds
            label={t("examForm/breakAfter")}
            value={one.afterTurn}
            span={[1, 2_000]}
            onChange={(afterTurn) =>
              put(timing.breaks.map((it, index) => (index === at ? { ...it, afterTurn } : it)))
            }
          />
          <Seconds
            label={t("examForm/breakSeconds")}
            value={one.seconds}
            span={[60, 14_400]}
            onChange={(seconds) =>
              put(timing.breaks.map((it, index) => (index === at ? { ...it, seconds } : it)))
            }
          />
          <Button
            aria-label={t("examForm/removeBreak")}
            icon={<DeleteOutlined aria-hidden />}
            onClick={() => put(timing.breaks.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      <div>
        <Button
          icon={<PlusOutlined aria-hidden />}
          disabled={timing.breaks.length >= 20}
          onClick={() =>
            put([...timing.breaks, { afterTurn: Math.max(1, input.stations.length), seconds: 900 }])
          }
        >
          {t("examForm/addBreak")}
        </Button>
      </div>
    </div>
  );
}
