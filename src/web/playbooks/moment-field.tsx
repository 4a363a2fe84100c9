import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useId } from "react";
import { dayMinute, instantOf } from "../look/times.ts";

/** A moment to the minute, by the institution's clock. */
export function MomentField(props: {
  readonly label: string;
  readonly valueMs: number;
  readonly onChange: (valueMs: number) => void;
}) {
  const id = useId();
  return (
    <div className="signing-field">
      <label htmlFor={id}>{props.label}</label>
      <DatePicker
        id={id}
        showTime={{ format: "HH:mm" }}
        format="YYYY-MM-DD HH:mm"
        allowClear={false}
        value={dayjs(dayMinute(props.valueMs))}
        onChange={(day) => {
          if (day !== null)
            props.onChange(instantOf(day.format("YYYY-MM-DD"), day.format("HH:mm")));
        }}
      />
    </div>
  );
}
