import { Modal } from "antd";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import { MediumInput, mediumKinds, secrecyLevels } from "../../contract/media.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { SigningFields } from "../requests/signing-fields.tsx";
import { useSignedAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { ChosenField } from "./chosen-field.tsx";
import { mediaChanged } from "./media-changed.ts";

const nothing: Omit<MediumInput, "signing"> = {
  label: "",
  kind: "usb-stick",
  makerSerial: "",
  secrecy: "internal",
  custodian: "",
};

export function RegisterDialog(props: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState(nothing);
  const set = (change: Partial<typeof nothing>) => setTyped((before) => ({ ...before, ...change }));
  const { signing, act } = useSignedAct(
    (signed) => ask("media.register", { body: { ...typed, signing: signed } }),
    { onDone: () => mediaChanged(props.onClose), said: t("mediaPage/saved") },
  );
  const ready = MediumInput.safeParse({ ...typed, signing: signing.signing }).success;
  return (
    <Modal
      open
      title={t("mediaPage/add")}
      okText={t("mediaPage/add")}
      okButtonProps={{ disabled: !ready, loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <TextField
          required
          label={t("mediaPage/label")}
          hint={t("mediaPage/labelHint")}
          value={typed.label}
          onChange={(label) => set({ label })}
        />
        <ChosenField
          label={t("mediaPage/kind")}
          value={typed.kind}
          onChange={(kind) => set({ kind })}
          options={mediumKinds.map((value) => ({ value, label: t(`mediaTerms/kinds/${value}`) }))}
        />
        <TextField
          required
          most={limits.serialCharacters}
          label={t("mediaPage/makerSerial")}
          hint={t("mediaPage/makerSerialHint")}
          value={typed.makerSerial}
          onChange={(makerSerial) => set({ makerSerial })}
        />
        <ChosenField
          label={t("mediaPage/secrecy")}
          value={typed.secrecy}
          onChange={(secrecy) => set({ secrecy })}
          options={secrecyLevels.map((value) => ({
            value,
            label: t(`mediaTerms/secrecy/${value}`),
          }))}
        />
        <TextField
          required
          label={t("mediaPage/custodian")}
          value={typed.custodian}
          onChange={(custodian) => set({ custodian })}
        />
        <SigningFields signing={signing} />
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}
