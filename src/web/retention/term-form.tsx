import { InputNumber, Radio } from "antd";
import { useId, useState } from "react";
import { limits } from "../../contract/limits.ts";
import { ask } from "../ask.ts";
import { useWords } from "../words/index.ts";
import { SignedDialog } from "./signed-dialog.tsx";
import { termWord } from "./item-words.tsx";
import type { ClassTerm } from "./use-retention.ts";

/** Sets the institution's own term of one class, with reason and signature. */
export function TermForm(props: { readonly of: ClassTerm; readonly onClose: () => void }) {
  const { t } = useWords();
  const { of } = props;
  const now = of.inForce;
  const [unit, setUnit] = useState<"years" | "days">("years" in now ? "years" : "days");
  const [many, setMany] = useState("years" in now ? now.years : now.days);
  const id = useId();
  const term = unit === "years" ? { years: many } : { days: many };
  return (
    <SignedDialog
      title={t("ownTerms/changeTitle", { name: t(`retention/classes/${of.class}`) })}
      text={t("ownTerms/changeText", { minimum: termWord(t, of.minimum) })}
      ok={t("ownTerms/change")}
      done={t("ownTerms/changed")}
      field={{ word: t("retentionPage/reason"), required: true, most: limits.textCharacters }}
      run={(reason, signing) =>
        ask("retention.set-term", { params: { class: of.class }, body: { term, reason, signing } })
      }
      onClose={props.onClose}
    >
      <div className="signing-field">
        <label htmlFor={id}>{t("ownTerms/term")}</label>
        <span className="term-field">
          <InputNumber
            id={id}
            min={1}
            max={unit === "years" ? 100 : 3_660}
            precision={0}
            value={many}
            onChange={(value) => setMany(value ?? 1)}
          />
          <Radio.Group
            aria-label={t("ownTerms/unit")}
            value={unit}
            onChange={(event) => setUnit(event.target.value === "days" ? "days" : "years")}
            options={[
              { value: "years", label: t("ownTerms/unitYears") },
              { value: "days", label: t("ownTerms/unitDays") },
            ]}
          />
        </span>
      </div>
    </SignedDialog>
  );
}
