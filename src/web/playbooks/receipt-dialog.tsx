import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import type { Notice } from "../../contract/playbooks.ts";
import { ask } from "../ask.ts";
import { TextField } from "../look/text-field.tsx";
import { useWords } from "../words/index.ts";
import { EventDialog } from "./event-dialog.tsx";
import { useEventAct } from "./use-events.ts";

/** Notes who took a notice that went outside the system, and the number of the letter. */
export function ReceiptDialog(props: { readonly notice: Notice; readonly onClose: () => void }) {
  const { t } = useWords();
  const { noticeId, to } = props.notice;
  const [by, setBy] = useState(to);
  const [number, setNumber] = useState("");
  const act = useEventAct(
    () => ask("events.receipt", { params: { noticeId }, body: { by, number } }),
    { said: t("playbookPage/acknowledged"), onDone: props.onClose },
  );
  return (
    <EventDialog
      title={t("playbookPage/receiptTitle")}
      word={t("playbookPage/receiptNote")}
      ready={by.trim() !== ""}
      act={act}
      onOk={() => act.mutate(undefined)}
      onClose={props.onClose}
    >
      <TextField
        required
        label={t("playbookPage/receiptBy")}
        most={limits.eventLineCharacters}
        value={by}
        onChange={setBy}
      />
      <TextField
        label={t("playbookPage/receiptNumber")}
        most={limits.eventLineCharacters}
        value={number}
        onChange={setNumber}
      />
    </EventDialog>
  );
}
