import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, Modal } from "antd";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { SigningFields } from "../requests/signing-fields.tsx";
import { useSigning } from "../requests/use-signing.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";

/** Out of the library, with its reason, signed. */
export function WithdrawDialog(props: { readonly itemId: string; readonly onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const go = useNavigate();
  const [reason, setReason] = useState("");
  const signing = useSigning();
  const withdraw = useMutation({
    mutationFn: async () => {
      const signed = signing.signing;
      if (signed === null) return null;
      const params = { itemId: props.itemId };
      return ask("library.withdraw", { params, body: { reason: reason.trim(), signing: signed } });
    },
    onSuccess: (done) => {
      if (done === null) return;
      void message.success(t("library/withdrawnDone"));
      props.onClose();
      // Whoever taught from it no longer sees it; the list is what is left.
      void go({ to: "/library" }).then(() =>
        queries.invalidateQueries({ queryKey: ["library", "list"] }),
      );
    },
    onError: signing.refused,
  });
  return (
    <Modal
      open
      title={t("library/withdrawTitle")}
      okText={t("library/withdraw")}
      okButtonProps={{
        danger: true,
        disabled: signing.signing === null || reason.trim() === "",
        loading: withdraw.isPending,
      }}
      onOk={() => withdraw.mutate()}
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
        {withdraw.isError ? <Failure error={withdraw.error} /> : null}
      </div>
    </Modal>
  );
}
