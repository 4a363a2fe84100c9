import { useParams } from "@tanstack/react-router";
import { PageHead } from "../look/page-head.tsx";
import { Lookers } from "../recording/lookers.tsx";
import { useWords } from "../words/index.ts";

/** Who looked at a lesson, for somebody who may not read the lesson itself: the auditor. */
export function LookersPage() {
  const { t } = useWords();
  const { lessonId } = useParams({ strict: false });
  return (
    <div className="page">
      <PageHead title={t("lookers/title")} />
      <Lookers lessonId={lessonId ?? ""} />
    </div>
  );
}
