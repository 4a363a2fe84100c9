import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Hold } from "../../contract/retention.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { sign } from "../signing/index.ts";
import { endClaims, liftHoldRow, lockHold, selectHoldClaims, selectHolds } from "./claims.store.ts";
import { asDirector } from "./director.ts";
import { lockItems } from "./items.store.ts";
import { showHold } from "./read-holds.ts";
import { settleItems } from "./settle-items.ts";

export interface Lifting {
  readonly holdId: string;
  readonly reason: string;
  readonly signing: Signing;
}

/** Lifts a hold: only who signs as director, with a reason; never who placed it (S3-B4, C-38). */
export async function liftHold(
  house: House,
  actor: PersonActor,
  { holdId, reason, signing }: Lifting,
): Promise<Outcome<Hold>> {
  const choice = { ids: [holdId], live: false, most: 1 };
  const [known] = await selectHolds(house.db, house.siteId, choice);
  if (known === undefined) return refused("not_found");
  const post = await asDirector(house, actor, known.placed_by);
  if (!post.ok) {
    const subject = { type: "hold", id: holdId } as const;
    await enterRefusal(house, actor, "hold.lifted@1", post, subject);
    return post;
  }
  const signed = await sign(house, actor, signing);
  if (!signed.ok) return signed;
  const lifted = await act(house, actor, "hold.lifted@1", async (tx) => {
    const row = await lockHold(tx, house.siteId, holdId);
    if (row === undefined) return refused("not_found");
    if (row.lifted_at_ms !== null) return refused("hold_lifted");
    const nowMs = house.clock.now();
    const found = await selectHoldClaims(tx, [holdId]);
    const items = await lockItems(
      tx,
      house.siteId,
      found.map((claim) => claim.item_id),
    );
    const claimIds = found.map((claim) => claim.claim_id);
    await endClaims(tx, claimIds, { atMs: nowMs, by: actor.accountId });
    await liftHoldRow(tx, holdId, {
      lifted_at_ms: nowMs,
      lifted_by: actor.accountId,
      lift_reason: reason,
      lift_signature: JSON.stringify(signed.value.strokes),
      lift_sha256: signed.value.sha256,
    });
    const also = await settleItems(house, tx, { items, causeId: holdId });
    return granted({
      value: undefined,
      subject: { type: "hold", id: holdId },
      body: {
        holdId,
        cause: row.cause,
        standingFor: post.value.standingFor,
        signatureSha256: signed.value.sha256,
        items: items.length,
      },
      personal: { reason },
      also,
    });
  });
  return lifted.ok ? showHold(house, holdId) : lifted;
}
