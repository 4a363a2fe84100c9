import { useState } from "react";
import { type EventKind, eventKinds } from "../../contract/playbooks.ts";
import { limits } from "../../contract/limits.ts";
import { ask } from "../ask.ts";
import { nowMs } from "../look/now.ts";
import { TextField } from "../look/text-field.tsx";
import { useMe } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { ChoiceField } from "../look/choice-field.tsx";
import { EventDialog } from "./event-dialog.tsx";
import { MomentField } from "./moment-field.tsx";
import { useEventAct } from "./use-events.ts";

const minuteMs = 60_000;

/** Declares an event or a drill: what kind, what happened, who found it and when. */
export function DeclareDialog(props: {
  readonly drill: boolean;
  readonly incidentId?: string;
  readonly onDeclared: (eventId: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const me = useMe();
  const { drill, incidentId = null } = props;
  const [kind, setKind] = useState<EventKind | null>(null);
  const [what, setWhat] = useState("");
  const [discoverer, setDiscoverer] = useState(me.name);
  const [discoveredAtMs, setDiscoveredAtMs] = useState(Math.floor(nowMs() / minuteMs) * minuteMs);
  const act = useEventAct(
    async (of: EventKind) => {
      const event = await ask("events.declare", {
        body: { kind: of, drill, what, discoverer, discoveredAtMs, incidentId },
      });
      props.onDeclared(event.eventId);
      return event;
    },
    { said: t("playbookPage/started"), onDone: props.onClose },
  );
  const word = t(drill ? "playbookPage/declareDrill" : "playbookPage/declare");
  return (
    <EventDialog
      title={word}
      word={word}
      danger={!drill}
      ready={kind !== null && what.trim() !== "" && discoverer.trim() !== ""}
      act={act}
      onOk={() => {
        if (kind !== null) act.mutate(kind);
      }}
      onClose={props.onClose}
    >
      {drill ? <p className="quiet">{t("playbookPage/drillNote")}</p> : null}
      <ChoiceField<EventKind>
        label={t("playbookPage/kind")}
        value={kind}
        options={eventKinds.map((value) => ({ value, label: t(`playbookTerms/kinds/${value}`) }))}
        onChange={setKind}
      />
      <TextField long required label={t("playbookPage/what")} value={what} onChange={setWhat} />
      <TextField
        required
        label={t("playbookPage/discoverer")}
        most={limits.eventLineCharacters}
        value={discoverer}
        onChange={setDiscoverer}
      />
      <MomentField
        label={t("playbookPage/discovered")}
        valueMs={discoveredAtMs}
        onChange={setDiscoveredAtMs}
      />
    </EventDialog>
  );
}
