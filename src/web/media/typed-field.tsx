import { Input } from "antd";
import { useId } from "react";
import { limits } from "../../contract/limits.ts";

export function TypedField(props: {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="signing-field">
      <label htmlFor={id}>{props.label}</label>
      <Input
        id={id}
        value={props.value}
        maxLength={limits.nameCharacters}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {props.hint === undefined ? null : <small className="quiet">{props.hint}</small>}
    </div>
  );
}
