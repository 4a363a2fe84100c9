import { Button, Radio } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { SigningFields } from "../requests/signing-fields.tsx";
import { useSigning } from "../requests/use-signing.ts";
import { useWords } from "../words/index.ts";
import { type Case, useCaseAct } from "./use-destruction.ts";

/** The director's decision; list and form stand below on the same page. */
export function DecidePanel(props: { readonly one: Case }) {
  const { t } = useWords();
  const { one } = props;
  const [decision, setDecision] = useState<"agreed" | "disagreed" | null>(null);
  const [opinion, setOpinion] = useState("");
  const signing = useSigning();
  const decide = useCaseAct(
    async () =>
      decision === null || signing.signing === null
        ? null
        : ask("destruction.decide", {
            params: { caseId: one.caseId },
            body: { decision, opinion, signing: signing.signing },
          }),
    { onError: signing.refused },
  );
  const needsOpinion = decision === "disagreed" && opinion.trim() === "";
  return (
    <section className="sheet" aria-label={t("destruction/decideTitle")}>
      <h2>{t("destruction/decideTitle")}</h2>
      <form
        className="sheet-body stack"
        onSubmit={(event) => {
          event.preventDefault();
          decide.mutate();
        }}
      >
        <p className="quiet">{t("destruction/decideText")}</p>
        <Radio.Group
          block
          optionType="button"
          buttonStyle="solid"
          aria-label={t("destruction/decideTitle")}
          value={decision}
          onChange={(event) =>
            setDecision(event.target.value === "agreed" ? "agreed" : "disagreed")
          }
          options={[
            { value: "agreed", label: t("destruction/agree") },
            { value: "disagreed", label: t("destruction/disagree") },
          ]}
        />
        <TextField
          long
          label={t("destruction/opinion")}
          required={decision === "disagreed"}
          error={needsOpinion ? t("destruction/needOpinion") : null}
          value={opinion}
          onChange={setOpinion}
        />
        <SigningFields signing={signing} />
        {decide.isError ? <Failure error={decide.error} /> : null}
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          danger={decision === "disagreed"}
          disabled={decision === null || needsOpinion || signing.missing !== null}
          loading={decide.isPending}
        >
          {t("destruction/decide")}
        </Button>
        <p className="quiet">{needsOpinion ? t("destruction/needOpinion") : ""}</p>
      </form>
    </section>
  );
}
