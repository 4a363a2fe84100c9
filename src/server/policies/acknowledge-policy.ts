import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { PolicyLine } from "../../contract/policies.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { insertReceipt, selectVersions } from "./policies.store.ts";
import { lineAfter } from "./publish-policy.ts";

/** 已阅: the reader's receipt for exactly this version, once. */
export async function acknowledgePolicy(
  house: House,
  actor: PersonActor,
  ask: { readonly policyId: string; readonly version: number },
): Promise<Outcome<PolicyLine>> {
  const { policyId, version } = ask;
  const done = await act(house, actor, "policy.acknowledged@1", async (tx) => {
    const rows = await selectVersions(tx, house.siteId, limits.policiesListed);
    const row = rows.find((one) => one.policy_id === policyId && one.version === version);
    if (row === undefined) return refused("not_found");
    const fresh = await insertReceipt(tx, {
      policy_id: policyId,
      version,
      site_id: house.siteId,
      account_id: actor.accountId,
      name: actor.name,
      at_ms: house.clock.now(),
    });
    if (!fresh) return refused("policy_acknowledged");
    return granted({
      value: undefined,
      subject: { type: "policy", id: policyId },
      body: { policyId, version, policySha256: row.sha256 },
    });
  });
  return done.ok ? lineAfter(house, actor, ask) : done;
}
