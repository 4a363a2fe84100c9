import { Modal } from "antd";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { PeriodChoice } from "../registers/period-choice.tsx";
import { periods, usePeriod } from "../registers/use-period.ts";
import { useAct } from "../requests/use-act.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { packsKey } from "./use-packs.ts";
import "../registers/registers.css";

/** Period and reason; everything else is the same for every pack. */
export function PackDialog(props: { readonly onClose: () => void }) {
  const { t } = useWords();
  const chosen = usePeriod(periods.lastMonth);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const make = useAct(
    async () => {
      setTried(true);
      if (reason.trim() === "") return null;
      return ask("evidence-packs.ask", { body: { ...chosen.period, reason } });
    },
    {
      onDone: () => {
        void queries.invalidateQueries({ queryKey: packsKey });
        props.onClose();
      },
      said: t("evidencePacks/asked"),
    },
  );
  return (
    <Modal
      open
      title={t("evidencePacks/make")}
      okText={t("evidencePacks/make")}
      cancelText={t("common/cancel")}
      okButtonProps={{ loading: make.isPending }}
      onOk={() => make.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <PeriodChoice chosen={chosen} />
        <TextField
          long
          required
          label={t("evidencePacks/reason")}
          hint={t("evidencePacks/reasonHint")}
          most={limits.reasonCharacters}
          value={reason}
          onChange={setReason}
          error={tried && reason.trim() === "" ? t("evidencePacks/reasonMissing") : null}
        />
        <p className="quiet">{t("evidencePacks/whatInside")}</p>
        {make.isError ? <Failure error={make.error} /> : null}
      </div>
    </Modal>
  );
}
