import { useNavigate } from "@tanstack/react-router";
import { Modal } from "antd";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { SigningFields } from "../requests/signing-fields.tsx";
import { useSignedAct } from "../requests/use-act.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";

/** Out of the library, with its reason, signed. */
export function WithdrawDialog(props: { readonly itemId: string; readonly onClose: () => void }) {
  const { t } = useWords();
  const go = useNavigate();
  const [reason, setReason] = useState("");
  const params = { itemId: props.itemId };
  const { signing, act } = useSignedAct(
    (signed) =>
      ask("library.withdraw", { params, body: { reason: reason.trim(), signing: signed } }),
    {
      onDone: () => {
        props.onClose();
        // Whoever taught from it no longer sees it; the list is what is left.
        void go({ to: "/library" }).then(() =>
          queries.invalidateQueries({ queryKey: ["library", "list"] }),
        );
      },
      said: t("library/withdrawnDone"),
    },
  );
  return (
    <Modal
      open
      title={t("library/withdrawTitle")}
      okText={t("library/withdraw")}
      okButtonProps={{
        danger: true,
        disabled: signing.signing === null || reason.trim() === "",
        loading: act.isPending,
      }}
      onOk={() => act.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t("library/withdrawText")}</p>
        <TextField
          required
          most={limits.reasonCharacters}
          label={t("library/withdrawReason")}
          value={reason}
          onChange={setReason}
        />
        <SigningFields signing={signing} />
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}
