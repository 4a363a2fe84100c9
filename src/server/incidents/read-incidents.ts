import type { Incident, IncidentKind, IncidentState, Severity } from "../../contract/incidents.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { type Reader, asTier } from "../../platform/tiers.ts";
import { type IncidentRow, countWaiting, selectIncidents } from "./incidents.store.ts";

/** Incidents the reader's tier sees, newest sighting first. */
export async function listIncidents(
  house: House,
  reader: Reader,
  query: {
    readonly unfinished: boolean;
    readonly kind?: IncidentKind | undefined;
    readonly beforeMs?: number | undefined;
  },
): Promise<Outcome<{ incidents: Incident[]; more: boolean }>> {
  const most = limits.pageRows;
  const rows = await asTier(house, reader, (db) =>
    selectIncidents(db, { ...query, siteId: house.siteId, most: most + 1 }),
  );
  return granted({ incidents: rows.slice(0, most).map(shownOf), more: rows.length > most });
}

export async function readIncident(
  house: House,
  reader: Reader,
  incidentId: string,
): Promise<Outcome<Incident>> {
  const rows = await asTier(house, reader, (db) =>
    selectIncidents(db, { siteId: house.siteId, incidentId, unfinished: false, most: 1 }),
  );
  const [row] = rows;
  return row === undefined ? refused("not_found") : granted(shownOf(row));
}

/** What waits, as a reader's tier sees it; without one, as the house knows it. */
export async function countIncidents(
  house: House,
  reader?: Reader,
): Promise<{ goingOn: number; settled: number; worst: Severity | null }> {
  const rows =
    reader === undefined
      ? await countWaiting(house.db, house.siteId)
      : await asTier(house, reader, (db) => countWaiting(db, house.siteId));
  const sum = (goesOn: boolean) =>
    rows.filter((row) => row.goesOn === goesOn).reduce((all, { count }) => all + count, 0);
  const severe = (name: Severity) => rows.some((row) => row.goesOn && row.severity === name);
  const worst = (["critical", "major", "minor", "notice"] as const).find(severe) ?? null;
  return { goingOn: sum(true), settled: sum(false), worst };
}

export function shownOf(row: IncidentRow): Incident {
  return {
    incidentId: row.incident_id,
    kind: row.kind,
    severity: row.severity,
    subject: { type: row.subject_type, id: row.subject_id },
    facts: row.facts,
    firstSeenMs: row.first_seen_ms,
    lastSeenMs: row.last_seen_ms,
    count: row.count,
    state: stateOf(row),
    owner: row.owner_name,
    acknowledgedAtMs: row.acknowledged_at_ms,
    settledAtMs: row.settled_at_ms,
    closedAtMs: row.closed_at_ms,
    closedBy: row.closed_by_name,
    done: row.done,
    reportedAtMs: row.reported_at_ms,
  };
}

function stateOf(row: IncidentRow): IncidentState {
  if (row.closed_at_ms !== null) return "closed";
  if (row.settled_at_ms !== null) return "settled";
  return row.acknowledged_at_ms === null ? "open" : "acknowledged";
}
