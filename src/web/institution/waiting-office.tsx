import { Link } from "@tanstack/react-router";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { useAppointments } from "./use-institution.ts";
import "./institution.css";

/** Somebody was appointed and has not signed yet: said on their first page. */
export function WaitingOffice() {
  const { t } = useWords();
  const may = useMay();
  const offices = useAppointments(may("request.read"));
  const mine = (offices.data?.appointments ?? []).filter(
    (one) => one.own && one.state === "waiting",
  );
  return mine.map((one) => (
    <section key={one.appointmentId} className="sheet office-line" role="status">
      <span>{t("institution/waitsForYou", { office: t(`officeWords/${one.office}`) })}</span>
      <Link to="/institution">{t("institution/acknowledge")}</Link>
    </section>
  ));
}
