import type { PersonActor } from "../../contract/actor.ts";
import type { DestructionCase } from "../../contract/destruction.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { blockedItems, judgeList } from "../../kernel/destruction/judge-items.ts";
import { mayExecute } from "../../kernel/destruction/judge-persons.ts";
import type { House } from "../../platform/house.ts";
import { enterRefusal } from "../ledger/index.ts";
import { reauthenticate } from "../people/index.ts";
import { disposal } from "../vault/index.ts";
import { after, digestsOf, partsOf, standpointOf, warrantOf, witnessesOf } from "./case-parts.ts";
import { changedDestruction } from "./change-destruction.ts";
import { type Case, selectCase, updateCase } from "./destruction.store.ts";
import { stillFit } from "./drop-back.ts";
import { judge, markItems } from "./judged-items.ts";

const kind = "destruction.begun@1" as const;

/**
 * The point of no return, at the witnesses' terminal: all items leave account as destroyed and are
 * judged once more in the same transaction, so that a hold comes either before it or not at all. The
 * work itself goes on by the house's own job.
 */
export async function executeDestruction(
  house: House,
  actor: PersonActor,
  ask: { readonly caseId: string; readonly password: string; readonly code: string | null },
): Promise<Outcome<DestructionCase>> {
  const { caseId, password, code } = ask;
  const subject = { type: "destruction" as const, id: caseId };
  const one = await selectCase(house.db, house.siteId, caseId);
  if (one === undefined) return refused("not_found");
  const judged = judgeExecutor(house, actor, one);
  const unfit = judged.ok ? await stillFit(house, caseId) : judged;
  if (unfit !== undefined) {
    await enterRefusal(house, actor, kind, unfit, subject);
    return unfit;
  }
  const shown = await reauthenticate(house, actor, { password, code });
  if (!shown.ok) return shown;
  return changedDestruction(house, actor, { caseId, kind }, async (tx, locked) => {
    const inside = { ...house, db: tx };
    const again = judgeExecutor(house, actor, locked);
    if (!again.ok) return again;
    const state = after(locked, "execute", house.clock.now());
    if (state === undefined) return refused("destruction_state");
    const itemIds = locked.items.map((item) => item.item_id);
    // Marking takes the items' locks; what is judged after it stays true until the commit.
    const marked = await markItems(house, tx, { itemIds, act: "begin", causeId: caseId });
    if (!marked.ok) return heldOr(inside, locked, marked);
    const late = await lateReasons(inside, itemIds);
    if (!late.ok) return late;
    // From this commit on nobody looks at them, and who is looking is told by which case it ends.
    const homeIds = locked.items.flatMap((item) => item.home_id ?? []);
    await disposal.announce(house, tx, { warrant: warrantOf(locked), homeIds });
    await updateCase(tx, caseId, {
      state,
      executed_by: actor.accountId,
      executed_by_name: actor.name,
      executed_at_ms: house.clock.now(),
    });
    return granted({
      body: {
        ...digestsOf(locked),
        executedBy: actor.accountId,
        witnessIds: witnessesOf(locked).map((witness) => witness.accountId),
      },
      also: marked.value,
    });
  });
}

function judgeExecutor(house: House, actor: PersonActor, one: Case): Outcome<true> {
  if (one.row.state !== "witnessed") return refused("destruction_state");
  return mayExecute(
    partsOf(one.row),
    { accountId: actor.accountId, nowMs: house.clock.now(), ...standpointOf(actor) },
    witnessesOf(one),
  );
}

/** An item that could not be marked went elsewhere a moment ago: told by its own rule. */
async function heldOr(house: House, one: Case, otherwise: Outcome<never>): Promise<Outcome<never>> {
  const itemIds = one.items.map((item) => item.item_id);
  const fit = judgeList(itemIds, await judge(house, itemIds), true);
  return fit.ok ? otherwise : fit;
}

/** After marking, the only reason left is that it is destroyed. */
export async function lateReasons(
  house: House,
  itemIds: readonly string[],
): Promise<Outcome<true>> {
  const judged = (await judge(house, itemIds)).map((item) => ({
    ...item,
    why: item.why.filter((reason) => reason !== "destroyed"),
  }));
  if (blockedItems(judged, true).length === 0 && judged.length === itemIds.length)
    return granted(true);
  const told = judgeList(itemIds, judged, true);
  return told.ok ? refused("destruction_state") : told;
}
