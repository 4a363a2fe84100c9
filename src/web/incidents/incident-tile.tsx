import { Link } from "@tanstack/react-router";
import { Status } from "../look/status.tsx";
import { useWords } from "../words/index.ts";
import { IncidentLines } from "./incident-lines.tsx";
import { severityTones } from "./incident-tone.ts";
import { useIncidents } from "./use-incidents.ts";

const shownMost = 3;

/** The tile of the board: the worst of what must be handled, with its way there. */
export function IncidentTile() {
  const { t } = useWords();
  const incidents = useIncidents(true);
  const going = incidents.filter((one) => one.state !== "settled");
  const [worst] = going;
  return (
    <section className="sheet" aria-label={t("incidentsPage/home")}>
      <div className="sheet-head">
        <h2>{t("incidentsPage/home")}</h2>
        <Status tone={worst === undefined ? "good" : severityTones[worst.severity]}>
          {worst === undefined
            ? t("incidentsPage/homeGood")
            : t("incidentsPage/homeGoing", { n: going.length })}
        </Status>
        <Link to="/incidents">{t("incidentsPage/homeAll")}</Link>
      </div>
      {going.length === 0 ? null : (
        <div className="incident-tile">
          <IncidentLines incidents={going.slice(0, shownMost)} />
        </div>
      )}
    </section>
  );
}
