import { Link } from "@tanstack/react-router";
import { lacksAgreement } from "../../kernel/lessons/external.ts";
import { Status } from "../look/status.tsx";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import type { LessonNow } from "./use-lessons.ts";

/** Who came from outside to a lesson and by which agreement; where it is missing, what to do (S0-5.2.4). */
export function ExternalFact(props: { readonly lesson: LessonNow }) {
  const { t } = useWords();
  const may = useMay();
  const { lesson } = props;
  const { external } = lesson;
  if (external === null && !lacksAgreement(lesson)) return null;
  return (
    <>
      {external === null ? null : (
        <>
          <dt>{t(`externalTerms/kinds/${external.kind}`)}</dt>
          <dd>{external.party}</dd>
        </>
      )}
      <dt>{t("externalTerms/agreement")}</dt>
      <dd>
        {external?.agreement ?? (
          <>
            <Status tone="warn">
              {external === null ? t("externalTerms/partyMissing") : t("externalTerms/missing")}
            </Status>
            <div className="quiet">
              {t("externalTerms/missingNext")}{" "}
              {may("lesson.plan") ? (
                <Link to="/lessons/$lessonId/change" params={{ lessonId: lesson.lessonId }}>
                  {t("externalTerms/fill")}
                </Link>
              ) : null}
            </div>
          </>
        )}
      </dd>
    </>
  );
}
