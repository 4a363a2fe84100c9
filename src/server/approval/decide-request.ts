import type { PersonActor } from "../../contract/actor.ts";
import type { RequestCase, Signing } from "../../contract/approval.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import { decideStep } from "../../kernel/approval/decide-step.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { enterRefusal } from "../ledger/index.ts";
import { type Reading, factsOf } from "./case-view.ts";
import { type Case, insertSigning, updateCase, updateStep } from "./cases.store.ts";
import { type CaseEntry, changeCase, seenCase } from "./change-case.ts";
import { written } from "./file-request.ts";
import { type Signature, digestOf, sign } from "../signing/index.ts";
import { signingRow } from "./signing-row.ts";

export interface Decision {
  readonly requestId: string;
  readonly step: number;
  readonly decision: "agreed" | "disagreed";
  readonly opinion: string;
}

/** Signs a step: opinion, time, signature, and who it was shown again (S0-11.2, S1-E2). */
export async function decideRequest(
  house: House,
  actor: PersonActor,
  ask: Decision & { readonly signing: Signing },
): Promise<Outcome<RequestCase>> {
  const seen = await seenCase(house, actor, ask.requestId);
  if (!seen.ok) return seen;
  const { one, reading } = seen.value;
  // Who may not decide is told so before any password is asked for.
  const judged = decideStep(factsOf(one), { ...ask, accountId: actor.accountId }, reading.posts);
  if (!judged.ok) {
    const subject = { type: "request" as const, id: ask.requestId };
    await enterRefusal(house, actor, "request.decided@1", judged, subject);
    return judged;
  }
  const signature = await sign(house, actor, ask.signing);
  return signature.ok
    ? writeDecision(house, actor, { ...ask, signature: signature.value })
    : signature;
}

/** The decision itself, judged again under the case's lock: of many at once, one is written. */
export function writeDecision(
  house: House,
  actor: PersonActor,
  decision: Decision & { readonly signature: Signature },
): Promise<Outcome<RequestCase>> {
  const at = { requestId: decision.requestId, kind: "request.decided@1" as const };
  return changeCase(house, actor, at, (tx, one, reading) =>
    enterDecision(house, { tx, actor, one, reading, decision }),
  );
}

interface Deciding {
  readonly tx: Writing;
  readonly actor: PersonActor;
  readonly one: Case;
  readonly reading: Reading;
  readonly decision: Decision & { readonly signature: Signature };
}

async function enterDecision(
  house: House,
  { tx, actor, one, reading, decision }: Deciding,
): Promise<Outcome<CaseEntry<"request.decided@1">>> {
  const { requestId, step, opinion, signature } = decision;
  const judged = decideStep(
    factsOf(one),
    { ...decision, accountId: actor.accountId },
    reading.posts,
  );
  if (!judged.ok) return judged;
  const { state, decider } = judged.value;
  const { standingFor, vacancy } = decider;
  const atMs = house.clock.now();
  const standingForName =
    standingFor === null ? null : (reading.posts.names.get(standingFor) ?? "");
  await updateStep(
    tx,
    { request_id: requestId, number: step },
    {
      decision: decision.decision,
      decided_by: actor.accountId,
      decided_by_name: actor.name,
      standing_for: standingFor,
      standing_for_name: standingForName,
      vacancy,
      opinion,
      decided_at_ms: atMs,
    },
  );
  await insertSigning(tx, signingRow(house, actor, { requestId, act: "step", step, signature }));
  await updateCase(tx, requestId, {
    state,
    ...(state === "granted" ? { granted_at_ms: atMs } : {}),
    ...(state === "rejected" ? { ended_at_ms: atMs } : {}),
  });
  const post = one.steps.find((row) => row.number === step)?.post ?? "first";
  return granted({
    body: {
      requestId,
      step,
      post,
      decision: decision.decision,
      standingFor,
      vacancy,
      signatureSha256: signature.sha256,
      opinionSha256: digestOf({ requestId, step, opinion }),
      state,
    },
    personal: written({ opinion }),
  });
}
