import { Status } from "../look/status.tsx";
import { useWords } from "../words/index.ts";
import type { ExamNow } from "./use-exam.ts";

/** What stands against the plan as it was saved last, each with its station and room. */
export function TroublesList(props: { readonly exam: ExamNow | null; readonly changed: boolean }) {
  const { t } = useWords();
  const { exam, changed } = props;
  if (exam === null || exam.state !== "draft") return null;
  const { troubles } = exam;
  if (troubles.length === 0)
    return changed ? null : (
      <p role="status">
        <Status tone="good">{t("examForm/noTroubles")}</Status>
      </p>
    );
  return (
    <section className="sheet sheet-body stack" role="status">
      <div>
        <Status tone="warn">{t("examForm/troubles", { count: troubles.length })}</Status>
      </div>
      <ul className="exam-troubles">
        {troubles.map(({ code, station, circuit, about }, at) => (
          <li key={`${code} ${at}`}>
            {t(`examTerms/troubles/${code}`, {
              station: station ?? "",
              circuit: circuit ?? "",
              about: about ?? "",
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
