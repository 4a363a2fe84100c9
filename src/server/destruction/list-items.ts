import type { PersonActor } from "../../contract/actor.ts";
import type { DestructionCase } from "../../contract/destruction.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { after, digestsOf, yearOf } from "./case-parts.ts";
import { changedDestruction } from "./change-destruction.ts";
import {
  clearItems,
  insertCase,
  insertItems,
  nextNumber,
  updateCase,
} from "./destruction.store.ts";
import type { CaseRow } from "./destruction-tables.ts";
import { itemRows, judge, judgeCase, markItems } from "./judged-items.ts";
import { judgeList } from "../../kernel/destruction/judge-items.ts";
import { readDestruction } from "./read-destructions.ts";

/**
 * Begins a case with a list of what is due (S0-17.1). One item that must be kept refuses the list as a
 * whole (S0-8.3.3); nothing is reserved yet.
 */
export async function listItems(
  house: House,
  actor: PersonActor,
  ask: { readonly itemIds: readonly string[] },
): Promise<Outcome<DestructionCase>> {
  const caseId = house.newId();
  const listed = await act(house, actor, "destruction.listed@1", async (tx) => {
    const fit = await judged(house, ask.itemIds);
    if (!fit.ok) return fit;
    const rows = await itemRows({ ...house, db: tx }, { caseId, itemIds: ask.itemIds });
    if (!rows.ok) return rows;
    const atMs = house.clock.now();
    const year = yearOf(house, atMs);
    const number = await nextNumber(tx, house.siteId, year);
    const row = newCase(house, actor, { caseId, year, number });
    await insertCase(tx, row);
    await insertItems(tx, rows.value);
    return granted({
      value: undefined,
      subject: { type: "destruction", id: caseId },
      body: digestsOf({ row, items: rows.value }),
    });
  });
  return listed.ok ? readDestruction(house, actor, caseId) : listed;
}

async function judged(house: House, itemIds: readonly string[]): Promise<Outcome<unknown>> {
  if (itemIds.length > limits.destructionItems)
    return refused("list_too_long", { limit: limits.destructionItems });
  return judgeList(itemIds, await judge(house, itemIds), false);
}

function newCase(
  house: House,
  actor: PersonActor,
  of: { readonly caseId: string; readonly year: number; readonly number: number },
): CaseRow {
  return {
    case_id: of.caseId,
    site_id: house.siteId,
    year: of.year,
    number: of.number,
    state: "listed",
    turn: 1,
    listed_by: actor.accountId,
    listed_by_name: actor.name,
    listed_at_ms: house.clock.now(),
    cool_until_ms: null,
    ledger_check: null,
    no_further_use: null,
    place: null,
    form_sha256: null,
    submitted_at_ms: null,
    decision: null,
    decided_by: null,
    decided_for: null,
    decided_for_name: null,
    opinion: null,
    decided_at_ms: null,
    reason: null,
    executed_by: null,
    executed_by_name: null,
    executed_at_ms: null,
    locked_until_ms: null,
    verified_at_ms: null,
    medium: null,
    certificate_sha256: null,
    sheet_id: null,
    file_sha256: null,
    ended_at_ms: null,
  };
}

/** Composes the list anew, while it is not cooling yet or after it dropped back. */
export function changeList(
  house: House,
  actor: PersonActor,
  ask: { readonly caseId: string; readonly itemIds: readonly string[] },
): Promise<Outcome<DestructionCase>> {
  const at = { caseId: ask.caseId, kind: "destruction.listed@1" as const };
  return changedDestruction(house, actor, at, async (tx, one) => {
    const inside = { ...house, db: tx };
    if (after(one, "change", house.clock.now()) === undefined) return refused("destruction_state");
    const fit = await judged(inside, ask.itemIds);
    if (!fit.ok) return fit;
    const rows = await itemRows(inside, ask);
    if (!rows.ok) return rows;
    await clearItems(tx, ask.caseId);
    await insertItems(tx, rows.value);
    await updateCase(tx, ask.caseId, { reason: null });
    return granted({ body: digestsOf({ row: one.row, items: rows.value }) });
  });
}

/** From now on the list rests for seven days; its items belong to this case and to no other. */
export function coolList(
  house: House,
  actor: PersonActor,
  caseId: string,
): Promise<Outcome<DestructionCase>> {
  const at = { caseId, kind: "destruction.cooling@1" as const };
  return changedDestruction(house, actor, at, async (tx, one) => {
    const nowMs = house.clock.now();
    const state = after(one, "cool", nowMs);
    if (state === undefined) return refused("destruction_state");
    const fit = await judgeCase({ ...house, db: tx }, one);
    if (!fit.ok) return fit;
    const itemIds = one.items.map((item) => item.item_id);
    const marked = await markItems(house, tx, { itemIds, act: "propose", causeId: caseId });
    if (!marked.ok) return marked;
    const coolUntilMs = nowMs + limits.coolingMs;
    await updateCase(tx, caseId, { state, cool_until_ms: coolUntilMs, reason: null });
    return granted({ body: { ...digestsOf(one), coolUntilMs }, also: marked.value });
  });
}
