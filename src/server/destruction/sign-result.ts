import type { PersonActor } from "../../contract/actor.ts";
import type { DestructionCase, SignedAct, WitnessSigning } from "../../contract/destruction.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { enterRefusal } from "../ledger/index.ts";
import { accounts } from "../people/index.ts";
import { digestOf } from "../signing/index.ts";
import { serialOf, signedIn, signingRow } from "./case-parts.ts";
import { changedDestruction } from "./change-destruction.ts";
import { type Case, insertSigning, selectCase } from "./destruction.store.ts";

const kind = "destruction.result-signed@1" as const;

/**
 * The two witnesses and the administrator who executed sign what came of it (S0-17.2b): the same
 * persons, each showing who they are. Where copies are locked they sign that, too; the certificate is
 * made when the last of them is gone.
 */
export async function signResult(
  house: House,
  host: PersonActor,
  ask: { readonly caseId: string; readonly signing: WitnessSigning },
): Promise<Outcome<DestructionCase>> {
  const { caseId, signing } = ask;
  const one = await selectCase(house.db, house.siteId, caseId);
  if (one === undefined) return refused("not_found");
  const { login, password, code } = signing;
  const present = await accounts.present(house, host, { login, password, code });
  if (!present.ok) return present;
  const signer = present.value.actor;
  const judged = judgeSigner(one, signer);
  if (!judged.ok) {
    await enterRefusal(house, host, kind, judged, { type: "destruction", id: caseId });
    return judged;
  }
  const signature = { strokes: signing.signature, sha256: digestOf(signing.signature) };
  return changedDestruction(house, host, { caseId, kind }, async (tx, locked) => {
    const again = judgeSigner(locked, signer);
    if (!again.ok) return again;
    const act = again.value;
    await insertSigning(tx, signingRow(house, { one: locked, act, signer, signature }));
    return granted({
      body: {
        caseId,
        serial: serialOf(locked.row),
        act,
        accountId: signer.accountId,
        signatureSha256: signature.sha256,
      },
      personal: { signer: signer.name },
    });
  });
}

/** Which of the three lines of the certificate this person signs. */
function judgeSigner(one: Case, signer: PersonActor): Outcome<SignedAct> {
  if (one.row.state !== "waiting-lock" && one.row.state !== "verified")
    return refused("destruction_state");
  const { accountId } = signer;
  const act =
    signedIn(one, "witness-1")?.account_id === accountId
      ? ("result-1" as const)
      : signedIn(one, "witness-2")?.account_id === accountId
        ? ("result-2" as const)
        : one.row.executed_by === accountId
          ? ("result-administrator" as const)
          : undefined;
  if (act === undefined) return refused("witness_other");
  return signedIn(one, act) === undefined ? granted(act) : refused("result_signed");
}
