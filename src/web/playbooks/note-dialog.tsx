import { useState } from "react";
import type { EventStep } from "../../contract/playbooks.ts";
import { ask } from "../ask.ts";
import { TextField } from "../look/text-field.tsx";
import { useWords } from "../words/index.ts";
import { EventDialog } from "./event-dialog.tsx";
import { useEventAct } from "./use-events.ts";

/** One line of how the event was handled. */
export function NoteDialog(props: {
  readonly eventId: string;
  readonly step: EventStep;
  readonly title: string;
  readonly hint?: string;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const { eventId, step } = props;
  const act = useEventAct(() => ask("events.note", { params: { eventId }, body: { step, text } }), {
    said: t("playbookPage/noted"),
    onDone: props.onClose,
  });
  return (
    <EventDialog
      title={props.title}
      word={t("playbookPage/noteAdd")}
      ready={text.trim() !== ""}
      act={act}
      onOk={() => act.mutate(undefined)}
      onClose={props.onClose}
    >
      <TextField
        long
        required
        label={t("playbookPage/noteText")}
        value={text}
        onChange={setText}
        {...(props.hint === undefined ? {} : { hint: props.hint })}
      />
    </EventDialog>
  );
}
