import type { PersonActor } from "../../contract/actor.ts";
import type { AssignedHow, IncidentDuty } from "../../contract/incidents.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { ownerOf } from "../../kernel/incidents/owner.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { type KnownAccount, accounts } from "../people/index.ts";
import { saveDuty, selectDuty } from "./duty.store.ts";

/** Administrators who can act now: those an incident can be given to. */
export async function listHandlers(house: House): Promise<readonly KnownAccount[]> {
  return accounts.withRole(house, "admin");
}

export interface Owner {
  readonly account: KnownAccount;
  readonly how: AssignedHow;
}

/** Whose a new incident is. */
export async function ownerNow(house: House, duty: IncidentDuty): Promise<Owner | undefined> {
  const acting = await listHandlers(house);
  const found = ownerOf(
    duty,
    acting.map(({ accountId }) => accountId),
  );
  const account = acting.find(({ accountId }) => accountId === found?.accountId);
  return found === undefined || account === undefined ? undefined : { account, how: found.how };
}

export async function readDuty(house: House): Promise<
  Outcome<{
    duty: IncidentDuty;
    people: { accountId: string; name: string; login: string }[];
  }>
> {
  const people = await listHandlers(house);
  return granted({
    duty: await selectDuty(house.db, house.siteId),
    people: people.map(({ accountId, name, login }) => ({ accountId, name, login })),
  });
}

/** Names who is on duty and the targets; what goes on keeps its owner and its time. */
export async function changeDuty(
  house: House,
  actor: PersonActor,
  duty: IncidentDuty,
): Promise<Outcome<IncidentDuty>> {
  const acting = (await listHandlers(house)).map(({ accountId }) => accountId);
  for (const accountId of [duty.onDutyId, duty.delegateId])
    if (accountId !== null && !acting.includes(accountId)) return refused("not_found");
  if (duty.onDutyId !== null && duty.onDutyId === duty.delegateId)
    return refused("bad_input", { field: "delegateId" });
  return act(house, actor, "incident-duty.changed@1", async (tx) => {
    await saveDuty(tx, { siteId: house.siteId, duty, atMs: house.clock.now() });
    return granted({ value: duty, subject: { type: "site", id: house.siteId }, body: duty });
  });
}
