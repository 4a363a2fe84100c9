import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { PolicyInput, PolicyLine } from "../../contract/policies.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { digestOf } from "../signing/index.ts";
import { findPapers } from "../papers/index.ts";
import { limits } from "../../contract/limits.ts";
import { insertVersion, lockPolicy, selectVersions } from "./policies.store.ts";
import { knownPolicies, linesAt } from "./read-policies.ts";

export interface NewVersion extends PolicyInput {
  readonly of: { readonly policyId: string; readonly version: number } | null;
}

/**
 * Publishes a document or its next version (S0-20). It comes into force on its day, never on one before
 * it was published, and overrides the version before it from then on; nothing of that one is changed.
 */
export async function publishPolicy(
  house: House,
  actor: PersonActor,
  ask: NewVersion,
): Promise<Outcome<PolicyLine>> {
  const refusal = await unfit(house, ask);
  if (refusal !== undefined) {
    const subject = { type: "house", id: house.siteId } as const;
    await enterRefusal(house, actor, "policy.published@1", refusal, subject);
    return refusal;
  }
  const policyId = ask.of?.policyId ?? house.newId();
  const version = (ask.of?.version ?? 0) + 1;
  const done = await act(house, actor, "policy.published@1", async (tx) => {
    await lockPolicy(tx, policyId);
    const known = await selectVersions(tx, house.siteId, limits.policiesListed);
    if (known.length >= limits.policiesListed)
      return refused("too_many", { most: limits.policiesListed });
    const newest = known.find((row) => row.policy_id === policyId)?.version ?? 0;
    if (newest !== version - 1) return refused("conflict");
    const row = rowOf(house, actor, { ask, policyId, version });
    await insertVersion(tx, row);
    return granted({
      value: undefined,
      subject: { type: "policy", id: policyId },
      body: {
        policyId,
        version,
        effectiveFromMs: row.effective_from_ms,
        approvedAtMs: row.approved_at_ms,
        readers: [...row.readers],
        paperId: row.paper_id,
        policySha256: row.sha256,
      },
    });
  });
  if (!done.ok) return done;
  return lineAfter(house, actor, { policyId, version });
}

export async function lineAfter(
  house: House,
  actor: PersonActor,
  of: { readonly policyId: string; readonly version: number },
): Promise<Outcome<PolicyLine>> {
  const nowMs = house.clock.now();
  const lines = linesAt(await knownPolicies(house, actor, nowMs), actor, nowMs);
  const line = lines.find((one) => one.policyId === of.policyId && one.version === of.version);
  return line === undefined ? refused("not_found") : granted(line);
}

async function unfit(house: House, ask: NewVersion) {
  if (ask.text === "" && ask.paperId === null) return refused("policy_empty");
  if (ask.effectiveFromMs < house.clock.now() - dayMs) return refused("policy_backdated");
  if (ask.paperId === null) return undefined;
  const [paper] = await findPapers(house, [ask.paperId]);
  return paper === undefined ? refused("bad_input", { field: "paperId" }) : undefined;
}

const dayMs = 86_400_000;

function rowOf(
  house: House,
  actor: PersonActor,
  of: { readonly ask: NewVersion; readonly policyId: string; readonly version: number },
) {
  const { ask, policyId, version } = of;
  const { title, number, text, paperId, approvedBy, approvedAtMs } = ask;
  // What is issued today is in force from its issue on, not from the morning before it (S0-20).
  const effectiveFromMs = Math.max(ask.effectiveFromMs, house.clock.now());
  const readers = [...new Set(ask.readers)];
  const said = { policyId, version, title, number, text, paperId, effectiveFromMs };
  return {
    policy_id: policyId,
    version,
    site_id: house.siteId,
    title,
    number,
    body: text,
    paper_id: paperId,
    effective_from_ms: effectiveFromMs,
    approved_by: approvedBy,
    approved_at_ms: approvedAtMs,
    readers,
    published_by: actor.accountId,
    published_at_ms: house.clock.now(),
    sha256: digestOf({ ...said, approvedBy, approvedAtMs }),
  };
}
