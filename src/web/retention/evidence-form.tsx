import { Modal } from "antd";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { SigningFields } from "../requests/signing-fields.tsx";
import { useSignedAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { type CameraSpan, SpanField } from "./span-field.tsx";
import { afterKeeping } from "./use-retention.ts";

const nothing = { place: "", what: "", storedAt: "", reason: "" };

/** The six fields of a stored event; without one of them evidence cannot be fixed. */
export function EvidenceForm(props: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [span, setSpan] = useState<CameraSpan>({ cameraId: null, startMs: null, endMs: null });
  const [typed, setTyped] = useState(nothing);
  const { signing, act } = useSignedAct(
    async (signed) => {
      const { cameraId, startMs, endMs } = span;
      if (cameraId === null || startMs === null || endMs === null) return null;
      return ask("retention.fix-evidence", {
        body: { ...typed, cameraId, startMs, endMs, signing: signed },
      });
    },
    afterKeeping(t("retentionPage/fixed"), props.onClose),
  );
  const complete =
    span.cameraId !== null &&
    span.startMs !== null &&
    span.endMs !== null &&
    typed.place.trim() !== "" &&
    typed.what.trim() !== "" &&
    typed.storedAt.trim() !== "" &&
    signing.signing !== null;
  const field = (name: keyof typeof nothing, word: string, most: number) => (
    <TextField
      label={word}
      most={most}
      required={name !== "reason"}
      value={typed[name]}
      onChange={(value) => setTyped({ ...typed, [name]: value })}
    />
  );
  return (
    <Modal
      open
      title={t("retentionPage/fix")}
      okText={t("retentionPage/fix")}
      cancelText={t("common/cancel")}
      okButtonProps={{ disabled: !complete, loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack keeping-dialog">
        <p>{t("retentionPage/fixText")}</p>
        <SpanField value={span} onChange={setSpan} />
        {field("place", t("retentionPage/place"), limits.nameCharacters)}
        {field("what", t("retentionPage/what"), limits.nameCharacters)}
        {field("storedAt", t("retentionPage/storedAt"), limits.storedAtCharacters)}
        {field("reason", t("retentionPage/remark"), limits.textCharacters)}
        <SigningFields signing={signing} />
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}
