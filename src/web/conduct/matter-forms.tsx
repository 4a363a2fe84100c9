import { Button, Checkbox, Radio } from "antd";
import { useState } from "react";
import type { Concerned, EvidenceInput, Matter, Sanction } from "../../contract/conduct.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { dayMinute } from "../look/times.ts";
import { PaperUpload } from "../requests/paper-upload.tsx";
import { useAct } from "../requests/use-act.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { PersonField } from "./person-field.tsx";
import { minuteTyped } from "./typed-minute.ts";
import { conductChanged } from "./use-conduct.ts";

function useChange<V = void>(run: (asked: V) => Promise<unknown>, onDone?: () => void) {
  const { t } = useWords();
  return useAct<unknown, V>(run, {
    onDone: () => {
      onDone?.();
      conductChanged();
    },
    said: t("conductPage/saved"),
  });
}

const whoOf = (person: Matter["person"]): Concerned | null =>
  person === null
    ? null
    : person.accountId === null
      ? { name: person.name }
      : { accountId: person.accountId };

/** Who answers for it, and whom it concerns. */
export function PeopleForm(props: { readonly matter: Matter }) {
  const { t } = useWords();
  const { matter } = props;
  const params = { matterId: matter.matterId };
  const [responsible, setResponsible] = useState(whoOf(matter.responsible));
  const [person, setPerson] = useState(whoOf(matter.person));
  const act = useChange(async () =>
    responsible === null ? null : ask("conduct.assign", { params, body: { responsible, person } }),
  );
  return (
    <div className="matter-form">
      <p className="quiet">{t("matterPage/peopleHint")}</p>
      <PersonField
        label={t("matterPage/responsible")}
        value={responsible}
        onChange={setResponsible}
      />
      <PersonField label={t("matterPage/person")} value={person} onChange={setPerson} />
      {act.isError ? <Failure error={act.error} /> : null}
      <Button disabled={responsible === null} loading={act.isPending} onClick={() => act.mutate()}>
        {t("matterPage/save")}
      </Button>
    </div>
  );
}

type What = EvidenceInput["type"];

/** An entry, a stretch of the lesson's recording, or a paper as evidence: what it is, then which. */
export function LinkForms(props: { readonly matter: Matter }) {
  const { t } = useWords();
  const may = useMay();
  const { matter } = props;
  const [what, setWhat] = useState<What | null>(null);
  const act = useChange<EvidenceInput>(
    (input) =>
      ask("conduct.link", { params: { matterId: matter.matterId }, body: { what: input } }),
    () => setWhat(null),
  );
  const offered: What[] = [
    ...(may("ledger.read") ? (["entry"] as const) : []),
    ...(matter.lessonId !== null && may("lesson.read") ? (["recording"] as const) : []),
    ...(may("request.file") ? (["paper"] as const) : []),
  ];
  if (offered.length === 0) return null;
  return (
    <div className="matter-form">
      <Radio.Group
        aria-label={t("matterPage/addWhat")}
        optionType="button"
        value={what}
        onChange={(event) => setWhat(offered.find((one) => one === event.target.value) ?? null)}
        options={offered.map((value) => ({ value, label: t(`matterPage/kinds/${value}`) }))}
      />
      {what === "entry" ? <EntryForm onLink={(input) => act.mutate(input)} /> : null}
      {what === "recording" ? (
        <RecordingForm matter={matter} onLink={(input) => act.mutate(input)} />
      ) : null}
      {what === "paper" ? (
        <PaperUpload
          kind="signed-scan"
          needed={false}
          papers={[]}
          onAdd={({ paperId }) => act.mutate({ type: "paper", paperId })}
        />
      ) : null}
      {act.isError ? <Failure error={act.error} /> : null}
    </div>
  );
}

function EntryForm(props: { readonly onLink: (what: EvidenceInput) => void }) {
  const { t } = useWords();
  const [entryId, setEntryId] = useState("");
  return (
    <>
      <TextField
        label={t("matterPage/entryId")}
        hint={t("matterPage/entryHint")}
        value={entryId}
        onChange={setEntryId}
      />
      <Button
        disabled={!/^[0-9a-f-]{36}$/.test(entryId.trim())}
        onClick={() => props.onLink({ type: "entry", entryId: entryId.trim() })}
      >
        {t("matterPage/addEntry")}
      </Button>
    </>
  );
}

