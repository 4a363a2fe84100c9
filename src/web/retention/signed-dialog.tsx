import { Modal } from "antd";
import { type ReactNode, useState } from "react";
import type { Signing } from "../../contract/approval.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { SigningFields } from "../requests/signing-fields.tsx";
import { useSignedAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { afterKeeping } from "./use-retention.ts";

/** An act that is signed: what it is about, a text where it needs one, and the signature. */
export function SignedDialog(props: {
  readonly title: string;
  readonly text: string;
  readonly ok: string;
  readonly done: string;
  readonly danger?: boolean;
  /** The text field's name and whether it must be filled. */
  readonly field: { readonly word: string; readonly required: boolean; readonly most: number };
  readonly run: (said: string, signing: Signing) => Promise<unknown>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  const { t } = useWords();
  const [said, setSaid] = useState("");
  const { signing, act } = useSignedAct(
    (signed) => props.run(said, signed),
    afterKeeping(props.done, props.onClose),
  );
  const ready = signing.signing !== null && (!props.field.required || said.trim() !== "");
  return (
    <Modal
      open
      title={props.title}
      okText={props.ok}
      cancelText={t("common/cancel")}
      okButtonProps={{
        danger: props.danger === true,
        disabled: !ready,
        loading: act.isPending,
      }}
      onOk={() => act.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack keeping-dialog">
        <p>{props.text}</p>
        {props.children}
        <TextField
          long
          required={props.field.required}
          most={props.field.most}
          label={props.field.word}
          value={said}
          onChange={setSaid}
        />
        <SigningFields signing={signing} />
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}
