import type { PersonActor } from "../../contract/actor.ts";
import type { RequestCase, Signing } from "../../contract/approval.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { after } from "../../kernel/approval/decide-step.ts";
import { mediumRuleOf } from "../../kernel/approval/routes.ts";
import type { House } from "../../platform/house.ts";
import { enterRefusal } from "../ledger/index.ts";
import { custody } from "../media/index.ts";
import { findPapers, isKeeper } from "../papers/index.ts";
import { factsOf, handles } from "./case-view.ts";
import { type Case, insertPaper, insertSigning, updateCase } from "./cases.store.ts";
import { changeCase, seenCase } from "./change-case.ts";
import { sign } from "../signing/index.ts";
import { signingRow } from "./signing-row.ts";

export interface HandOver {
  readonly requestId: string;
  readonly receiver: string;
  /** In words, where it leaves on no registered medium. */
  readonly medium: string;
  readonly mediumId?: string | null | undefined;
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
  const { requestId, receiver, exportIds, mediumId = null } = ask;
  const known = mediumId === null ? null : await custody.issuedFor(house, { mediumId, requestId });
  const judge = (one: Case) =>
    handOverRefusal(one, actor) ??
    (known === null ? unregisteredRefusal(one, ask.medium) : known.ok ? undefined : known);
  const kind = "request.handed-over@2" as const;
  const signed = await judgedAndSigned(house, actor, { ...ask, kind, judge });
  if (!signed.ok) return signed;
  const signature = signed.value;
  return changeCase(house, actor, { requestId, kind }, async (tx, one) => {
    const refusal = judge(one);
    if (refusal !== undefined) return refusal;
    const owed = one.row.return_due_ms !== null;
    const out =
      mediumId === null
        ? undefined
        : await custody.handOver(house, tx, {
            requestId,
            mediumId,
            actor,
            signature,
            receiver,
            owed,
          });
    if (out?.ok === false) return out;
    const medium = out?.value.text ?? ask.medium;
    await updateCase(tx, requestId, { state: "handed-over", receiver, medium });
    const of = { requestId, act: "hand-over" as const, step: 0, signature };
    await insertSigning(tx, signingRow(house, actor, of));
    return granted({
      body: { requestId, exportIds: [...exportIds], mediumId, signatureSha256: signature.sha256 },
      personal: { receiver, medium },
      also: out === undefined ? [] : [out.value.entry],
    });
  });
}

function handOverRefusal(one: Case, actor: PersonActor): Refusal | undefined {
  if (!handles(actor.role)) return refused("not_permitted");
  if (after(factsOf(one), "hand-over") === undefined) return refused("request_not_open");
  return one.taken === undefined ? refused("nothing_made") : undefined;
}

/** Where the route lets a copy leave on a registered medium only, one has to be named (S3-Q4, C-32). */
function unregisteredRefusal({ row }: Case, medium: string): Refusal | undefined {
  const rule = mediumRuleOf(row.profile, row.operation);
  if (rule !== null) return refused("medium_missing", { rule });
  return medium.trim() === "" ? refused("field_missing", { fields: "medium" }) : undefined;
}

export interface Return {
  readonly requestId: string;
  readonly how: "returned" | "destroyed";
  /** The registered medium it left on, in the hand of who enters the return. */
  readonly mediumId?: string | null | undefined;
  readonly paperId: string | null;
  readonly signing: Signing;
}

/** The medium is back, or its destruction is stated on paper (C-32). */
export async function returnRequest(
  house: House,
  actor: PersonActor,
  ask: Return,
): Promise<Outcome<RequestCase>> {
  const { requestId, how, paperId, mediumId = null } = ask;
  const out = await custody.owedBy(house, requestId);
  const own = paperId !== null && (await isKeeper(house, actor.accountId, paperId));
  const [paper] = own ? await findPapers(house, [paperId]) : [];
  const judge = (one: Case): Refusal | undefined => {
    if (!handles(actor.role)) return refused("not_permitted");
    if (after(factsOf(one), "return") === undefined) return refused("request_not_open");
    if (paperId !== null && paper === undefined) return refused("not_found");
    if (out !== undefined && mediumId === null) return refused("medium_missing", { rule: "C-32" });
    if (out?.mediumId !== undefined && out.mediumId !== mediumId)
      return refused("medium_not_issued", { rule: "C-32" });
    return how === "destroyed" && paper?.kind !== "return-statement"
      ? refused("paper_missing", { papers: "return-statement", rule: "C-32" })
      : undefined;
  };
  const kind = "request.returned@2" as const;
  const signed = await judgedAndSigned(house, actor, { ...ask, kind, judge });
  if (!signed.ok) return signed;
  const signature = signed.value;
  return changeCase(house, actor, { requestId, kind }, async (tx, one) => {
    const refusal = judge(one);
    if (refusal !== undefined) return refusal;
    const atMs = house.clock.now();
    const back =
      mediumId === null
        ? undefined
        : await custody.takeBack(house, tx, {
            requestId,
            mediumId,
            actor,
            signature,
            how,
            note: "",
          });
    if (back?.ok === false) return back;
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
      body: { requestId, how, paperId, mediumId, signatureSha256: signature.sha256 },
      also: back?.value.entry === undefined ? [] : [back.value.entry],
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
