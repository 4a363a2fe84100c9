import { Link } from "@tanstack/react-router";
import { Status } from "../look/status.tsx";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { useReadiness } from "./use-readiness.ts";

/** On an examiner's page: this exam was not opened, so marks wait on the device. */
export function ExamClosedNote(props: { readonly lessonId: string }) {
  const { t } = useWords();
  const may = useMay();
  const { lessonId } = props;
  const exam = useReadiness(lessonId, may("readiness.read")).data?.exam;
  if (exam === undefined || exam === null || exam.openedAtMs !== null) return null;
  return (
    <p>
      <Status tone="warn">{t("refusals/exam_not_opened/what")}</Status>{" "}
      <Link to="/lessons/$lessonId/ready" params={{ lessonId }}>
        {t("readinessPage/open")}
      </Link>
    </p>
  );
}
