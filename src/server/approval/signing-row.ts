import type { PersonActor } from "../../contract/actor.ts";
import type { House } from "../../platform/house.ts";
import type { Signature } from "../signing/index.ts";
import type { SignedAct, SigningRow } from "./approval-tables.ts";

export function signingRow(
  house: House,
  actor: PersonActor,
  of: { requestId: string; act: SignedAct; step: number; signature: Signature },
): SigningRow {
  return {
    signing_id: house.newId(),
    site_id: house.siteId,
    request_id: of.requestId,
    act: of.act,
    step: of.step,
    account_id: actor.accountId,
    name: actor.name,
    strokes: of.signature.strokes,
    sha256: of.signature.sha256,
    signed_at_ms: house.clock.now(),
  };
}
