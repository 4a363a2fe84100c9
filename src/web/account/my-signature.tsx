import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { SignatureImage } from "../look/signature-pad.tsx";
import { SigningFields } from "../requests/signing-fields.tsx";
import { signatureKey, useSigning, useStoredSignature } from "../requests/use-signing.ts";
import { useMe } from "../session/me.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";

/** 我的签名: kept once, chosen when something is signed. */
export function MySignature() {
  const { t } = useWords();
  const me = useMe();
  const stored = useStoredSignature();
  const [drawing, setDrawing] = useState(false);
  const kept = stored.data?.strokes ?? null;
  return (
    <section className="sheet" aria-label={t("signing/mine")}>
      <h2>{t("signing/mine")}</h2>
      <div className="sheet-body stack">
        <p className="quiet">{t("signing/mineNote")}</p>
        {stored.isPending ? <Bones rows={2} /> : null}
        {stored.isError ? (
          <Failure error={stored.error} onRetry={() => void stored.refetch()} />
        ) : null}
        {stored.data === undefined ? null : kept === null ? (
          <p>{t("signing/mineNone")}</p>
        ) : (
          <SignatureImage strokes={kept} by={me.name} />
        )}
        {drawing ? (
          <NewSignature onDone={() => setDrawing(false)} />
        ) : (
          <div>
            <Button onClick={() => setDrawing(true)}>
              {kept === null ? t("signing/mineNew") : t("signing/mineChange")}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

function NewSignature(props: { readonly onDone: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const signing = useSigning({ drawnOnly: true });
  const keep = useMutation({
    mutationFn: async () => {
      const signed = signing.signing;
      if (signed === null || signed.signature === "stored") return null;
      const { password, code, signature } = signed;
      return ask("signature.keep", { body: { strokes: signature, password, code } });
    },
    onSuccess: (kept) => {
      if (kept === null) return;
      queries.setQueryData(signatureKey, kept);
      void message.success(t("signing/mineSaved"));
      props.onDone();
    },
    onError: signing.refused,
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        keep.mutate();
      }}
    >
      <SigningFields signing={signing} />
      {keep.isError ? <Failure error={keep.error} /> : null}
      <div style={{ display: "flex", gap: 8 }}>
        <Button
          type="primary"
          htmlType="submit"
          loading={keep.isPending}
          disabled={signing.signing === null}
        >
          {t("signing/mineSave")}
        </Button>
        <Button onClick={props.onDone}>{t("common/cancel")}</Button>
      </div>
    </form>
  );
}
