import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";

/** The one main act of a page. */
export function AddButton(props: { readonly word: string; readonly onClick: () => void }) {
  return (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={props.onClick}>
      {props.word}
    </Button>
  );
}
