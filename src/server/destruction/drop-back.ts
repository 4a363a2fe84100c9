import type { Outcome, Refusal } from "../../contract/outcome.ts";
import { granted, refused } from "../../contract/outcome.ts";
import { type Blocked, blockedItems } from "../../kernel/destruction/judge-items.ts";
import type { House } from "../../platform/house.ts";
import { after, serialOf } from "./case-parts.ts";
import { changeDestruction } from "./change-destruction.ts";
import { type Case, selectCase, updateCase } from "./destruction.store.ts";
import { judge, judgeCase, markItems } from "./judged-items.ts";

const scheduler = { kind: "system", name: "scheduler" } as const;

/** What falls away with a turn; its signatures stay where they are. */
export const freshTurn = {
  state: "listed",
  cool_until_ms: null,
  submitted_at_ms: null,
  form_sha256: null,
  decision: null,
  decided_by: null,
  decided_for: null,
  decided_for_name: null,
  opinion: null,
  decided_at_ms: null,
} as const;

/**
 * Judges a case's list once more. Where something must be kept on, the whole case drops back to its
 * list, with its reason, and whoever asked is told by the same rule (S0-17.1).
 */
export async function stillFit(house: House, caseId: string): Promise<Refusal | undefined> {
  const one = await selectCase(house.db, house.siteId, caseId);
  if (one === undefined) return refused("not_found");
  const fit = await judgeCase(house, one);
  if (fit.ok) return undefined;
  await dropBack(house, caseId);
  return fit;
}

async function dropBack(house: House, caseId: string): Promise<Outcome<undefined>> {
  const at = { caseId, kind: "destruction.dropped-back@1" as const };
  return changeDestruction(house, scheduler, at, async (tx, one) => {
    const inside = { ...house, db: tx };
    if (after(one, "drop", house.clock.now()) === undefined) return refused("destruction_state");
    const { blocked, reserved } = await blockedOf(inside, one);
    const why = [...new Set(blocked.flatMap((item) => item.why))];
    const marked = await markItems(house, tx, {
      itemIds: reserved,
      act: "withdraw",
      causeId: caseId,
    });
    if (!marked.ok) return marked;
    await updateCase(tx, caseId, {
      ...freshTurn,
      turn: one.row.turn + 1,
      reason: why.join(" "),
    });
    return granted({
      body: {
        caseId,
        serial: serialOf(one.row),
        itemIds: blocked.map((item) => item.itemId),
        why,
      },
      also: marked.value,
    });
  });
}

/** What speaks against the list, and which of its items are still reserved for it. */
export async function blockedOf(
  house: House,
  one: Case,
): Promise<{ blocked: Blocked[]; reserved: string[] }> {
  const judged = await judge(
    house,
    one.items.map((item) => item.item_id),
  );
  return {
    blocked: blockedItems(judged, true),
    reserved: judged.flatMap((item) => (item.why.includes("in-destruction") ? [item.itemId] : [])),
  };
}
