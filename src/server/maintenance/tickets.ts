import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import { limits } from "../../contract/limits.ts";
import type { Ticket, TicketInput, TicketResult } from "../../contract/maintenance.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { incidents } from "../incidents/index.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { digestOf, sign } from "../signing/index.ts";
import { deviceChosen } from "./devices.ts";
import { insertTicket, lockTicket, selectTickets, updateDone } from "./maintenance.store.ts";
import { ticketsOf } from "./ticket-view.ts";

/** Tickets, newest first. */
export async function listTickets(
  house: House,
  actor: PersonActor,
  box: "open" | "all",
): Promise<Outcome<{ tickets: Ticket[] }>> {
  const filter = { open: box === "open", most: limits.ticketsListed };
  const tickets = await asTier(house, actor, async (db) =>
    ticketsOf(house, db, await selectTickets(db, house.siteId, filter)),
  );
  return granted({ tickets });
}

/** Opens a ticket of one of the five kinds, by hand or from an incident (S0-5.4.1). */
export async function openTicket(
  house: House,
  actor: PersonActor,
  input: TicketInput,
): Promise<Outcome<Ticket>> {
  const { incidentId, kind } = input;
  if (incidentId !== null && !(await incidentIsThere(house, actor, incidentId)))
    return refused("not_found");
  return act(house, actor, "maintenance.opened@1", async (tx) => {
    const device = await deviceChosen(house, tx, input.device);
    if (!device.ok) return device;
    const { device_id: deviceId } = device.value;
    const row = {
      ticket_id: house.newId(),
      site_id: house.siteId,
      kind,
      device_id: deviceId,
      incident_id: incidentId,
      fault: input.fault,
      before: input.before,
      opened_by: actor.accountId,
      opened_name: actor.name,
      opened_at_ms: house.clock.now(),
    };
    await insertTicket(tx, row);
    const ticket: Ticket = {
      ticketId: row.ticket_id,
      kind,
      deviceId,
      deviceName: device.value.name,
      deviceNumber: device.value.number,
      incidentId,
      fault: input.fault,
      before: input.before,
      openedBy: actor.name,
      openedAtMs: row.opened_at_ms,
      result: null,
      closedBy: null,
      closedAtMs: null,
      signature: null,
    };
    return granted({
      value: ticket,
      subject: { type: "ticket", id: row.ticket_id },
      body: { ticketId: row.ticket_id, kind, deviceId, incidentId },
      personal: { fault: input.fault },
    });
  });
}

/** Whoever keeps devices without reading incidents names none. */
async function incidentIsThere(
  house: House,
  actor: PersonActor,
  incidentId: string,
): Promise<boolean> {
  return (await incidents.read(house, actor, incidentId)).ok;
}

/** What was done, the state after it, and the signature of who did it. */
export async function closeTicket(
  house: House,
  actor: PersonActor,
  ask: TicketResult & { readonly ticketId: string; readonly signing: Signing },
): Promise<Outcome<Ticket>> {
  const { ticketId, signing, ...result } = ask;
  const signed = await sign(house, actor, signing);
  if (!signed.ok) {
    const subject = { type: "ticket" as const, id: ticketId };
    await enterRefusal(house, actor, "maintenance.closed@1", signed, subject);
    return signed;
  }
  const { strokes, sha256 } = signed.value;
  return act(house, actor, "maintenance.closed@1", async (tx) => {
    const row = await lockTicket(tx, house.siteId, ticketId);
    if (row === undefined) return refused("not_found");
    if (row.closed_at_ms !== null) return refused("ticket_closed");
    const done = {
      result,
      signature: strokes,
      closed_by: actor.accountId,
      closed_name: actor.name,
      closed_at_ms: house.clock.now(),
      signature_sha256: sha256,
    };
    await updateDone(tx, ticketId, done);
    const [ticket] = await ticketsOf(house, tx, [{ ...row, ...done }]);
    if (ticket === undefined) return refused("not_found");
    return granted({
      value: ticket,
      subject: { type: "ticket", id: ticketId },
      body: {
        ticketId,
        kind: row.kind,
        deviceId: row.device_id,
        parts: result.parts.length,
        resultSha256: digestOf(result),
        signatureSha256: sha256,
      },
      personal: { after: result.after, advice: result.advice, hands: result.hands },
    });
  });
}
