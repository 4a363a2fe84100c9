import { Input, Radio } from "antd";
import { useId } from "react";
import { SignatureImage, SignaturePadField } from "../look/signature-pad.tsx";
import { useMe } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import type { SigningNow } from "./use-signing.ts";
import "./requests.css";

/** Signature and password again, for everything that is signed. */
export function SigningFields(props: { readonly signing: SigningNow }) {
  const { t } = useWords();
  const me = useMe();
  const { signing } = props;
  const { typed, kept, set } = signing;
  const passwordId = useId();
  const codeId = useId();
  return (
    <div className="signing">
      {kept === null ? null : (
        <Radio.Group
          aria-label={t("signing/how")}
          value={typed.how}
          onChange={(event) => set({ how: event.target.value === "stored" ? "stored" : "drawn" })}
          options={[
            { value: "stored", label: t("signing/stored") },
            { value: "drawn", label: t("signing/drawn") },
          ]}
        />
      )}
      {typed.how === "stored" && kept !== null ? (
        <div className="signing-stored">
          <SignatureImage strokes={kept} by={me.name} />
        </div>
      ) : (
        <SignaturePadField value={typed.strokes} onChange={(strokes) => set({ strokes })} />
      )}
      <div className="signing-field">
        <label htmlFor={passwordId}>{t("signing/password")}</label>
        <Input.Password
          id={passwordId}
          value={typed.password}
          autoComplete="current-password"
          onChange={(event) => set({ password: event.target.value })}
        />
        <small className="quiet">{t("signing/passwordHint")}</small>
      </div>
      {signing.codeWanted ? (
        <div className="signing-field">
          <label htmlFor={codeId}>{t("signing/code")}</label>
          <Input
            id={codeId}
            value={typed.code}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={16}
            onChange={(event) => set({ code: event.target.value })}
          />
          <small className="quiet">{t("signing/codeHint")}</small>
        </div>
      ) : null}
    </div>
  );
}
