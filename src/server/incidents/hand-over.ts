import type { PersonActor } from "../../contract/actor.ts";
import type { Incident } from "../../contract/incidents.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { rolePermissions } from "../../contract/roles.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { accounts } from "../people/index.ts";
import { lockIncident, updateIncident } from "./incidents.store.ts";
import { shownOf } from "./read-incidents.ts";

/** Gives an incident to somebody else who may handle it, with the reason; its time runs on. */
export async function handOverIncident(
  house: House,
  actor: PersonActor,
  ask: { readonly incidentId: string; readonly accountId: string; readonly reason: string },
): Promise<Outcome<Incident>> {
  const { incidentId, accountId, reason } = ask;
  const account = (await accounts.acting(house, [accountId])).get(accountId);
  if (account === undefined || !rolePermissions[account.role].includes("incident.handle"))
    return refused("not_found");
  return act(house, actor, "incident.handed-over@1", async (tx) => {
    const row = await lockIncident(tx, house.siteId, incidentId);
    if (row === undefined) return refused("not_found");
    if (row.closed_at_ms !== null) return refused("incident_closed");
    if (row.owner_id === accountId) return refused("conflict", { name: row.owner_name ?? "" });
    const change = {
      owner_id: accountId,
      owner_name: account.name,
      assigned: "handed-over" as const,
    };
    await updateIncident(tx, incidentId, change);
    return granted({
      value: shownOf({ ...row, ...change }),
      subject: { type: "incident", id: incidentId },
      body: {
        incidentId,
        fromId: row.owner_id,
        toId: accountId,
        reasonSha256: toHex(sha256(utf8(reason))),
      },
      personal: { reason, name: account.name },
    });
  });
}
