import { Select } from "antd";

/** One of a few, with its name above it. */
export function ChosenField<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}) {
  return (
    <div className="signing-field">
      <span aria-hidden>{props.label}</span>
      <Select<T>
        aria-label={props.label}
        value={props.value}
        onChange={props.onChange}
        options={[...props.options]}
      />
    </div>
  );
}
