import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Event, NoticeInput } from "../../contract/playbooks.ts";
import { rolePermissions } from "../../contract/roles.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { accounts } from "../people/index.ts";
import { lockOpenEvent } from "./open-event.ts";
import { type NoticeRow, insertNotice, lockNotice, updateNotice } from "./playbooks.store.ts";
import { readEvent } from "./read-events.ts";

/**
 * Notes that one of the three was told (S0-15): when, how, whom. Told in the system, the account it was
 * told to acknowledges it itself.
 */
export async function notifyParty(
  house: House,
  actor: PersonActor,
  ask: { readonly eventId: string; readonly notice: NoticeInput },
): Promise<Outcome<Event>> {
  const { eventId, notice } = ask;
  const { party, means, to, accountId, sentAtMs } = notice;
  if (means === "system" && accountId === null) return refused("bad_input", { field: "accountId" });
  if (accountId !== null && !(await canBeTold(house, accountId))) return refused("not_found");
  const told = await act(house, actor, "event.notified@1", async (tx) => {
    const event = await lockOpenEvent(house, tx, eventId);
    if (!event.ok) return event;
    if (sentAtMs > house.clock.now() || sentAtMs < event.value.discovered_at_ms)
      return refused("bad_input", { field: "sentAtMs" });
    const noticeId = house.newId();
    await insertNotice(tx, {
      notice_id: noticeId,
      site_id: house.siteId,
      event_id: eventId,
      party,
      means,
      sent_to: to,
      account_id: accountId,
      sent_at_ms: sentAtMs,
      sent_by: actor.accountId,
      sent_by_name: actor.name,
      receipt_how: null,
      receipt_by: null,
      receipt_number: null,
      receipt_at_ms: null,
    });
    return granted({
      value: undefined,
      subject: { type: "event", id: eventId },
      body: { eventId, noticeId, party, means, accountId, sentAtMs },
      personal: { to },
    });
  });
  return told.ok ? readEvent(house, actor, eventId) : told;
}

/** Somebody who can sign in and open the event's page. */
async function canBeTold(house: House, accountId: string): Promise<boolean> {
  const account = (await accounts.acting(house, [accountId])).get(accountId);
  return account !== undefined && rolePermissions[account.role].includes("incident.read");
}

/** The one who was told acknowledges it, by the own account. */
export async function acknowledgeNotice(
  house: House,
  actor: PersonActor,
  noticeId: string,
): Promise<Outcome<Event>> {
  const receipt = (row: NoticeRow): Outcome<Receipt> =>
    row.account_id === actor.accountId
      ? granted({ how: "account", by: actor.name, number: null })
      : refused("notice_not_yours");
  return enterReceipt(house, actor, { noticeId, receipt });
}

/**
 * Who handles the event notes that a notice arrived: who took it, and the number of the letter. What was
 * told to an account is acknowledged by that account and by nobody for it.
 */
export async function noteReceipt(
  house: House,
  actor: PersonActor,
  said: { readonly noticeId: string; readonly by: string; readonly number: string },
): Promise<Outcome<Event>> {
  const { noticeId, by, number } = said;
  const receipt = (row: NoticeRow): Outcome<Receipt> =>
    row.account_id === null
      ? granted({ how: "noted", by, number: number === "" ? null : number })
      : refused("notice_not_yours");
  return enterReceipt(house, actor, { noticeId, receipt });
}

interface Receipt {
  readonly how: "account" | "noted";
  readonly by: string;
  readonly number: string | null;
}

async function enterReceipt(
  house: House,
  actor: PersonActor,
  of: { readonly noticeId: string; readonly receipt: (row: NoticeRow) => Outcome<Receipt> },
): Promise<Outcome<Event>> {
  const { noticeId } = of;
  const entered = await act(house, actor, "event.receipted@1", async (tx) => {
    const row = await lockNotice(tx, house.siteId, noticeId);
    if (row === undefined) return refused("not_found");
    const receipt = of.receipt(row);
    if (!receipt.ok) return receipt;
    if (row.receipt_at_ms !== null) return refused("notice_answered");
    const { how, by, number } = receipt.value;
    await updateNotice(tx, noticeId, {
      receipt_how: how,
      receipt_by: by,
      receipt_number: number,
      receipt_at_ms: house.clock.now(),
    });
    const { event_id: eventId, party } = row;
    return granted({
      value: eventId,
      subject: { type: "event", id: eventId },
      body: { eventId, noticeId, party, how },
      personal: { by, ...(number === null ? {} : { number }) },
    });
  });
  return entered.ok ? readEvent(house, actor, entered.value) : entered;
}
