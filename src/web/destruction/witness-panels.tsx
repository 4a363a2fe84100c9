import { Button, Input } from "antd";
import { useId, useState } from "react";
import type { WitnessSigning } from "../../contract/destruction.ts";
import type { Strokes } from "../../contract/approval.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { SignatureImage, SignaturePadField } from "../look/signature-pad.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { Countdown } from "./countdown.tsx";
import { afterCase, type Case } from "./use-destruction.ts";

type Signing = Case["signings"][number];

/** Two panels at one terminal (N-18): each witness shows who they are and signs before the other's eyes. */
export function WitnessPanels(props: { readonly one: Case }) {
  const { t } = useWords();
  const { one } = props;
  const first = signedBy(one, "witness-1");
  return (
    <section className="sheet" aria-label={t("destruction/witnessTitle")}>
      <h2>{t("destruction/witnessTitle")}</h2>
      <div className="sheet-body stack">
        <p className="quiet">{t("destruction/witnessText")}</p>
        {one.witnessesUntilMs === null || first === undefined ? null : (
          <Countdown untilMs={one.witnessesUntilMs} nowMs={one.nowMs} />
        )}
        <div className="destruction-panels">
          <Panel title={t("destruction/witness1")} one={one} signed={first} />
          {first === undefined ? null : (
            <Panel title={t("destruction/witness2")} one={one} signed={undefined} />
          )}
        </div>
      </div>
    </section>
  );
}

const signedBy = (one: Case, act: Signing["act"]): Signing | undefined =>
  one.signings.find((signing) => signing.act === act);

function Panel(props: {
  readonly title: string;
  readonly one: Case;
  readonly signed: Signing | undefined;
}) {
  const { t } = useWords();
  const { one, signed } = props;
  const witness = useAct(
    (signing: WitnessSigning) =>
      ask("destruction.witness", { params: { caseId: one.caseId }, body: { signing } }),
    afterCase(),
  );
  return (
    <div className="destruction-panel" role="group" aria-label={props.title}>
      <h3>{props.title}</h3>
      {signed === undefined ? (
        <PresentForm
          word={t("destruction/witnessSign")}
          pending={witness.isPending}
          onSign={(signing, clear) => witness.mutate(signing, { onSettled: clear })}
        />
      ) : (
        <Signed signed={signed} />
      )}
      {witness.isError ? <Failure error={witness.error} /> : null}
    </div>
  );
}

function Signed(props: { readonly signed: Signing }) {
  const { t } = useWords();
  const { signed } = props;
  return (
    <div className="stack">
      <Status tone="good">{t("destruction/witnessHere")}</Status>
      <SignatureImage strokes={signed.strokes} by={signed.name} />
      <span>
        {signed.name}　{dayMinute(signed.atMs)}
      </span>
    </div>
  );
}

/** Account, password, code and a hand: somebody beside whoever is signed in. */
export function PresentForm(props: {
  readonly word: string;
  readonly pending: boolean;
  readonly onSign: (signing: WitnessSigning, clear: () => void) => void;
}) {
  const { t } = useWords();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [strokes, setStrokes] = useState<Strokes | null>(null);
  const ready = login.trim() !== "" && password !== "" && strokes !== null;
  const clear = () => {
    setPassword("");
    setCode("");
  };
  return (
    <form
      className="stack"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (strokes === null) return;
        const given = code.trim() === "" ? null : code.trim();
        props.onSign({ login: login.trim(), password, code: given, signature: strokes }, clear);
      }}
    >
      <Field label={t("destruction/login")} value={login} onChange={setLogin} />
      <Field label={t("destruction/password")} value={password} secret onChange={setPassword} />
      <Field
        label={t("destruction/code")}
        hint={t("destruction/codeHint")}
        value={code}
        onChange={setCode}
      />
      <SignaturePadField value={strokes} onChange={setStrokes} />
      <Button type="primary" htmlType="submit" disabled={!ready} loading={props.pending}>
        {props.word}
      </Button>
    </form>
  );
}

function Field(props: {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly secret?: boolean;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  const common = {
    id,
    value: props.value,
    autoComplete: "off",
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => props.onChange(event.target.value),
  };
  return (
    <div className="signing-field">
      <label htmlFor={id}>{props.label}</label>
      {props.secret === true ? <Input.Password {...common} /> : <Input {...common} />}
      {props.hint === undefined ? null : <small className="quiet">{props.hint}</small>}
    </div>
  );
}

/** What came of it is signed by the two witnesses and by who executed. */
export function ResultPanel(props: { readonly one: Case }) {
  const { t } = useWords();
  const { one } = props;
  const [turn, setTurn] = useState(0);
  const sign = useAct(
    (signing: WitnessSigning) =>
      ask("destruction.sign-result", { params: { caseId: one.caseId }, body: { signing } }),
    afterCase({ onDone: () => setTurn((before) => before + 1) }),
  );
  return (
    <section className="sheet" aria-label={t("destruction/resultTitle")}>
      <h2>{t("destruction/resultTitle")}</h2>
      <div className="sheet-body stack">
        <p className="quiet">{t("destruction/resultText")}</p>
        <div className="destruction-panel">
          <PresentForm
            key={turn}
            word={t("destruction/resultSign")}
            pending={sign.isPending}
            onSign={(signing, clear) => sign.mutate(signing, { onSettled: clear })}
          />
        </div>
        {sign.isError ? <Failure error={sign.error} /> : null}
      </div>
    </section>
  );
}
