import { Modal } from "antd";
import { useState } from "react";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { useWords } from "../words/index.ts";

/** Why something is noted; without a reason it is not. */
export function ReasonDialog(props: {
  readonly title: string;
  readonly label: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onReason: (reason: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  return (
    <Modal
      open
      title={props.title}
      okText={t("common/confirm")}
      okButtonProps={{ disabled: reason.trim() === "", loading: props.busy }}
      onOk={() => props.onReason(reason.trim())}
      onCancel={props.onClose}
    >
      <div className="stack">
        <TextField label={props.label} value={reason} onChange={setReason} required />
        {props.error === null ? null : <Failure error={props.error} />}
      </div>
    </Modal>
  );
}
