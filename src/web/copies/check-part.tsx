import { Empty } from "../look/empty.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute, size } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import type { CopiesState } from "./use-copies.ts";

const resultTones = { running: "busy", sound: "good", "damage-found": "alarm" } as const;

/** The week's check: what was read back, what was wrong with it, and the trial restore (S0-8.1c). */
export function CheckPart(props: { readonly check: CopiesState["check"] }) {
  const { t } = useWords();
  const { check } = props;
  return (
    <section className="sheet" aria-labelledby="copies-check">
      <h2 id="copies-check">{t("copiesPage/check")}</h2>
      {check === null ? (
        <Empty title={t("copiesPage/checkNone")} next={t("copiesPage/checkNext")} />
      ) : (
        <CheckFacts check={check} />
      )}
    </section>
  );
}

function CheckFacts(props: { readonly check: NonNullable<CopiesState["check"]> }) {
  const { t } = useWords();
  const { check } = props;
  const wrong = check.damaged + check.missing;
  return (
    <>
      <p>
        {check.week}{" "}
        <Status tone={resultTones[check.result]}>
          {t(`copiesPage/checkResults/${check.result}`)}
        </Status>{" "}
        <span className="quiet">{dayMinute(check.endedAtMs ?? check.startedAtMs)}</span>
      </p>
      <dl className="facts">
        <dt>{t("copiesPage/checked")}</dt>
        <dd>
          {t("copiesPage/checkedOf", { objects: check.objects, size: size(check.sizeBytes) })}{" "}
          {check.left === 0 ? null : t("copiesPage/checkLeft", { count: check.left })}
        </dd>
        <dt>{t("copiesPage/found")}</dt>
        <dd>
          {wrong === 0
            ? t("copiesPage/foundNone")
            : t("copiesPage/foundOf", { damaged: check.damaged, missing: check.missing })}
        </dd>
        <dt>{t("copiesPage/trial")}</dt>
        <dd>
          {check.trial === null
            ? t("copiesPage/trialNone")
            : t("copiesPage/trialOf", {
                files: check.trial.files,
                size: size(check.trial.sizeBytes),
                wrong: check.trial.wrong,
              })}
        </dd>
      </dl>
      <ul className="copies-reds">
        {check.findings.map((one) => (
          <li key={`${one.target} ${one.object}`}>
            <Status tone="alarm">
              {one.what === "missing" ? t("copiesPage/what/missing") : t("copiesPage/what/changed")}
            </Status>{" "}
            {one.target} <span className="exact">{one.object}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The vault is read through and through, a while each night. */
export function ScrubPart(props: { readonly scrub: CopiesState["scrub"] }) {
  const { t } = useWords();
  const { scrub } = props;
  return (
    <section className="sheet" aria-labelledby="copies-scrub">
      <h2 id="copies-scrub">{t("copiesPage/scrub")}</h2>
      <dl className="facts">
        <dt>{t("copiesPage/scrubRound")}</dt>
        <dd>
          {t("copiesPage/checkedOf", { objects: scrub.objects, size: size(scrub.sizeBytes) })}
        </dd>
        <dt>{t("copiesPage/scrubLast")}</dt>
        <dd>
          {scrub.lastRoundEndedAtMs === null
            ? t("copiesPage/scrubNever")
            : dayMinute(scrub.lastRoundEndedAtMs)}
        </dd>
        <dt>{t("copiesPage/scrubDamage")}</dt>
        <dd>
          {scrub.openDamage === 0 ? (
            t("copiesPage/files", { count: 0 })
          ) : (
            <Status tone="alarm">{t("copiesPage/files", { count: scrub.openDamage })}</Status>
          )}
        </dd>
        <dt>{t("copiesPage/scrubRepaired")}</dt>
        <dd>{t("copiesPage/files", { count: scrub.repaired })}</dd>
      </dl>
    </section>
  );
}
