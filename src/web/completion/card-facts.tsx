import { Link } from "@tanstack/react-router";
import { Status } from "../look/status.tsx";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import type { Card } from "./use-completion.ts";

/** Roster and scores, as far as the card needs them. */
export function CardFacts(props: { readonly card: Card }) {
  const { t } = useWords();
  const may = useMay();
  const { roster, scores, lessonId } = props.card;
  const params = { lessonId };
  return (
    <section className="sheet" aria-label={t("completionCard/roster")}>
      <h2>{t("completionCard/roster")}</h2>
      <dl className="facts sheet-body">
        <dt>{t("completionCard/roster")}</dt>
        <dd>
          {roster === null || roster.expected === 0 ? (
            <span className="quiet">{t("completionCard/rosterNone")}</span>
          ) : (
            <>
              <span>{t("completionCard/rosterText", roster)}</span>{" "}
              <Status tone={roster.listClosed ? "good" : "plain"}>
                {t(roster.listClosed ? "completionCard/listClosed" : "completionCard/listOpen")}
              </Status>{" "}
              <Status tone={roster.recordComplete ? "good" : "warn"}>
                {t(
                  roster.recordComplete ? "completionCard/recordDone" : "completionCard/recordOpen",
                )}
              </Status>{" "}
              <Link to="/lessons/$lessonId" params={params}>
                {t("common/open")}
              </Link>
            </>
          )}
        </dd>
        <dt>{t("completionCard/scores")}</dt>
        <dd>
          {scores.length === 0 ? (
            <span className="quiet">{t("completionCard/scoresNone")}</span>
          ) : (
            scores.map((one) => (
              <span key={one.title}>
                {one.title}{" "}
                <Status tone={one.released ? "good" : "warn"}>
                  {t(one.released ? "completionCard/released" : "completionCard/unreleased")}
                </Status>{" "}
              </span>
            ))
          )}
          {scores.length > 0 && may("score.read") ? (
            <Link to="/lessons/$lessonId/scoring" params={params}>
              {t("common/open")}
            </Link>
          ) : null}
        </dd>
      </dl>
    </section>
  );
}
