import { Input } from "antd";
import { useId } from "react";
import { limits } from "../../contract/limits.ts";

/**
 * A text with its name above it, no longer than the contract lets it be: a name where it is short, a text
 * of some lines where it is long, unless `most` says otherwise.
 */
export function TextField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly long?: boolean;
  readonly most?: number;
  readonly required?: boolean;
  /** What is wrong with it as it stands; null while nothing is. */
  readonly error?: string | null;
}) {
  const { value, required = false, long = false, error = null } = props;
  const id = useId();
  const told = error ?? props.hint;
  const shared = {
    id,
    value,
    maxLength: props.most ?? (long ? limits.textCharacters : limits.nameCharacters),
    status: error === null ? ("" as const) : ("error" as const),
    "aria-required": required,
    "aria-invalid": error !== null,
    ...(told === undefined ? {} : { "aria-describedby": `${id}-told` }),
  };
  return (
    <div className="signing-field">
      <label htmlFor={id} className={required ? "required" : ""}>
        {props.label}
      </label>
      {long ? (
        <Input.TextArea
          {...shared}
          autoSize={{ minRows: 2, maxRows: 8 }}
          onChange={(event) => props.onChange(event.target.value)}
        />
      ) : (
        <Input {...shared} onChange={(event) => props.onChange(event.target.value)} />
      )}
      {told === undefined ? null : (
        <small id={`${id}-told`} className={error === null ? "quiet" : "field-error"}>
          {told}
        </small>
      )}
    </div>
  );
}
