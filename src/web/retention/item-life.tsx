import type { ItemStep } from "../../contract/retention.ts";
import { entryKinds } from "../../contract/entries.ts";
import { Status } from "../look/status.tsx";
import { day, dayMinute } from "../look/times.ts";
import { useWords, type Say } from "../words/index.ts";
import { keepingClause } from "./item-words.tsx";
import type { ItemView } from "./use-retention.ts";

/** Every claim, the ended ones struck through: what decided, decides and no longer does. */
export function ItemClaims(props: { readonly claims: ItemView["claims"] }) {
  const { t } = useWords();
  if (props.claims.length === 0) return <p className="quiet">{t("retentionPage/noClaims")}</p>;
  return (
    <ul className="claim-list">
      {props.claims.map((claim) => (
        <li key={claim.claimId}>
          <div className={claim.endedAtMs === null ? "" : "claim-ended"}>
            <strong>
              {t(`retention/bases/${claim.basis}`)}
              {claim.class === null ? "" : ` · ${t(`retention/classes/${claim.class}`)}`}
            </strong>{" "}
            {claim.untilMs === null
              ? t("retentionPage/endless")
              : t("retentionPage/untilDay", { day: day(claim.untilMs) })}
          </div>
          {claim.about === "" ? null : <div>{claim.about}</div>}
          <div className="quiet">{keepingClause(t, claim.rule)}</div>
          <div className="quiet">
            {dayMinute(claim.openedAtMs)} {claim.openedBy}
            {claim.endedAtMs === null
              ? null
              : ` — ${t("retentionPage/ended", { at: dayMinute(claim.endedAtMs) })}`}
          </div>
        </li>
      ))}
    </ul>
  );
}

function stepWord(t: Say, step: ItemStep): string {
  if (step.act !== null) return t(`retention/acts/${step.act}`);
  const known = Object.keys(entryKinds).find((kind) => kind === step.kind);
  return known === undefined ? step.kind : kindWord(t, step.kind);
}

/** Kinds that are told about an item beside its steps. */
function kindWord(t: Say, kind: string): string {
  if (kind === "reclassification.proposed@1")
    return t("terms/entryKinds/reclassification.proposed@1");
  if (kind === "reclassification.decided@1")
    return t("terms/entryKinds/reclassification.decided@1");
  if (kind === "item.disposed@1") return t("terms/entryKinds/item.disposed@1");
  return kind === "act.refused@1" ? t("terms/entryKinds/act.refused@1") : kind;
}

/** The life of an item as the ledger tells it, the oldest step first. */
export function ItemLife(props: { readonly steps: ItemView["history"] }) {
  const { t } = useWords();
  return (
    <ol className="life">
      {props.steps.map((step) => (
        <li key={step.entryId}>
          <span className="number">{dayMinute(step.atMs)}</span>
          <span>
            <Status tone={step.act === null ? "plain" : "busy"}>
              {t(`retention/stages/${step.stage}`)}
            </Status>{" "}
            <strong>{stepWord(t, step)}</strong>{" "}
            {step.to === null ? null : (
              <span className="quiet">
                {step.from === null ? "" : `${t(`retention/states/${step.from}`)} → `}
                {t(`retention/states/${step.to}`)}
              </span>
            )}
            {step.by === "" || step.by === "scheduler" ? null : (
              <span className="quiet"> {step.by}</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
