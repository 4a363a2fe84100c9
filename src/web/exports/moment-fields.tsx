import { TimePicker } from "antd";
import dayjs from "dayjs";
import { day, instantOf, secondOfDay } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import type { Span } from "./use-range.ts";

const dayMs = 86_400_000;

/** From one second to another, neither outside `bounds`. */
export function SpanFields(props: {
  readonly name: string;
  readonly span: Span;
  readonly bounds: Span;
  readonly onChange: (span: Span) => void;
}) {
  const { t } = useWords();
  const { name, span, bounds, onChange } = props;
  return (
    <span className="span-fields">
      <Moment
        name={`${name} ${t("exportRange/from")}`}
        atMs={span.startMs}
        bounds={bounds}
        onChange={(startMs) => onChange({ ...span, startMs })}
      />
      <span aria-hidden>–</span>
      <Moment
        name={`${name} ${t("exportRange/to")}`}
        atMs={span.endMs}
        bounds={bounds}
        onChange={(endMs) => onChange({ ...span, endMs })}
      />
      {span.startMs < span.endMs ? null : (
        <small role="alert" className="bad">
          {t("exportRange/invalid")}
        </small>
      )}
    </span>
  );
}

function Moment(props: {
  readonly name: string;
  readonly atMs: number;
  readonly bounds: Span;
  readonly onChange: (atMs: number) => void;
}) {
  const { name, atMs, bounds, onChange } = props;
  return (
    <TimePicker
      format="HH:mm:ss"
      allowClear={false}
      needConfirm={false}
      aria-label={name}
      value={dayjs(`2000-01-01T${secondOfDay(atMs)}`)}
      onChange={(time) =>
        time === null ? undefined : onChange(momentOf(time.format("HH:mm:ss"), bounds))
      }
    />
  );
}

/** A lesson that goes past midnight has times of two days. */
function momentOf(time: string, bounds: Span): number {
  const first = instantOf(day(bounds.startMs), time);
  const meant = first + 1_000 <= bounds.startMs && first + dayMs <= bounds.endMs;
  return Math.min(Math.max(meant ? first + dayMs : first, bounds.startMs), bounds.endMs);
}
