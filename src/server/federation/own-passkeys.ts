import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Passkey } from "../../contract/routes/federation.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { passkeyPlace } from "./passkey-place.ts";
import { passkeyView } from "./passkey-view.ts";
import { removePasskeyRow, selectPasskeys } from "./passkeys.store.ts";

/** Why a page of this origin has no passkeys; null when it has. */
export function whyNoPasskeys(origin: string): "not-https" | "address-is-number" | null {
  const place = passkeyPlace(origin);
  return "absent" in place ? place.absent : null;
}

export async function listPasskeys(
  house: House,
  actor: PersonActor,
  origin: string,
): Promise<Outcome<{ passkeys: Passkey[]; absent: "not-https" | "address-is-number" | null }>> {
  const rows = await selectPasskeys(house.db, house.siteId, actor.accountId);
  return granted({ passkeys: rows.map(passkeyView), absent: whyNoPasskeys(origin) });
}

/** The person's own key only; anybody else's is not found. */
export async function removePasskey(
  house: House,
  actor: PersonActor,
  passkeyId: string,
): Promise<Outcome<{ passkeyId: string }>> {
  const { accountId } = actor;
  return act(house, actor, "passkey.removed@1", async (tx) => {
    const atMs = house.clock.now();
    if (!(await removePasskeyRow(tx, { accountId, passkeyId, atMs }))) return refused("not_found");
    return granted({
      value: { passkeyId },
      subject: { type: "account", id: accountId },
      body: { accountId, passkeyId },
      personal: { login: actor.login, name: actor.name },
    });
  });
}
