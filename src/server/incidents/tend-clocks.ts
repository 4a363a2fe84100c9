import { type TimerStep, dueSteps } from "../../kernel/incidents/timers.ts";
import { granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { ownerNow } from "./duty.ts";
import { selectDuty } from "./duty.store.ts";
import {
  type IncidentRow,
  lockIncident,
  selectUnsettled,
  updateIncident,
} from "./incidents.store.ts";
import { scheduler } from "./raise-incident.ts";
import { shownOf } from "./read-incidents.ts";

/**
 * Looks at the clock of everything that goes on: gives an owner to what has none, reminds, and tells the
 * director and then the superior, each once and entered. To be called every few seconds.
 */
export async function tendClocks(house: House): Promise<void> {
  const nowMs = house.clock.now();
  const unsettled = await selectUnsettled(house.db, house.siteId);
  const going = unsettled.filter((row) => row.respond_due_ms !== null);
  if (going.some((row) => row.owner_id === null)) await assignAll(house, going);
  for (const row of going)
    for (const step of dueSteps(shownOf(row), nowMs)) await take(house, row.incident_id, step);
}

async function assignAll(house: House, going: readonly IncidentRow[]): Promise<void> {
  const owner = await ownerNow(house, await selectDuty(house.db, house.siteId));
  if (owner === undefined) return;
  const { account, how } = owner;
  for (const { incident_id: incidentId, owner_id: ownerId } of going)
    if (ownerId === null)
      await act(house, scheduler, "incident.assigned@1", async (tx) => {
        const row = await lockIncident(tx, house.siteId, incidentId);
        if (row === undefined || row.owner_id !== null) return refused("conflict");
        const respondDueMs = row.respond_due_ms ?? row.first_seen_ms;
        const handleDueMs = row.handle_due_ms ?? respondDueMs;
        const change = { owner_id: account.accountId, owner_name: account.name, assigned: how };
        await updateIncident(tx, incidentId, change);
        return granted({
          value: undefined,
          subject: { type: "incident", id: incidentId },
          body: { incidentId, accountId: account.accountId, how, respondDueMs, handleDueMs },
          personal: { name: account.name },
        });
      });
}

const columnOf = {
  remind: "reminded_at_ms",
  escalate: "escalated_at_ms",
  breach: "breached_at_ms",
} as const satisfies Record<TimerStep, keyof IncidentRow>;

/** One step, looked at again under the incident's lock. */
async function take(house: House, incidentId: string, step: TimerStep): Promise<void> {
  const kind = step === "remind" ? "incident.reminded@1" : "incident.escalated@1";
  await act(house, scheduler, kind, async (tx) => {
    const row = await lockIncident(tx, house.siteId, incidentId);
    const nowMs = house.clock.now();
    if (row === undefined || !dueSteps(shownOf(row), nowMs).includes(step))
      return refused("conflict");
    const hard = step === "breach";
    const dueMs = (hard ? row.handle_due_ms : row.respond_due_ms) ?? nowMs;
    await updateIncident(tx, incidentId, {
      [columnOf[step]]: nowMs,
      // Beyond the hard limit the superior reads it, too (N-26).
      ...(hard && row.reported_at_ms === null ? { reported_at_ms: nowMs } : {}),
    });
    const subject = { type: "incident" as const, id: incidentId };
    const limit = hard ? ("hard" as const) : ("respond" as const);
    return granted({
      value: undefined,
      subject,
      body: step === "remind" ? { incidentId, dueMs } : { incidentId, limit, dueMs },
    });
  });
}
