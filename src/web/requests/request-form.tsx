import { DatePicker, Radio, Checkbox } from "antd";
import dayjs from "dayjs";
import { useId, useState, type ReactNode } from "react";
import { operations, type Operation } from "../../contract/approval.ts";
import { purposes } from "../../contract/purposes.ts";
import { useOperations } from "../institution/use-institution.ts";
import { TextField } from "../look/text-field.tsx";
import { useWords } from "../words/index.ts";
import { LessonChoice } from "./lesson-choice.tsx";
import { PaperUpload } from "./paper-upload.tsx";
import { CameraChoice, PartChoice } from "./part-choice.tsx";
import { fieldsOf, type TypedRequest } from "./typed-request.ts";
import type { Preview } from "./use-requests.ts";

interface Props {
  readonly typed: TypedRequest;
  readonly onChange: (part: Partial<TypedRequest>) => void;
  readonly preview: Preview | undefined;
}

/** Fields a route has once asked for stay where they are while the request is about the same thing. */
function useShown(typed: TypedRequest, preview: Preview | undefined): ReadonlySet<string> {
  const [asked, setAsked] = useState<{ of: Operation | null; fields: readonly string[] }>({
    of: null,
    fields: [],
  });
  const before = asked.of === typed.operation ? asked.fields : [];
  const fresh = (preview?.fieldsMissing ?? []).filter((field) => !before.includes(field));
  if (typed.operation !== null && (asked.of !== typed.operation || fresh.length > 0))
    setAsked({ of: typed.operation, fields: [...before, ...fresh] });
  return new Set([
    ...(typed.operation === null ? [] : fieldsOf(typed.operation)),
    ...before,
    ...fresh,
  ]);
}

export function RequestForm(props: Props) {
  const { typed, preview } = props;
  const shown = useShown(typed, preview);
  return (
    <div className="stack">
      <OperationChoice
        value={typed.operation}
        onChange={(operation) => props.onChange({ operation })}
      />
      {typed.operation === null ? null : (
        <>
          <Which {...props} />
          <Why {...props} />
          <Outside {...props} shown={shown} />
          <NeededPapers {...props} />
        </>
      )}
    </div>
  );
}

function Part(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="sheet" aria-label={props.title}>
      <h2>{props.title}</h2>
      <div className="sheet-body stack">{props.children}</div>
    </section>
  );
}

/** Clear choices, each with what it is for. */
function OperationChoice(props: {
  readonly value: Operation | null;
  readonly onChange: (operation: Operation) => void;
}) {
  const { t } = useWords();
  const name = useId();
  const offered = useOperations();
  return (
    <section className="sheet" aria-label={t("requestForm/what")}>
      <h2>{t("requestForm/what")}</h2>
      <div className="operations" role="radiogroup" aria-label={t("requestForm/what")}>
        {(offered.data?.operations ?? operations).map((operation) => (
          <label
            key={operation}
            aria-label={t(`requestTerms/operations/${operation}/name`)}
            className={operation === props.value ? "operation operation-on" : "operation"}
          >
            <input
              type="radio"
              name={name}
              value={operation}
              checked={operation === props.value}
              onChange={() => props.onChange(operation)}
            />
            <span>
              <b>{t(`requestTerms/operations/${operation}/name`)}</b>
              <small>{t(`requestTerms/operations/${operation}/what`)}</small>
            </span>
          </label>
        ))}
      </div>
    </section>
  );
}

function Which(props: Props) {
  const { t } = useWords();
  const { typed, onChange } = props;
  return (
    <Part title={t("requestForm/which")}>
      <LessonChoice
        value={typed.lessons}
        onChange={(lessons) =>
          onChange({ lessons, part: lessons.length === 1 ? typed.part : null, cameraIds: [] })
        }
      />
      <PartChoice typed={typed} onChange={onChange} />
      <CameraChoice
        lessons={typed.lessons}
        value={typed.cameraIds}
        onChange={(cameraIds) => onChange({ cameraIds })}
      />
    </Part>
  );
}

