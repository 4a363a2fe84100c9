import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import type { DestructionCase } from "../../contract/destruction.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { mayDecide } from "../../kernel/destruction/judge-persons.ts";
import type { House } from "../../platform/house.ts";
import { bodies } from "../approval/index.ts";
import { enterRefusal } from "../ledger/index.ts";
import { digestOf, sign } from "../signing/index.ts";
import { after, digestsOf, partsOf, serialOf, signingRow } from "./case-parts.ts";
import { changeDestruction, changedDestruction } from "./change-destruction.ts";
import { type Case, insertSigning, selectCase, updateCase } from "./destruction.store.ts";
import { stillFit } from "./drop-back.ts";
import { judge, judgeCase, markItems } from "./judged-items.ts";
import { readDestruction } from "./read-destructions.ts";

type Holder = Awaited<ReturnType<typeof bodies.holders>>[number];

export interface Decision {
  readonly caseId: string;
  readonly decision: "agreed" | "disagreed";
  readonly opinion: string;
}

/** The director decides on F-21 (S0-4.1a, S0-17.1); who filed never does. */
export async function decideDestruction(
  house: House,
  actor: PersonActor,
  ask: Decision & { readonly signing: Signing },
): Promise<Outcome<DestructionCase>> {
  const { caseId } = ask;
  const kind = "destruction.decided@1" as const;
  const subject = { type: "destruction" as const, id: caseId };
  const one = await selectCase(house.db, house.siteId, caseId);
  if (one === undefined) return refused("not_found");
  const judged = await judgeDecider(house, actor, { one, ask });
  if (!judged.ok) {
    await enterRefusal(house, actor, kind, judged, subject);
    return judged;
  }
  const unfit = ask.decision === "agreed" ? await stillFit(house, caseId) : undefined;
  if (unfit !== undefined) {
    await enterRefusal(house, actor, kind, unfit, subject);
    return unfit;
  }
  const signature = await sign(house, actor, ask.signing);
  if (!signature.ok) return signature;
  return changedDestruction(house, actor, { caseId, kind }, async (tx, locked) => {
    const inside = { ...house, db: tx };
    const still = await judgeDecider(inside, actor, { one: locked, ask });
    if (!still.ok) return still;
    if (ask.decision === "agreed") {
      const fit = await judgeCase(inside, locked);
      if (!fit.ok) return fit;
    }
    const { state, holder } = still.value;
    const atMs = house.clock.now();
    const also = ask.decision === "agreed" ? granted([]) : await release(inside, locked);
    if (!also.ok) return also;
    await updateCase(tx, caseId, {
      state,
      decision: ask.decision,
      decided_by: actor.accountId,
      decided_for: holder.standingFor?.accountId ?? null,
      decided_for_name: holder.standingFor?.name ?? null,
      opinion: ask.opinion,
      decided_at_ms: atMs,
      ...(state === "rejected" ? { ended_at_ms: atMs, reason: ask.opinion } : {}),
    });
    const row = signingRow(house, {
      one: locked,
      act: "decide",
      signer: actor,
      signature: signature.value,
      standingForName: holder.standingFor?.name ?? null,
    });
    await insertSigning(tx, row);
    return granted({
      body: {
        ...digestsOf(locked),
        decision: ask.decision,
        standingFor: holder.standingFor?.accountId ?? null,
        formSha256: locked.row.form_sha256 ?? "",
        opinionSha256: digestOf({ caseId, opinion: ask.opinion }),
        signatureSha256: signature.value.sha256,
      },
      ...(ask.opinion === "" ? {} : { personal: { opinion: ask.opinion } }),
      also: also.value,
    });
  });
}

async function judgeDecider(
  house: House,
  actor: PersonActor,
  of: { readonly one: Case; readonly ask: Decision },
): Promise<Outcome<{ state: "approved" | "rejected"; holder: Holder }>> {
  const { one, ask } = of;
  const event = ask.decision === "agreed" ? "approve" : "reject";
  const state = after(one, event, house.clock.now());
  if (actor.accountId === one.row.listed_by) return refused("own_request", { rule: "S0-4.1a" });
  const holders = await bodies.holders(house, "first", one.row.listed_by);
  const holder = holders.find((each) => each.accountId === actor.accountId);
  if (holder === undefined) return refused("not_the_director");
  const fit = mayDecide(partsOf(one.row), {
    accountId: actor.accountId,
    standingFor: holder.standingFor?.accountId ?? null,
  });
  if (!fit.ok) return fit;
  if (state !== "approved" && state !== "rejected") return refused("destruction_state");
  // A no without its reason helps nobody.
  if (state === "rejected" && ask.opinion === "")
    return refused("field_missing", { fields: "opinion", rule: "S0-17.1" });
  return granted({ state, holder });
}

/** Items that were reserved for a case go back to where they were. */
async function release(house: House & { readonly db: Parameters<typeof markItems>[1] }, one: Case) {
  const judged = await judge(
    house,
    one.items.map((item) => item.item_id),
  );
  const itemIds = judged.flatMap((item) =>
    item.why.includes("in-destruction") ? [item.itemId] : [],
  );
  return markItems(house, house.db, {
    itemIds,
    act: "withdraw",
    causeId: one.row.case_id,
  });
}

/** Taken back before the witnesses came; any administrator may. */
export async function withdrawDestruction(
  house: House,
  actor: PersonActor,
  caseId: string,
): Promise<Outcome<DestructionCase>> {
  const at = { caseId, kind: "destruction.withdrawn@1" as const };
  const done = await changeDestruction(house, actor, at, async (tx, one) => {
    const nowMs = house.clock.now();
    const state = after(one, "withdraw", nowMs);
    if (state === undefined) return refused("destruction_state");
    const also = await release({ ...house, db: tx }, one);
    if (!also.ok) return also;
    await updateCase(tx, caseId, { state, ended_at_ms: nowMs });
    return granted({ body: { caseId, serial: serialOf(one.row) }, also: also.value });
  });
  return done.ok ? readDestruction(house, actor, caseId) : done;
}
