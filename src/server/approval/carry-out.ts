import type { PersonActor } from "../../contract/actor.ts";
import type { RequestCase, Signing } from "../../contract/approval.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { after } from "../../kernel/approval/decide-step.ts";
import type { House } from "../../platform/house.ts";
import { enterRefusal } from "../ledger/index.ts";
import { findPapers, isKeeper } from "../papers/index.ts";
import { factsOf, handles } from "./case-view.ts";
import { type Case, insertPaper, insertSigning, updateCase } from "./cases.store.ts";
import { changeCase, seenCase } from "./change-case.ts";
import { sign } from "../signing/index.ts";
import { signingRow } from "./signing-row.ts";

export interface HandOver {
  readonly requestId: string;
  readonly receiver: string;
  readonly medium: string;
  /** What was made under the grant, as the export room knows it. */
  readonly exportIds: readonly string[];
  readonly signing: Signing;
}

/** Hands over what was made under the grant, to whom and on what; signed by who does it. */
export async function handOver(
  house: House,
  actor: PersonActor,
  ask: HandOver,
): Promise<Outcome<RequestCase>> {
  const { requestId, receiver, medium, exportIds } = ask;
  const judge = (one: Case) => handOverRefusal(one, actor);
  const signed = await judgedAndSigned(house, actor, {
    ...ask,
    kind: "request.handed-over@1",
    judge,
  });
  if (!signed.ok) return signed;
  const signature = signed.value;
  const at = { requestId, kind: "request.handed-over@1" as const };
  return changeCase(house, actor, at, async (tx, one) => {
    const refusal = judge(one);
    if (refusal !== undefined) return refusal;
    await updateCase(tx, requestId, { state: "handed-over", receiver, medium });
    const of = { requestId, act: "hand-over" as const, step: 0, signature };
    await insertSigning(tx, signingRow(house, actor, of));
    return granted({
      body: { requestId, exportIds: [...exportIds], signatureSha256: signature.sha256 },
      personal: { receiver, medium },
    });
  });
}

function handOverRefusal(one: Case, actor: PersonActor): Refusal | undefined {
  if (!handles(actor.role)) return refused("not_permitted");
  if (after(factsOf(one), "hand-over") === undefined) return refused("request_not_open");
  return one.taken === undefined ? refused("nothing_made") : undefined;
}

export interface Return {
  readonly requestId: string;
  readonly how: "returned" | "destroyed";
  readonly paperId: string | null;
  readonly signing: Signing;
}

/** The medium is back, or its destruction is stated on paper (C-32). */
export async function returnRequest(
  house: House,
  actor: PersonActor,
  ask: Return,
): Promise<Outcome<RequestCase>> {
  const { requestId, how, paperId } = ask;
  const own = paperId !== null && (await isKeeper(house, actor.accountId, paperId));
  const [paper] = own ? await findPapers(house, [paperId]) : [];
  const judge = (one: Case): Refusal | undefined => {
    if (!handles(actor.role)) return refused("not_permitted");
    if (after(factsOf(one), "return") === undefined) return refused("request_not_open");
    if (paperId !== null && paper === undefined) return refused("not_found");
    return how === "destroyed" && paper?.kind !== "return-statement"
      ? refused("paper_missing", { papers: "return-statement", rule: "C-32" })
      : undefined;
  };
  const signed = await judgedAndSigned(house, actor, { ...ask, kind: "request.returned@1", judge });
  if (!signed.ok) return signed;
  const signature = signed.value;
  const at = { requestId, kind: "request.returned@1" as const };
  return changeCase(house, actor, at, async (tx, one) => {
    const refusal = judge(one);
    if (refusal !== undefined) return refusal;
    const atMs = house.clock.now();
    await updateCase(tx, requestId, { state: "returned", returned_how: how });
    if (paper !== undefined && !one.papers.some((known) => known.paper_id === paper.paperId))
      await insertPaper(tx, {
        request_id: requestId,
        site_id: house.siteId,
        paper_id: paper.paperId,
        kind: paper.kind,
        added_by: actor.accountId,
        added_at_ms: atMs,
      });
    const of = { requestId, act: "return" as const, step: 0, signature };
    await insertSigning(tx, signingRow(house, actor, of));
    return granted({
      body: { requestId, how, paperId, signatureSha256: signature.sha256 },
    });
  });
}

/** Files the case away; what is still owed keeps it open. */
export function closeRequest(
  house: House,
  actor: PersonActor,
  ask: { readonly requestId: string },
): Promise<Outcome<RequestCase>> {
  const { requestId } = ask;
  const at = { requestId, kind: "request.closed@1" as const };
  return changeCase(house, actor, at, async (tx, one) => {
    const facts = factsOf(one);
    if (!handles(actor.role)) return refused("not_permitted");
    if (after(facts, "close") === undefined)
      return refused(facts.state === "handed-over" ? "return_missing" : "request_not_open");
    await updateCase(tx, requestId, { state: "closed", ended_at_ms: house.clock.now() });
    return granted({ body: { requestId } });
  });
}

/** What would be refused anyway is refused before a password is asked for. */
async function judgedAndSigned(
  house: House,
  actor: PersonActor,
  ask: {
    readonly requestId: string;
    readonly signing: Signing;
    readonly kind: string;
    readonly judge: (one: Case) => Refusal | undefined;
  },
) {
  const seen = await seenCase(house, actor, ask.requestId);
  if (!seen.ok) return seen;
  const refusal = ask.judge(seen.value.one);
  if (refusal === undefined) return sign(house, actor, ask.signing);
  await enterRefusal(house, actor, ask.kind, refusal, { type: "request", id: ask.requestId });
  return refusal;
}
