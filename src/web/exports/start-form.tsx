import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Modal, Radio } from "antd";
import { useState } from "react";
import type { RequestCase } from "../../contract/approval.ts";
import { AgeRecipient, type ExportInput, type Protection } from "../../contract/exports.ts";
import { limits } from "../../contract/limits.ts";
import { ask } from "../ask.ts";
import { CopyButton } from "../look/copy.tsx";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { SigningFields } from "../requests/signing-fields.tsx";
import { useSigning } from "../requests/use-signing.ts";
import { queries } from "../session/queries.ts";
import { MaskFields } from "./mask-fields.tsx";
import { RangeFields } from "./range-fields.tsx";
import { type Part, isOrderable } from "./use-range.ts";
import { useWords } from "../words/index.ts";

const install = "apt-get install -y ffmpeg";

/** Orders a copy of exactly what was granted: content, cut and how it is closed; nothing wider. */
export function StartDialog(props: {
  readonly one: RequestCase;
  readonly ffmpeg: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { one, ffmpeg } = props;
  const teaching = one.gives === "clip";
  const mayStayOpen = one.operation === "clip" || one.operation === "publish";
  const [form, setForm] = useState<ExportInput["form"]>(teaching ? "clip" : "package");
  const [cut, setCut] = useState<ExportInput["cut"]>(teaching ? "exact" : "key-frames");
  const [joined, setJoined] = useState(false);
  const [kind, setKind] = useState<Protection["kind"]>(mayStayOpen ? "none" : "passphrase");
  const [recipient, setRecipient] = useState("");
  const [covers, setCovers] = useState<Pick<ExportInput, "masks" | "mute">>({
    masks: [],
    mute: false,
  });
  const [part, setPart] = useState<Part>(null);
  const [nobodyElse, setNobodyElse] = useState("");
  const signing = useSigning();
  const masks = covers.masks.filter(
    ({ cameraId }) => part === null || part.cameraIds.includes(cameraId),
  );
  // Covered pictures are made anew: there is no other way to cut them.
  const covering = masks.length > 0 || covers.mute;
  const stating = one.masking && (form === "package" || masks.length === 0);
  const start = useMutation({
    mutationFn: () =>
      ask("exports.start", {
        params: { requestId: one.requestId },
        body: {
          form,
          cut,
          joined: form === "package" && joined,
          ...(part ?? { lessonIds: [], cameraIds: [], span: null }),
          protection: kind === "recipient" ? { kind, recipient: recipient.trim() } : { kind },
          ...(form === "clip" ? { masks, mute: covers.mute } : {}),
          nobodyElse:
            stating && signing.signing !== null
              ? { reason: nobodyElse, signing: signing.signing }
              : null,
        },
      }),
    onError: signing.refused,
    onSettled: () => queries.invalidateQueries({ queryKey: ["exports"] }),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ["request", one.requestId] });
      if (made.passphrase === null) props.onClose();
    },
  });
  const passphrase = start.data?.passphrase ?? null;
  if (passphrase !== null) return <PassphraseOnce text={passphrase} onKept={props.onClose} />;
  const validKey = kind !== "recipient" || AgeRecipient.safeParse(recipient.trim()).success;
  const needsFfmpeg = form === "clip" && (covering || cut === "exact") && !ffmpeg;
  const sound =
    isOrderable(part) && masks.every(({ span }) => span === null || span.startMs < span.endMs);
  const stated = !stating || (nobodyElse.trim() !== "" && signing.signing !== null);
  return (
    <Modal
      open
      title={t("exportsPanel/startTitle")}
      okText={t("exportsPanel/start")}
      okButtonProps={{
        disabled: !validKey || needsFfmpeg || !stated || !sound,
        loading: start.isPending,
      }}
      onOk={() => start.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack export-order">
        {start.isError ? <Failure error={start.error} /> : null}
        <RangeFields requestId={one.requestId} part={part} onChange={setPart} />
        {teaching ? (
          <p>{t("exportsPanel/cutMarked")}</p>
        ) : (
          <>
            <fieldset className="plain">
              <legend>{t("exportsPanel/form")}</legend>
              <Radio.Group
                value={form}
                onChange={(event) => setForm(event.target.value === "clip" ? "clip" : "package")}
                options={[
                  { value: "package", label: t("exportsPanel/formPackage") },
                  { value: "clip", label: t("exportsPanel/formClip") },
                ]}
              />
            </fieldset>
            {form === "package" ? (
              <Checkbox checked={joined} onChange={(event) => setJoined(event.target.checked)}>
                {t("exportsPanel/joined")}
              </Checkbox>
            ) : (
              <fieldset className="plain">
                <legend>{t("exportsPanel/cut")}</legend>
                <Radio.Group
                  value={covering ? "exact" : cut}
                  disabled={covering}
                  onChange={(event) =>
                    setCut(event.target.value === "exact" ? "exact" : "key-frames")
                  }
                  options={[
                    { value: "key-frames", label: t("exportsPanel/cutKeyFrames") },
                    { value: "exact", label: t("exportsPanel/cutExact") },
                  ]}
                />
              </fieldset>
            )}
          </>
        )}
        {needsFfmpeg ? (
          <Alert
            type="warning"
            showIcon
            title={
              <>
                {t("exportsPanel/noFfmpeg")} <code>{install}</code>
              </>
            }
          />
        ) : null}
        {form === "clip" && ffmpeg ? (
          <MaskFields
            requestId={one.requestId}
            part={part}
            typed={covers}
            onChange={({ masks, mute }) => setCovers({ masks: [...masks], mute })}
          />
        ) : null}
        {stating ? (
          <div className="stack">
            <p>{t("masking/demanded")}</p>
            <TextField
              required
              most={limits.reasonCharacters}
              label={t("masking/nobodyElse")}
              hint={t("masking/nobodyElseHint")}
              value={nobodyElse}
              onChange={setNobodyElse}
            />
            <SigningFields signing={signing} />
          </div>
        ) : null}
        <fieldset className="plain">
          <legend>{t("exportsPanel/protection")}</legend>
          <Radio.Group
            value={kind}
            onChange={(event) => setKind(kindOf(event.target.value))}
            options={(mayStayOpen
              ? (["none", "passphrase", "recipient"] as const)
              : (["passphrase", "recipient"] as const)
            ).map((value) => ({ value, label: t(`exportTerms/protections/${value}`) }))}
          />
        </fieldset>
        {kind === "passphrase" ? <p className="quiet">{t("exportsPanel/passphraseHint")}</p> : null}
        {kind === "recipient" ? (
          <TextField
            required
            label={t("exportsPanel/recipient")}
            hint={t("exportsPanel/recipientHint")}
            error={recipient === "" || validKey ? null : t("exportsPanel/recipientInvalid")}
            value={recipient}
            onChange={setRecipient}
          />
        ) : null}
      </div>
    </Modal>
  );
}

/** Told once: the house has no way to tell it again. */
function PassphraseOnce(props: { readonly text: string; readonly onKept: () => void }) {
  const { t } = useWords();
  return (
    <Modal
      open
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      title={t("exportsPanel/passphraseTitle")}
      footer={
        <Button type="primary" onClick={props.onKept}>
          {t("exportsPanel/passphraseKept")}
        </Button>
      }
    >
      <div className="stack">
        <p>
          <code className="export-passphrase">{props.text}</code> <CopyButton text={props.text} />
        </p>
        <p>{t("exportsPanel/passphraseNote")}</p>
      </div>
    </Modal>
  );
}

function kindOf(value: unknown): Protection["kind"] {
  return value === "recipient" || value === "none" ? value : "passphrase";
}