function RecordingForm(props: {
  readonly matter: Matter;
  readonly onLink: (what: EvidenceInput) => void;
}) {
  const { t } = useWords();
  const { matter, onLink } = props;
  const [from, setFrom] = useState(() => dayMinute(matter.noticedAtMs));
  const [to, setTo] = useState("");
  const { lessonId } = matter;
  const [startMs, endMs] = [minuteTyped(from), minuteTyped(to)];
  return (
    <>
      <TextField
        label={t("matterPage/recordingFrom")}
        hint={t("matterPage/recordingHint")}
        value={from}
        onChange={setFrom}
      />
      <TextField label={t("matterPage/recordingTo")} value={to} onChange={setTo} />
      <Button
        disabled={startMs === undefined || endMs === undefined || endMs <= startMs}
        onClick={() => {
          if (lessonId !== null && startMs !== undefined && endMs !== undefined)
            onLink({ type: "recording", lessonId, startMs, endMs });
        }}
      >
        {t("matterPage/addRecording")}
      </Button>
    </>
  );
}

/** What the person concerned says, or what they said to who handles it. */
export function AnswerForm(props: { readonly matter: Matter }) {
  const { t } = useWords();
  const { matter } = props;
  const own = matter.mayAnswer;
  const [text, setText] = useState("");
  const [saidBy, setSaidBy] = useState(matter.person?.name ?? "");
  const act = useChange(
    () =>
      ask("conduct.answer", {
        params: { matterId: matter.matterId },
        body: { text, saidBy: own ? null : saidBy },
      }),
    () => setText(""),
  );
  return (
    <div className="matter-form">
      {own ? null : (
        <TextField required label={t("matterPage/saidBy")} value={saidBy} onChange={setSaidBy} />
      )}
      <TextField
        long
        label={own ? t("matterPage/myStatement") : t("matterPage/noteStatement")}
        hint={t("matterPage/statementHint")}
        value={text}
        onChange={setText}
      />
      {act.isError ? <Failure error={act.error} /> : null}
      <Button
        disabled={text.trim() === "" || (!own && saidBy.trim() === "")}
        loading={act.isPending}
        onClick={() => act.mutate()}
      >
        {t("matterPage/say")}
      </Button>
    </div>
  );
}

/** What was done; the house records it and judges nothing. */
export function CloseForm(props: {
  readonly matter: Matter;
  readonly offered: readonly Sanction[];
}) {
  const { t } = useWords();
  const { matter, offered } = props;
  const [disposition, setDisposition] = useState("");
  const [chosen, setChosen] = useState<readonly Sanction[]>([]);
  const act = useChange(() =>
    ask("conduct.close", {
      params: { matterId: matter.matterId },
      body: { disposition, sanctions: [...chosen] },
    }),
  );
  const ready =
    matter.responsible !== null &&
    disposition.trim() !== "" &&
    (matter.kind !== "violation" || chosen.length > 0);
  return (
    <div className="matter-form">
      <p className="quiet">{t("matterPage/closeHint")}</p>
      <TextField
        long
        required
        label={t("matterPage/disposition")}
        value={disposition}
        onChange={setDisposition}
      />
      <div role="group" aria-label={t("matterPage/sanctions")} className="signing-field">
        <span aria-hidden>{t("matterPage/sanctions")}</span>
        {offered.map((one) => (
          <Checkbox
            key={one}
            checked={chosen.includes(one)}
            onChange={(event) =>
              setChosen(
                event.target.checked ? [...chosen, one] : chosen.filter((other) => other !== one),
              )
            }
          >
            {t(`conductTerms/sanctions/${one}`)}
          </Checkbox>
        ))}
      </div>
      {act.isError ? <Failure error={act.error} /> : null}
      <Button type="primary" disabled={!ready} loading={act.isPending} onClick={() => act.mutate()}>
        {t("matterPage/closeNow")}
      </Button>
    </div>
  );
}
