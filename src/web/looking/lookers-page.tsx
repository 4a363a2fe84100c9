import { useParams } from "@tanstack/react-router";
import { PageHead } from "../look/page-head.tsx";
import { LookersTable, MadeOfLesson, useLookers } from "../recording/lookers.tsx";
import { useWords } from "../words/index.ts";

/** Who looked at a lesson, for somebody who may not read the lesson itself: the auditor. */
export function LookersPage() {
  const { t } = useWords();
  const { lessonId } = useParams({ strict: false });
  const lookers = useLookers(lessonId ?? "");
  return (
    <div className="page">
      <PageHead title={t("lookers/title")} note={lookers.data?.title} />
      <section className="sheet" aria-label={t("lookers/title")}>
        <LookersTable lookers={lookers} />
        <MadeOfLesson made={lookers.data?.made ?? null} />
      </section>
    </div>
  );
}
