import type { PersonActor } from "../../contract/actor.ts";
import type { Incident } from "../../contract/incidents.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { lockIncident, updateIncident } from "./incidents.store.ts";
import { shownOf } from "./read-incidents.ts";

/** Takes an incident on: its owner is who does this, also after somebody else. */
export function acknowledgeIncident(
  house: House,
  actor: PersonActor,
  incidentId: string,
): Promise<Outcome<Incident>> {
  return act(house, actor, "incident.acknowledged@1", async (tx) => {
    const row = await lockIncident(tx, house.siteId, incidentId);
    if (row === undefined) return refused("not_found");
    if (row.closed_at_ms !== null) return refused("incident_closed");
    const change = {
      owner_id: actor.accountId,
      owner_name: actor.name,
      assigned: "taken-on" as const,
      acknowledged_at_ms: house.clock.now(),
    };
    await updateIncident(tx, incidentId, change);
    return granted({
      value: shownOf({ ...row, ...change }),
      subject: { type: "incident", id: incidentId },
      body: { incidentId },
    });
  });
}

/** Closes an incident with what was done about it; should it happen again, that is a new one. */
export function closeIncident(
  house: House,
  actor: PersonActor,
  ask: { readonly incidentId: string; readonly done: string },
): Promise<Outcome<Incident>> {
  const { incidentId, done } = ask;
  return act(house, actor, "incident.closed@1", async (tx) => {
    const row = await lockIncident(tx, house.siteId, incidentId);
    if (row === undefined) return refused("not_found");
    if (row.closed_at_ms !== null) return refused("incident_closed");
    const change = {
      closed_by: actor.accountId,
      closed_by_name: actor.name,
      closed_at_ms: house.clock.now(),
      done,
    };
    await updateIncident(tx, incidentId, change);
    return granted({
      value: shownOf({ ...row, ...change }),
      subject: { type: "incident", id: incidentId },
      body: { incidentId, doneSha256: toHex(sha256(utf8(done))) },
      personal: { done },
    });
  });
}
