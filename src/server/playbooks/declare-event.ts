import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Event, EventInput } from "../../contract/playbooks.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { act } from "../ledger/index.ts";
import { insertEvent } from "./playbooks.store.ts";
import { readEvent } from "./read-events.ts";

/**
 * Declares one of the four events (S0-15), from an incident of the house or from what somebody found.
 * A drill does everything the event itself would, and says so everywhere.
 */
export async function declareEvent(
  house: House,
  actor: PersonActor,
  input: EventInput,
): Promise<Outcome<Event>> {
  const { incidentId, discoveredAtMs } = input;
  if (discoveredAtMs > house.clock.now()) return refused("bad_input", { field: "discoveredAtMs" });
  if (incidentId !== null) {
    const incident = await incidents.read(house, actor, incidentId);
    if (!incident.ok) return incident;
  }
  const eventId = house.newId();
  const declared = await act(house, actor, "event.declared@1", async (tx) => {
    const { kind, drill, what, discoverer } = input;
    await insertEvent(tx, {
      event_id: eventId,
      site_id: house.siteId,
      kind,
      drill,
      what,
      discoverer,
      discovered_at_ms: discoveredAtMs,
      incident_id: incidentId,
      declared_by: actor.accountId,
      declared_by_name: actor.name,
      declared_at_ms: house.clock.now(),
    });
    return granted({
      value: undefined,
      subject: { type: "event", id: eventId },
      body: {
        eventId,
        kind,
        drill,
        discoveredAtMs,
        incidentId,
        whatSha256: toHex(sha256(utf8(what))),
      },
      personal: { what, discoverer },
    });
  });
  return declared.ok ? readEvent(house, actor, eventId) : declared;
}
