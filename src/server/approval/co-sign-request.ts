import type { PersonActor } from "../../contract/actor.ts";
import type { RequestCase, Signing } from "../../contract/approval.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { hasPart, mayCoSign } from "../../kernel/approval/decide-step.ts";
import type { House } from "../../platform/house.ts";
import { enterRefusal } from "../ledger/index.ts";
import { accounts } from "../people/index.ts";
import { type Reading, factsOf, serialOf } from "./case-view.ts";
import { type Case, insertSigning, updateCase } from "./cases.store.ts";
import { changeCase, seenCase } from "./change-case.ts";
import { sign } from "../signing/index.ts";
import { signingRow } from "./signing-row.ts";

/**
 * Access first, by two persons (C-38): who asked declared it urgent, and another holder of a post signs.
 * Papers and the ordinary route follow within 24 h; the auditors are told by the house itself.
 */
export async function coSignRequest(
  house: House,
  actor: PersonActor,
  ask: { readonly requestId: string; readonly reason: string; readonly signing: Signing },
): Promise<Outcome<RequestCase>> {
  const { requestId, reason } = ask;
  const seen = await seenCase(house, actor, requestId);
  if (!seen.ok) return seen;
  const refusal = whyNot(seen.value.one, actor, seen.value.reading);
  if (refusal !== undefined) {
    const subject = { type: "request" as const, id: requestId };
    await enterRefusal(house, actor, "request.co-signed@1", refusal, subject);
    return refusal;
  }
  const signed = await sign(house, actor, ask.signing);
  if (!signed.ok) return signed;
  const signature = signed.value;
  const auditors = await accounts.withRole(house, "auditor");
  const at = { requestId, kind: "request.co-signed@1" as const };
  return changeCase(house, actor, at, async (tx, one, reading) => {
    const late = whyNot(one, actor, reading);
    if (late !== undefined) return late;
    const papersDueMs = house.clock.now() + limits.emergencyPapersMs;
    await updateCase(tx, requestId, { state: "emergency", papers_due_ms: papersDueMs });
    await insertSigning(
      tx,
      signingRow(house, actor, { requestId, act: "co-sign", step: 0, signature }),
    );
    return granted({
      body: { requestId, papersDueMs, signatureSha256: signature.sha256 },
      personal: { reason },
      also: [
        {
          kind: "emergency.reported@1",
          subject: { type: "request", id: requestId },
          body: { requestId, serial: serialOf(one.row), auditors: auditors.length, papersDueMs },
        },
      ],
    });
  });
}

function whyNot(one: Case, actor: PersonActor, { posts }: Reading): Refusal | undefined {
  const facts = factsOf(one);
  if (mayCoSign(facts, actor.accountId, posts)) return undefined;
  if (facts.filedBy === actor.accountId) return refused("own_request");
  if (!facts.emergencyAsked) return refused("emergency_not_asked");
  if (hasPart(facts, actor.accountId)) return refused("same_person");
  if (facts.state !== "waiting") return refused("request_not_open");
  return facts.sensitive ? refused("not_your_step", { rule: "S3-Q2" }) : refused("not_your_step");
}
