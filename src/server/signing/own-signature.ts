import type { PersonActor } from "../../contract/actor.ts";
import type { Strokes } from "../../contract/approval.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { reauthenticate } from "../people/index.ts";
import { saveSignature, selectSignature } from "./signing.store.ts";
import { digestOf } from "./sign.ts";

export async function readSignature(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ strokes: Strokes | null }>> {
  return granted({ strokes: (await selectSignature(house.db, actor.accountId)) ?? null });
}

/** Keeps the caller's signature for later; the entry holds its digest, never the drawing. */
export async function keepSignature(
  house: House,
  actor: PersonActor,
  ask: { readonly strokes: Strokes; readonly password: string; readonly code: string | null },
): Promise<Outcome<{ strokes: Strokes }>> {
  const { strokes, password, code } = ask;
  const shown = await reauthenticate(house, actor, { password, code });
  if (!shown.ok) return shown;
  const { accountId } = actor;
  return act(house, actor, "signature.kept@1", async (tx) => {
    const row = { account_id: accountId, site_id: house.siteId, strokes };
    await saveSignature(tx, { ...row, kept_at_ms: house.clock.now() });
    return granted({
      value: { strokes },
      subject: { type: "account", id: accountId },
      body: { accountId, signatureSha256: digestOf(strokes) },
    });
  });
}
