import { Button } from "antd";
import { useState } from "react";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { isRefused } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import type { KeptMarks, KeptState } from "./kept-marks.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

/** Where the marks are: in the house, on this device, or refused and waiting for the examiner. */
export function SyncLine(props: { readonly kept: KeptMarks; readonly state: KeptState }) {
  const { t } = useWords();
  const { kept, state } = props;
  const [reasoning, setReasoning] = useState(false);
  const count = state.waiting.reduce(
    (sum, one) => sum + one.marks.length + (one.handIn === null ? 0 : 1),
    0,
  );
  if (state.refused !== undefined) {
    const needsReason = isRefused(state.refused, "score_reason_missing");
    return (
      <div className="stack" role="status">
        <Status tone="alarm">{t("examinerPage/stuck")}</Status>
        <Failure error={state.refused} />
        <div className="tools">
          {needsReason ? (
            <Button type="primary" onClick={() => setReasoning(true)}>
              {t("examinerPage/reasonTitle")}
            </Button>
          ) : null}
          <Button danger onClick={() => kept.dropRefused()}>
            {t("examinerPage/drop")}
          </Button>
        </div>
        {reasoning ? (
          <ReasonDialog
            onGive={(reason) => {
              kept.giveReason(reason);
              setReasoning(false);
              void kept.send();
            }}
            onClose={() => setReasoning(false)}
          />
        ) : null}
      </div>
    );
  }
  return (
    <p className="examiner-sync" role="status">
      {count === 0 ? (
        <Status tone="good">{t("examinerPage/synced")}</Status>
      ) : (
        <>
          <Status tone={state.sending ? "busy" : "warn"}>
            {t(state.sending ? "examinerPage/sending" : "examinerPage/waiting", { count })}
          </Status>{" "}
          <span className="quiet">{t("examinerPage/keepOpen")}</span>
        </>
      )}
    </p>
  );
}
