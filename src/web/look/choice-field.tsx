import { Select } from "antd";
import { useId } from "react";

/** One of some, with its name above. */
export function ChoiceField<V extends string | number>(props: {
  readonly label: string;
  readonly value: V | null;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V) => void;
  readonly hint?: string;
}) {
  const id = useId();
  return (
    <div className="signing-field">
      <label htmlFor={id}>{props.label}</label>
      <Select<V>
        id={id}
        value={props.value}
        options={[...props.options]}
        showSearch={{ optionFilterProp: "label" }}
        onChange={props.onChange}
      />
      {props.hint === undefined ? null : <small className="quiet">{props.hint}</small>}
    </div>
  );
}
