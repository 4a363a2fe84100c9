import { PageHead } from "../look/page-head.tsx";
import { Status } from "../look/status.tsx";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { AppointmentsSection } from "./appointments-section.tsx";
import { KindSection } from "./kind-section.tsx";
import { PostsSection } from "./posts-section.tsx";
import { useAppointments } from "./use-institution.ts";
import "../requests/requests.css";
import "./institution.css";

/** 机构与任命: by which regulation requests go, who decides them, and who answers for the footage by name. */
export function InstitutionPage() {
  const { t } = useWords();
  return (
    <div className="page">
      <PageHead title={t("institution/title")} note={t("institution/note")} />
      <div className="stack">
        <VacantOffices />
        <AppointmentsSection />
        <KindSection />
        <PostsSection />
      </div>
    </div>
  );
}

/** Said until somebody has taken the office up (S3-Q1). */
export function VacantOffices() {
  const { t } = useWords();
  const may = useMay();
  const offices = useAppointments();
  const next = may("office.appoint") ? "appoint" : "wait";
  return (offices.data?.vacant ?? []).map((office) => (
    <section key={office} className="sheet office-line" role="status">
      <Status tone={office === "custodian" ? "alarm" : "warn"}>{t(`officeWords/${office}`)}</Status>
      <span>
        {t(`institution/vacant/${office}`)}{" "}
        <span className="quiet">{t(`institution/vacantNext/${next}`)}</span>
      </span>
    </section>
  ));
}
