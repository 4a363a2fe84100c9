import { Modal } from "antd";
import { useState } from "react";
import type { Interruption } from "../../contract/completion.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { useWords } from "../words/index.ts";
import { useCardAct } from "./use-completion.ts";

/** What was repaired, added to a line after it was. */
export function RemarkDialog(props: {
  readonly lessonId: string;
  readonly line: Interruption;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { lessonId, line } = props;
  const [text, setText] = useState("");
  const add = useCardAct(
    () =>
      ask("completion.remark", {
        params: { lessonId },
        body: { interruptionId: line.interruptionId ?? "", text: text.trim() },
      }),
    props.onClose,
  );
  return (
    <Modal
      open
      title={t("completionCard/remarkTitle")}
      okText={t("completionCard/addRemark")}
      okButtonProps={{ disabled: text.trim() === "", loading: add.isPending }}
      onOk={() => add.mutate(undefined)}
      onCancel={props.onClose}
    >
      <div className="stack">
        <TextField
          label={t("completionCard/remark")}
          hint={t("completionCard/remarkText")}
          value={text}
          onChange={setText}
          required
          long
        />
        {add.isError ? <Failure error={add.error} /> : null}
      </div>
    </Modal>
  );
}
