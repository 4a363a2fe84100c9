import { Button } from "antd";
import { refusals } from "../../contract/refusals.ts";
import { RefusedError, TroubleError, type Facts } from "../ask.ts";
import { useWords, type Say } from "../words/index.ts";
import { factLines } from "../words/facts.ts";

interface Told {
  readonly what: string;
  readonly rule: string | null;
  readonly next: string;
  readonly code: string | null;
  readonly facts: Facts;
}

function tell(t: Say, error: unknown): Told {
  if (error instanceof RefusedError) {
    return {
      what: t(`refusals/${error.code}/what`),
      rule: t(`rules/${refusals[error.code].rule}`),
      next: t(`refusals/${error.code}/next`),
      code: null,
      facts: error.facts,
    };
  }
  if (!(error instanceof TroubleError)) {
    return {
      what: t("failure/screen"),
      rule: null,
      next: t("failure/screenNext"),
      code: String(error),
      facts: {},
    };
  }
  if (error.kind === "offline") {
    return {
      what: t("failure/network"),
      rule: null,
      next: t("failure/networkNext"),
      code: null,
      facts: {},
    };
  }
  const what = error.kind === "answer" ? t("failure/answerTitle") : t(`terms/faults/${error.kind}`);
  return { what, rule: null, next: t("failure/faultNext"), code: error.code, facts: {} };
}

/** What happened, which rule refused, and what to do: for refusals and for trouble alike. */
export function Failure(props: {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}) {
  const { t } = useWords();
  const told = tell(t, props.error);
  const refusedHere = props.error instanceof RefusedError;
  return (
    <div className={refusedHere ? "refusal" : "refusal trouble"} role="alert">
      <h3>{told.what}</h3>
      <dl>
        {factLines(t, told.facts).map((line) => (
          <FactLine key={line.name} {...line} />
        ))}
        {told.rule === null ? null : <FactLine name={t("failure/rule")} text={told.rule} />}
        <FactLine name={t("failure/next")} text={told.next} />
        {told.code === null ? null : <FactLine name={t("failure/code")} text={told.code} />}
      </dl>
      {props.onRetry === undefined ? null : (
        <div className="tools">
          <Button size="small" onClick={props.onRetry}>
            {t("common/retry")}
          </Button>
        </div>
      )}
    </div>
  );
}

function FactLine(props: { readonly name: string; readonly text: string }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.text}</dd>
    </>
  );
}
