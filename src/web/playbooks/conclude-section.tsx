import { useState } from "react";
import type { Event } from "../../contract/playbooks.ts";
import { ask } from "../ask.ts";
import { TextField } from "../look/text-field.tsx";
import { dayMinute } from "../look/times.ts";
import { SigningEnd } from "../requests/signing-end.tsx";
import { useSignedAct } from "../requests/use-act.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";

/** 结论与签字: what is still missing, then cause, measures and conclusion under a signature. */
export function ConcludeSection(props: { readonly event: Event; readonly handles: boolean }) {
  const { event, handles } = props;
  if (event.closedAtMs !== null) return <Concluded event={event} />;
  if (event.missing.length > 0) return <Missing event={event} />;
  return handles ? <ConcludeForm event={event} /> : null;
}

function Concluded(props: { readonly event: Event }) {
  const { t } = useWords();
  const { event } = props;
  return (
    <>
      <dl className="facts">
        <dt>{t("playbookPage/cause")}</dt>
        <dd>{event.cause}</dd>
        <dt>{t("playbookPage/measuresTaken")}</dt>
        <dd>{event.measuresTaken}</dd>
        <dt>{t("playbookPage/conclusion")}</dt>
        <dd>{event.conclusion}</dd>
      </dl>
      <p className="quiet">
        {t("playbookPage/closedBy", {
          name: event.closedBy ?? "",
          at: dayMinute(event.closedAtMs ?? 0),
        })}
      </p>
    </>
  );
}

function Missing(props: { readonly event: Event }) {
  const { t } = useWords();
  return (
    <div>
      <p>{t("playbookPage/missing")}</p>
      <ul>
        {props.event.missing.map((need) => (
          <li key={need}>{t(`playbookTerms/missing/${need}`)}</li>
        ))}
      </ul>
    </div>
  );
}

function ConcludeForm(props: { readonly event: Event }) {
  const { t } = useWords();
  const { eventId } = props.event;
  const [cause, setCause] = useState("");
  const [measuresTaken, setMeasuresTaken] = useState("");
  const [conclusion, setConclusion] = useState("");
  const parts = [
    { label: t("playbookPage/cause"), value: cause, onChange: setCause },
    {
      label: t("playbookPage/measuresTaken"),
      value: measuresTaken,
      onChange: setMeasuresTaken,
    },
    { label: t("playbookPage/conclusion"), value: conclusion, onChange: setConclusion },
  ];
  const lacks = parts.filter(({ value }) => value.trim() === "").map(({ label }) => label);
  const act = useSignedAct(
    (signing) =>
      ask("events.close", {
        params: { eventId },
        body: { conclusion: { cause, measuresTaken, conclusion }, signing },
      }),
    {
      said: t("playbookPage/closedDone"),
      onDone: (event) => {
        queries.setQueryData(["events", eventId], event);
        void queries.invalidateQueries({ queryKey: ["events"], exact: true });
      },
    },
  );
  return (
    <form
      className="stack"
      onSubmit={(submit) => {
        submit.preventDefault();
        act.act.mutate();
      }}
    >
      {parts.map((part) => (
        <TextField key={part.label} long required {...part} />
      ))}
      <p className="quiet">{t("playbookPage/closeNote")}</p>
      <SigningEnd
        of={act}
        word={t("playbookPage/close")}
        lacks={lacks.length === 0 ? null : lacks.join("、")}
      />
    </form>
  );
}
