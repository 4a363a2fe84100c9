import { Input, Modal } from "antd";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import { useWords } from "../words/index.ts";

/** Why a mark is changed after its sheet was handed in. */
export function ReasonDialog(props: {
  readonly onGive: (reason: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  return (
    <Modal
      open
      title={t("examinerPage/reasonTitle")}
      okButtonProps={{ disabled: reason.trim() === "" }}
      onOk={() => props.onGive(reason.trim())}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t("examinerPage/reasonText")}</p>
        <label>
          {t("examinerPage/reason")}
          <Input
            value={reason}
            maxLength={limits.nameCharacters}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      </div>
    </Modal>
  );
}
