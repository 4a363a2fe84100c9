import { useState } from "react";
import { ask } from "../ask.ts";
import { TextField } from "../look/text-field.tsx";
import { SigningEnd } from "../requests/signing-end.tsx";
import { useSignedAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { afterCase, type Case } from "./use-destruction.ts";

/** 《留痕资料销毁审批表》: what the administrator states and signs after the list has rested. */
export function SubmitPanel(props: { readonly one: Case }) {
  const { t } = useWords();
  const { one } = props;
  const [ledgerCheck, setLedgerCheck] = useState("");
  const [noFurtherUse, setNoFurtherUse] = useState("");
  const [place, setPlace] = useState("");
  const form = { ledgerCheck, noFurtherUse, place };
  const submit = useSignedAct(
    (signing) =>
      ask("destruction.submit", { params: { caseId: one.caseId }, body: { form, signing } }),
    afterCase(),
  );
  const fields = ["ledgerCheck", "noFurtherUse", "place"] as const;
  const empty = fields.filter((name) => form[name].trim() === "");
  return (
    <section className="sheet" aria-label={t("destruction/submitTitle")}>
      <h2>{t("destruction/submitTitle")}</h2>
      <form
        className="sheet-body stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit.act.mutate();
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
        <SigningEnd
          of={submit}
          word={t("destruction/submit")}
          lacks={empty.length === 0 ? null : listed(empty.map((name) => t(`destruction/${name}`)))}
        />
      </form>
    </section>
  );
}
