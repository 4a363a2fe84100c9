import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useId } from "react";

/** A day of the calendar with its name above it; `2026-06-01`, empty while none is chosen. */
export function DayField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly required?: boolean;
  /** The first day that can be chosen. */
  readonly least?: string;
}) {
  const { value, least, required = false } = props;
  const id = useId();
  return (
    <div className="signing-field">
      <label htmlFor={id} className={required ? "required" : ""}>
        {props.label}
      </label>
      <DatePicker
        id={id}
        allowClear={false}
        value={value === "" ? null : dayjs(value)}
        onChange={(chosen) => props.onChange(chosen === null ? "" : chosen.format("YYYY-MM-DD"))}
        {...(least === undefined ? {} : { minDate: dayjs(least) })}
      />
    </div>
  );
}