function Why(props: Props) {
  const { t } = useWords();
  const { typed, onChange } = props;
  return (
    <Part title={t("requestForm/why")}>
      <div className="signing-field">
        <b>{t("requestForm/purpose")}</b>
        <Radio.Group
          className="purposes"
          aria-label={t("requestForm/purpose")}
          value={typed.purpose}
          onChange={(event) =>
            onChange({ purpose: purposes.find((one) => one === event.target.value) ?? null })
          }
          options={purposes.map((value) => ({ value, label: t(`terms/purposes/${value}`) }))}
        />
        <small className="quiet">{t("requestForm/purposeHint")}</small>
      </div>
      <TextField
        long
        label={t("requestForm/reason")}
        hint={t("requestForm/reasonHint")}
        value={typed.reason}
        onChange={(reason) => onChange({ reason })}
      />
    </Part>
  );
}

function DayField(props: {
  readonly label: string;
  readonly hint?: string;
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
}) {
  const id = useId();
  return (
    <div className="signing-field">
      <label htmlFor={id}>{props.label}</label>
      <DatePicker
        id={id}
        inputReadOnly
        value={props.value === null ? null : dayjs(props.value)}
        onChange={(date) => props.onChange(date === null ? null : date.format("YYYY-MM-DD"))}
      />
      {props.hint === undefined ? null : <small className="quiet">{props.hint}</small>}
    </div>
  );
}

function Outside(props: Props & { readonly shown: ReadonlySet<string> }) {
  const { t } = useWords();
  const { typed, onChange, shown } = props;
  const texts = (
    [
      ["unit", "unitHint"],
      ["handler", "handlerHint"],
      ["contact", null],
    ] as const
  ).filter(([field]) => shown.has(field));
  if (texts.length === 0 && !shown.has("window") && !shown.has("returnDue")) return null;
  return (
    <Part title={shown.has("window") ? t("requestForm/when") : t("requestForm/outside")}>
      <div className="form-pairs">
        {texts.map(([field, hint]) => (
          <TextField
            key={field}
            label={t(`requestForm/${field}`)}
            {...(hint === null ? {} : { hint: t(`requestForm/${hint}`) })}
            value={typed[field]}
            onChange={(value) => onChange({ [field]: value })}
          />
        ))}
        {shown.has("returnDue") ? (
          <DayField
            label={t("requestForm/returnDue")}
            hint={t("requestForm/returnDueHint")}
            value={typed.returnDue}
            onChange={(returnDue) => onChange({ returnDue })}
          />
        ) : null}
        {shown.has("window") ? (
          <>
            <DayField
              label={t("requestForm/windowFrom")}
              value={typed.windowFrom}
              onChange={(from) => onChange({ windowFrom: from ?? typed.windowFrom })}
            />
            <DayField
              label={t("requestForm/windowTo")}
              hint={t("requestForm/windowHint")}
              value={typed.windowTo}
              onChange={(to) => onChange({ windowTo: to ?? typed.windowTo })}
            />
          </>
        ) : null}
      </div>
    </Part>
  );
}

/** What waits for its approvals whatever happens. */
const unhurried: ReadonlySet<Operation> = new Set(["clip", "lend", "publish", "data-subject"]);

/** The papers the route demands; an urgent case may bring them within 24 hours. */
function NeededPapers(props: Props) {
  const { t } = useWords();
  const { typed, onChange, preview } = props;
  const kinds = preview?.papers ?? [];
  return (
    <>
      {kinds.length === 0 ? null : (
        <Part title={t("requestForm/papers")}>
          {kinds.map((kind) => (
            <PaperUpload
              key={kind}
              kind={kind}
              needed={!typed.emergency}
              papers={typed.papers}
              onAdd={(paper) => onChange({ papers: [...typed.papers, paper] })}
              onRemove={(paper) =>
                onChange({ papers: typed.papers.filter((one) => one.paperId !== paper.paperId) })
              }
            />
          ))}
        </Part>
      )}
      {typed.operation !== null && unhurried.has(typed.operation) ? null : (
        <div className="sheet sheet-body">
          <Checkbox
            checked={typed.emergency}
            onChange={(event) => onChange({ emergency: event.target.checked })}
          >
            {t("requestForm/emergency")}
          </Checkbox>
          <p className="quiet">{t("requestForm/emergencyHint")}</p>
        </div>
      )}
    </>
  );
}
