import { useState } from "react";
import type { Measure } from "../../contract/playbooks.ts";
import { ask } from "../ask.ts";
import { TextField } from "../look/text-field.tsx";
import { useWords } from "../words/index.ts";
import { EventDialog } from "./event-dialog.tsx";
import { useEventAct } from "./use-events.ts";

/** Gives back what somebody else cut off, with a reason. */
export function LiftDialog(props: { readonly measure: Measure; readonly onClose: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const { measureId, order, target } = props.measure;
  const act = useEventAct(
    () => ask("events.release", { params: { measureId }, body: { reason } }),
    { said: t("playbookPage/applied"), onDone: props.onClose },
  );
  return (
    <EventDialog
      title={t("playbookPage/liftTitle")}
      word={t("playbookPage/lift")}
      ready={reason.trim() !== ""}
      act={act}
      onOk={() => act.mutate(undefined)}
      onClose={props.onClose}
    >
      <p>
        <strong>{t(`playbookTerms/measures/${order.kind}`)}</strong> {target}
      </p>
      <TextField
        long
        required
        label={t("playbookPage/reason")}
        hint={t("playbookPage/reasonHint")}
        value={reason}
        onChange={setReason}
      />
    </EventDialog>
  );
}
