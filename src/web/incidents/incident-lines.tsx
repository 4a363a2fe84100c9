import type { Incident } from "../../contract/incidents.ts";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { severityTones } from "./incident-tone.ts";
import "./incident-lines.css";

/** The camera, disk or file it is about, where its facts name one. */
function aboutOf(one: Incident): string {
  const about = one.facts["camera"] ?? one.facts["disk"] ?? one.facts["path"];
  return about === undefined ? "" : `${about} · `;
}

/** Incidents in a line or two each: what, how bad, who has it, and what to do. */
export function IncidentLines(props: { readonly incidents: readonly Incident[] }) {
  const { t } = useWords();
  return (
    <ul className="incident-lines">
      {props.incidents.map((one) => (
        <li key={one.incidentId}>
          <Status tone={one.state === "settled" ? "plain" : severityTones[one.severity]}>
            {t(`tending/incidentKinds/${one.kind}`)}
          </Status>
          <small>
            {aboutOf(one)}
            <span className="number">{dayMinute(one.lastSeenMs)}</span>
            {` · ${t(`tending/incidentStates/${one.state}`)}`}
            {one.owner === null ? "" : ` · ${t("incidentsPage/owner")} ${one.owner}`}
          </small>
          <p>{t(`incidentNext/${one.kind}`)}</p>
        </li>
      ))}
    </ul>
  );
}
