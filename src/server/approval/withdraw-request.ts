import type { PersonActor } from "../../contract/actor.ts";
import type { RequestCase } from "../../contract/approval.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { mayWithdraw } from "../../kernel/approval/decide-step.ts";
import type { House } from "../../platform/house.ts";
import { factsOf } from "./case-view.ts";
import { updateCase } from "./cases.store.ts";
import { changeCase } from "./change-case.ts";
import { written } from "./file-request.ts";

/** Who asked takes it back, as long as nobody has granted it and nothing was seen under it. */
export function withdrawRequest(
  house: House,
  actor: PersonActor,
  ask: { readonly requestId: string; readonly reason: string },
): Promise<Outcome<RequestCase>> {
  const { requestId, reason } = ask;
  const at = { requestId, kind: "request.withdrawn@1" as const };
  return changeCase(house, actor, at, async (tx, one) => {
    const facts = factsOf(one);
    if (facts.filedBy !== actor.accountId) return refused("not_permitted");
    if (!mayWithdraw(facts, actor.accountId)) return refused("request_not_open");
    await updateCase(tx, requestId, { state: "withdrawn", ended_at_ms: house.clock.now() });
    return granted({ body: { requestId }, personal: written({ reason }) });
  });
}
