import type { AssignedHow, IncidentDuty } from "../../contract/incidents.ts";

/**
 * Who gets a new incident: the administrator on duty, else the delegate, else the first administrator
 * there is; whoever cannot act now is passed over. Undefined in a house without any.
 */
export function ownerOf(
  duty: Pick<IncidentDuty, "onDutyId" | "delegateId">,
  acting: readonly string[],
): { readonly accountId: string; readonly how: AssignedHow } | undefined {
  const can = (accountId: string | null): accountId is string =>
    accountId !== null && acting.includes(accountId);
  if (can(duty.onDutyId)) return { accountId: duty.onDutyId, how: "on-duty" };
  if (can(duty.delegateId)) return { accountId: duty.delegateId, how: "delegate" };
  const [first] = acting;
  return first === undefined ? undefined : { accountId: first, how: "first" };
}
