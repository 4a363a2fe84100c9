import { Button, Radio } from "antd";
import { useState } from "react";
import type { Step } from "../../contract/approval.ts";
import { ask } from "../ask.ts";
import { usePostWord } from "../institution/post-word.ts";
import { TextField } from "../look/text-field.tsx";
import { useMe } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { SigningEnd } from "./signing-end.tsx";
import { useSignedAct } from "./use-act.ts";
import { caseChanged, type Case } from "./use-requests.ts";

type Decision = "agreed" | "disagreed";

const phrases = [
  { decision: "agreed", word: "quickAgree" },
  { decision: "agreed", word: "quickAgreeScope" },
  { decision: "disagreed", word: "quickDisagree" },
  { decision: "disagreed", word: "quickDisagreeScope" },
] as const;

function useDecide(one: Case, step: Step) {
  const { t } = useWords();
  const [decision, setDecision] = useState<Decision | null>(null);
  const [opinion, setOpinion] = useState("");
  const decide = useSignedAct(
    async (signing) =>
      decision === null
        ? null
        : ask("requests.decide", {
            params: { requestId: one.requestId },
            body: { step: step.number, decision, opinion, signing },
          }),
    { onDone: caseChanged, said: t("requestCase/decided") },
  );
  const lacks =
    decision === null
      ? t("requestCase/decision")
      : decision === "disagreed" && opinion.trim() === ""
        ? t("requestCase/opinionNeeded")
        : null;
  return { decision, setDecision, opinion, setOpinion, decide, lacks };
}

/** Agree or not, an opinion, a signature, the password: one press. */
export function DecideForm(props: { readonly one: Case; readonly step: Step }) {
  const { t } = useWords();
  const me = useMe();
  const { one, step } = props;
  const form = useDecide(one, step);
  const post = usePostWord(one.profile)(step.post);
  const own = step.holders.length === 0 || step.holders.includes(me.name);
  return (
    <section className="sheet decide" aria-label={t("requestCase/decideTitle")} id="decide">
      <h2>{t("requestCase/decideTitle")}</h2>
      <form
        className="sheet-body stack"
        onSubmit={(event) => {
          event.preventDefault();
          form.decide.act.mutate();
        }}
      >
        <p className="quiet">
          {own
            ? t("requestCase/decideText", { post, n: step.number })
            : t("requestCase/decideStanding", { post, n: step.number })}
        </p>
        <Opinion form={form} />
        <SigningEnd
          of={form.decide}
          word={
            form.decision === null
              ? t("requestCase/submit")
              : form.decision === "disagreed"
                ? t("requestCase/submitDisagree")
                : t("requestCase/submitAgree")
          }
          lacks={form.lacks}
          danger={form.decision === "disagreed"}
        />
      </form>
    </section>
  );
}

/** Agree or not, and what one says to it; a usual phrase brings its decision along. */
function Opinion(props: { readonly form: ReturnType<typeof useDecide> }) {
  const { t } = useWords();
  const { form } = props;
  const say = (decision: Decision, opinion: string) => {
    form.setDecision(decision);
    form.setOpinion(opinion);
  };
  return (
    <>
      <Radio.Group
        block
        size="large"
        optionType="button"
        buttonStyle="solid"
        aria-label={t("requestCase/decision")}
        value={form.decision}
        onChange={(event) => {
          const decision = event.target.value === "agreed" ? "agreed" : "disagreed";
          const isPhrase = phrases.some(
            ({ word }) => t(`requestCase/${word}`) === form.opinion.trim(),
          );
          const opinion = form.opinion.trim() === "" || isPhrase ? "" : form.opinion;
          say(
            decision,
            decision === "agreed" && opinion === "" ? t("requestCase/quickAgree") : opinion,
          );
        }}
        options={[
          { value: "agreed", label: t("requestCase/agree") },
          { value: "disagreed", label: t("requestCase/disagree") },
        ]}
      />
      <div className="signing-field">
        <TextField
          long
          label={t("requestCase/opinion")}
          required={form.decision === "disagreed"}
          value={form.opinion}
          onChange={form.setOpinion}
        />
        <div className="quick" role="group" aria-label={t("requestCase/quick")}>
          {phrases.map(({ decision, word }) => (
            <Button key={word} size="small" onClick={() => say(decision, t(`requestCase/${word}`))}>
              {t(`requestCase/${word}`)}
            </Button>
          ))}
        </div>
      </div>
    </>
  );
}
