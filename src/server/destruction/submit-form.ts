import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import type { DestructionCase, FormText } from "../../contract/destruction.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { enterRefusal } from "../ledger/index.ts";
import { sign } from "../signing/index.ts";
import { after, digestsOf, formDigest, signingRow } from "./case-parts.ts";
import { changedDestruction } from "./change-destruction.ts";
import { insertSigning, selectCase, updateCase } from "./destruction.store.ts";
import { stillFit } from "./drop-back.ts";
import { judgeCase } from "./judged-items.ts";

/** Files 《留痕资料销毁审批表》 (F-21), after the list has rested: who listed it fills it in and signs. */
export async function submitForm(
  house: House,
  actor: PersonActor,
  ask: { readonly caseId: string; readonly form: FormText; readonly signing: Signing },
): Promise<Outcome<DestructionCase>> {
  const { caseId, form } = ask;
  const kind = "destruction.submitted@1" as const;
  const early = await tooEarly(house, actor, caseId);
  if (early !== undefined) {
    await enterRefusal(house, actor, kind, early, { type: "destruction", id: caseId });
    return early;
  }
  const unfit = await stillFit(house, caseId);
  if (unfit !== undefined) {
    await enterRefusal(house, actor, kind, unfit, { type: "destruction", id: caseId });
    return unfit;
  }
  const signature = await sign(house, actor, ask.signing);
  if (!signature.ok) return signature;
  return changedDestruction(house, actor, { caseId, kind }, async (tx, one) => {
    const nowMs = house.clock.now();
    const state = after(one, "submit", nowMs);
    if (state === undefined || one.row.listed_by !== actor.accountId)
      return refused("destruction_state");
    const fit = await judgeCase({ ...house, db: tx }, one);
    if (!fit.ok) return fit;
    const formSha256 = formDigest(one, form);
    await updateCase(tx, caseId, {
      state,
      ledger_check: form.ledgerCheck,
      no_further_use: form.noFurtherUse,
      place: form.place,
      form_sha256: formSha256,
      submitted_at_ms: nowMs,
    });
    const row = signingRow(house, {
      one,
      act: "submit",
      signer: actor,
      signature: signature.value,
    });
    await insertSigning(tx, row);
    return granted({
      body: { ...digestsOf(one), formSha256, signatureSha256: signature.value.sha256 },
      personal: { ...form },
    });
  });
}

async function tooEarly(house: House, actor: PersonActor, caseId: string) {
  const one = await selectCase(house.db, house.siteId, caseId);
  if (one === undefined) return refused("not_found");
  if (one.row.listed_by !== actor.accountId) return refused("destruction_state");
  if (after(one, "submit", house.clock.now()) !== undefined) return undefined;
  return one.row.state === "cooling" && one.row.cool_until_ms !== null
    ? refused("still_cooling", { untilMs: one.row.cool_until_ms })
    : refused("destruction_state");
}
