import { Radio } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { TextField } from "../look/text-field.tsx";
import { SigningEnd } from "../requests/signing-end.tsx";
import { useSignedAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { afterCase, type Case } from "./use-destruction.ts";

/** The director's decision; list and form stand below on the same page. */
export function DecidePanel(props: { readonly one: Case }) {
  const { t } = useWords();
  const { one } = props;
  const [decision, setDecision] = useState<"agreed" | "disagreed" | null>(null);
  const [opinion, setOpinion] = useState("");
  const decide = useSignedAct(
    async (signing) =>
      decision === null
        ? null
        : ask("destruction.decide", {
            params: { caseId: one.caseId },
            body: { decision, opinion, signing },
          }),
    afterCase(),
  );
  const needsOpinion = decision === "disagreed" && opinion.trim() === "";
  const lacks =
    decision === null ? t("requestCase/decision") : needsOpinion ? t("destruction/opinion") : null;
  return (
    <section className="sheet" aria-label={t("destruction/decideTitle")}>
      <h2>{t("destruction/decideTitle")}</h2>
      <form
        className="sheet-body stack"
        onSubmit={(event) => {
          event.preventDefault();
          decide.act.mutate();
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
        <SigningEnd
          of={decide}
          word={t("destruction/decide")}
          lacks={lacks}
          danger={decision === "disagreed"}
        />
      </form>
    </section>
  );
}
