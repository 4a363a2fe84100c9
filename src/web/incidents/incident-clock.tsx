import type { Incident } from "../../contract/incidents.ts";
import { isLate } from "../../kernel/incidents/timers.ts";
import { nowMs } from "../look/now.ts";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useWords } from "../words/index.ts";

/** Whose it is and how it came to be, and what its clock says. */
export function IncidentClock(props: { readonly one: Incident }) {
  const { t } = useWords();
  const { one } = props;
  const going = one.settledAtMs === null && one.closedAtMs === null;
  const late = isLate(one, nowMs());
  return (
    <div className="incident-clock">
      <span>
        {one.closedBy ?? one.owner ?? t("incidentCare/nobody")}
        {one.assigned === null || one.closedBy !== null ? null : (
          <small className="quiet">{` ${t(`incidentCare/assigned/${one.assigned}`)}`}</small>
        )}
      </span>
      {going && one.acknowledgedAtMs === null && one.respondDueMs !== null && !late ? (
        <small className="number">
          {t("incidentCare/respondDue", { at: dayMinute(one.respondDueMs) })}
        </small>
      ) : null}
      {going && one.acknowledgedAtMs !== null && one.handleDueMs !== null ? (
        <small className="number">
          {t("incidentCare/handleDue", { at: dayMinute(one.handleDueMs) })}
        </small>
      ) : null}
      {going && one.acknowledgedAtMs === null && one.remindedAtMs !== null ? (
        <small>{t("incidentCare/reminded", { at: dayMinute(one.remindedAtMs) })}</small>
      ) : null}
      {late ? (
        <Status tone={one.acknowledgedAtMs === null && going ? "alarm" : "warn"}>
          {t(
            one.acknowledgedAtMs === null && going ? "incidentCare/late" : "incidentCare/tookLate",
          )}
        </Status>
      ) : null}
      {one.escalatedAtMs === null ? null : (
        <small>{t("incidentCare/escalated", { at: dayMinute(one.escalatedAtMs) })}</small>
      )}
      {one.breachedAtMs === null ? null : (
        <Status tone="alarm">{t("incidentCare/breached")}</Status>
      )}
    </div>
  );
}
