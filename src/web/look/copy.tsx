import { CopyOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useWords } from "../words/index.ts";

/** Plain HTTP has no clipboard interface: a hidden field and the old command do as well. */
function copyText(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.style.position = "fixed";
  field.style.opacity = "0";
  const owner = document.activeElement?.closest("[role=dialog]") ?? document.body;
  owner.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

export function CopyButton(props: { readonly text: string; readonly label?: string }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const onClick = () => {
    if (copyText(props.text)) void message.success(t("common/copied"));
    else void message.warning(t("common/copyByHand"));
  };
  return (
    <Button size="small" icon={<CopyOutlined aria-hidden />} onClick={onClick}>
      {props.label ?? t("common/copy")}
    </Button>
  );
}
