import { Button } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { SigningFields } from "../requests/signing-fields.tsx";
import { useSigning } from "../requests/use-signing.ts";
import { useWords } from "../words/index.ts";
import { type Case, useCaseAct } from "./use-destruction.ts";

/** 《留痕资料销毁审批表》: what the administrator states and signs after the list has rested. */
export function SubmitPanel(props: { readonly one: Case }) {
  const { t } = useWords();
  const { one } = props;
  const [ledgerCheck, setLedgerCheck] = useState("");
  const [noFurtherUse, setNoFurtherUse] = useState("");
  const [place, setPlace] = useState("");
  const signing = useSigning();
  const submit = useCaseAct(
    async () =>
      signing.signing === null
        ? null
        : ask("destruction.submit", {
            params: { caseId: one.caseId },
            body: { form: { ledgerCheck, noFurtherUse, place }, signing: signing.signing },
          }),
    { onError: signing.refused },
  );
  const filled = [ledgerCheck, noFurtherUse, place].every((text) => text.trim() !== "");
  return (
    <section className="sheet" aria-label={t("destruction/submitTitle")}>
      <h2>{t("destruction/submitTitle")}</h2>
      <form
        className="sheet-body stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit.mutate();
        }}
      >
        <TextField
          long
          required
          label={t("destruction/ledgerCheck")}
          hint={t("destruction/ledgerCheckHint")}
          value={ledgerCheck}
          onChange={setLedgerCheck}
        />
        <TextField
          long
          required
          label={t("destruction/noFurtherUse")}
          hint={t("destruction/noFurtherUseHint")}
          value={noFurtherUse}
          onChange={setNoFurtherUse}
        />
        <TextField required label={t("destruction/place")} value={place} onChange={setPlace} />
        <SigningFields signing={signing} />
        {submit.isError ? <Failure error={submit.error} /> : null}
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          disabled={!filled || signing.missing !== null}
          loading={submit.isPending}
        >
          {t("destruction/submit")}
        </Button>
        <p className="quiet">
          {signing.missing === null ? "" : t(`signing/lacks/${signing.missing}`)}
        </p>
      </form>
    </section>
  );
}
