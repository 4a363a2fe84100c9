import type {
  Incident,
  IncidentKind,
  IncidentState,
  IncidentStatistic,
  IncidentStep,
  Severity,
} from "../../contract/incidents.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { statisticsOf } from "../../kernel/incidents/statistics.ts";
import type { House } from "../../platform/house.ts";
import { type Reader, asTier } from "../../platform/tiers.ts";
import { actorNameOf, historyOf } from "../ledger/index.ts";
import {
  type IncidentRow,
  countWaiting,
  selectBegun,
  selectIncidents,
  selectUnsettled,
} from "./incidents.store.ts";

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

/** How often each kind came in a period, and how it was handled, as the reader's tier sees it. */
export async function incidentStatistics(
  house: House,
  reader: Reader,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<Outcome<{ lines: IncidentStatistic[] }>> {
  const { fromMs, toMs } = span;
  if (!(toMs > fromMs) || toMs - fromMs > limits.registerSpanMs) return refused("span_invalid");
  const most = limits.registerTableRows;
  const rows = await asTier(house, reader, (db) =>
    selectBegun(db, { siteId: house.siteId, fromMs, toMs, most }),
  );
  return granted({ lines: statisticsOf(rows.map(shownOf), house.clock.now()) });
}

/** How one was handled, step by step, oldest first, as the ledger tells it. */
export async function incidentHistory(
  house: House,
  reader: Reader,
  incidentId: string,
): Promise<Outcome<{ steps: IncidentStep[] }>> {
  const read = await readIncident(house, reader, incidentId);
  if (!read.ok) return read;
  const entries = await historyOf(house, incidentId, { most: limits.pageRows });
  const steps = entries.toReversed().map((entry) => ({
    kind: entry.leaf.kind,
    atMs: entry.atMs,
    by: actorNameOf(entry),
    text: ["name", "reason", "done"]
      .flatMap((field) => entry.personal.get(field) ?? [])
      .join(" · "),
  }));
  return granted({ steps });
}

/** Everything that goes on now, oldest first. */
export async function incidentsGoingOn(house: House): Promise<Incident[]> {
  const rows = await selectUnsettled(house.db, house.siteId);
  return rows.map(shownOf);
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
    ownerId: row.owner_id,
    assigned: row.assigned,
    respondDueMs: row.respond_due_ms,
    handleDueMs: row.handle_due_ms,
    remindedAtMs: row.reminded_at_ms,
    escalatedAtMs: row.escalated_at_ms,
    breachedAtMs: row.breached_at_ms,
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
