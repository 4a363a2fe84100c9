import { Button, Radio } from "antd";
import { useState } from "react";
import { type Purpose, purposes } from "../../contract/purposes.ts";
import { useWords } from "../words/index.ts";

/** The five purposes of the regulation; without one the recording stays closed. */
export function PurposeForm(props: {
  readonly busy: boolean;
  readonly onOpen: (purpose: Purpose) => void;
}) {
  const { t } = useWords();
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  return (
    <section className="sheet" style={{ maxWidth: 560 }} aria-label={t("player/purposeTitle")}>
      <h2>{t("player/purposeTitle")}</h2>
      <div className="sheet-body stack">
        <p>{t("player/purposeText")}</p>
        <p className="quiet">
          {t("failure/rule")}: {t("rules/S0-12.1")}
        </p>
        <Radio.Group
          aria-label={t("player/purpose")}
          value={purpose}
          onChange={(event) =>
            setPurpose(purposes.find((one) => one === event.target.value) ?? null)
          }
          options={purposes.map((value) => ({ value, label: t(`terms/purposes/${value}`) }))}
          vertical
        />
        <div>
          <Button
            type="primary"
            disabled={purpose === null}
            loading={props.busy}
            onClick={() => (purpose === null ? undefined : props.onOpen(purpose))}
          >
            {t("player/purposeOpen")}
          </Button>
        </div>
      </div>
    </section>
  );
}
