import type { Actor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { RevokedOnes } from "../../contract/playbooks.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { asDrafts, endSignIns } from "./end-sign-ins.ts";
import { type SignInRow, selectOpenSignIns } from "./sign-ins.store.ts";

/**
 * Ends every sign-in of a person, a role or everybody in one act: from its commit on no request of
 * theirs is answered, and their sockets are cut within seconds. Who orders it stays, and so does
 * nobody else.
 */
export function revokeSignIns(
  house: House,
  actor: Actor,
  which: { readonly of: RevokedOnes; readonly except: string },
): Promise<Outcome<{ readonly ended: number }>> {
  const { of, except } = which;
  return act(house, actor, "sign-ins.revoked@1", async (tx) => {
    const open = await selectOpenSignIns(tx, house.siteId);
    const meant = open.filter((row) => row.account_id !== except && isMeant(row, of));
    const drafts = [];
    for (const accountId of new Set(meant.map((row) => row.account_id)))
      drafts.push(...asDrafts(await endSignIns(tx, house, { accountId })));
    return granted({
      value: { ended: drafts.length },
      subject: { type: "house", id: house.siteId },
      body: { of, ended: drafts.length },
      also: drafts,
    });
  });
}

function isMeant(row: SignInRow, of: RevokedOnes): boolean {
  if (of.who === "everybody") return true;
  return of.who === "role" ? row.role === of.role : row.account_id === of.accountId;
}
