import { SignatureImage } from "../look/signature-pad.tsx";
import { dayMinute } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import type { Case } from "./use-destruction.ts";

/** What stands on F-21 beside the list. */
export function CaseForm(props: { readonly one: Case }) {
  const { t } = useWords();
  const { one } = props;
  if (one.form === null) return null;
  return (
    <section className="sheet" aria-label={t("destruction/form")}>
      <h2>{t("destruction/form")}</h2>
      <dl className="facts sheet-body">
        <dt>{t("destruction/ledgerCheck")}</dt>
        <dd>{one.form.ledgerCheck}</dd>
        <dt>{t("destruction/noFurtherUse")}</dt>
        <dd>{one.form.noFurtherUse}</dd>
        <dt>{t("destruction/place")}</dt>
        <dd>{one.form.place}</dd>
        {one.decision === null ? null : (
          <>
            <dt>{t("destruction/opinion")}</dt>
            <dd>
              <Said decision={one.decision} opinion={one.opinion ?? ""} />
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Said(props: { readonly decision: "agreed" | "disagreed"; readonly opinion: string }) {
  const { t } = useWords();
  const { opinion } = props;
  const decision = props.decision === "agreed" ? t("destruction/agree") : t("destruction/disagree");
  return <>{opinion === "" ? decision : t("destruction/said", { decision, opinion })}</>;
}

/** Every hand of this turn, with where it stood. */
export function CaseSignatures(props: { readonly one: Case }) {
  const { t } = useWords();
  const { one } = props;
  if (one.signings.length === 0) return null;
  return (
    <section className="sheet" aria-label={t("destruction/signatures")}>
      <h2>{t("destruction/signatures")}</h2>
      <ul className="sheet-body destruction-hands">
        {one.signings.map((signed) => (
          <li key={signed.act}>
            <b>{t(`destruction/signings/${signed.act}`)}</b>
            <SignatureImage strokes={signed.strokes} by={signed.name} />
            <span>
              {signed.name}
              {signed.standingFor === null
                ? ""
                : `（${t("destruction/standingFor", { name: signed.standingFor })}）`}
            </span>
            <small className="quiet">
              {t("destruction/atTerminal", {
                at: dayMinute(signed.atMs),
                terminal: signed.terminal,
              })}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
