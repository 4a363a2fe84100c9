import { limits } from "../../contract/limits.ts";
import type { Ticket } from "../../contract/maintenance.ts";
import type { Database, Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { type TicketRow, selectDevices } from "./maintenance.store.ts";

/** Tickets with the name and number of their devices. */
export async function ticketsOf(
  house: House,
  db: Database | Writing,
  rows: readonly TicketRow[],
): Promise<Ticket[]> {
  const devices = await selectDevices(db, house.siteId, { most: limits.devicesMost });
  const known = new Map(devices.map((one) => [one.device_id, one]));
  return rows.map((row) => ({
    ticketId: row.ticket_id,
    kind: row.kind,
    deviceId: row.device_id,
    deviceName: known.get(row.device_id)?.name ?? "",
    deviceNumber: known.get(row.device_id)?.number ?? "",
    incidentId: row.incident_id,
    fault: row.fault,
    before: row.before,
    openedBy: row.opened_name,
    openedAtMs: row.opened_at_ms,
    result: row.result,
    closedBy: row.closed_name,
    closedAtMs: row.closed_at_ms,
    signature: row.signature,
  }));
}
