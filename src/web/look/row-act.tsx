import { Button } from "antd";

/** A small act on one row; its name says which row, so that it can be told from its neighbours. */
export function RowAct(props: {
  readonly word: string;
  readonly row: string;
  readonly danger?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <Button
      size="small"
      danger={props.danger ?? false}
      aria-label={`${props.word} ${props.row}`}
      onClick={props.onClick}
    >
      {props.word}
    </Button>
  );
}
