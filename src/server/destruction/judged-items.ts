import type { Outcome } from "../../contract/outcome.ts";
import { granted, refused } from "../../contract/outcome.ts";
import type { ItemLine } from "../../contract/retention.ts";
import { type Judged, judgeList } from "../../kernel/destruction/judge-items.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import type { EntryDraft } from "../ledger/index.ts";
import { type MarkedAct, due, items, markState } from "../retention/index.ts";
import { disposal } from "../vault/index.ts";
import type { Case } from "./destruction.store.ts";
import type { ItemRow } from "./destruction-tables.ts";

/** What the only judge of eligibility says now; in a transaction, through its connection. */
export function judge(house: House, itemIds: readonly string[]): Promise<readonly Judged[]> {
  return due(house, { nowMs: house.clock.now(), itemIds });
}

/** A case's list, judged anew. Once it was proposed that is no reason against it. */
export async function judgeCase(
  house: House,
  one: Pick<Case, "row" | "items">,
): Promise<Outcome<readonly Judged[]>> {
  const itemIds = one.items.map((item) => item.item_id);
  return judgeList(itemIds, await judge(house, itemIds), one.row.state !== "listed");
}

/**
 * Takes the items a step further in their own life and gives what is to be entered beside it. An item
 * that has meanwhile gone elsewhere refuses all.
 */
export async function markItems(
  house: House,
  tx: Writing,
  of: { readonly itemIds: readonly string[]; readonly act: MarkedAct; readonly causeId: string },
): Promise<Outcome<EntryDraft[]>> {
  const also: EntryDraft[] = [];
  for (const itemId of of.itemIds.toSorted()) {
    const marked = await markState(house, tx, { itemId, act: of.act, causeId: of.causeId });
    if (!marked.ok) return marked;
    also.push(...marked.value.also);
  }
  return granted(also);
}

/** Rows of a list as the form tells it, from the register of keeping and the vault. */
export async function itemRows(
  house: House,
  of: { readonly caseId: string; readonly itemIds: readonly string[] },
): Promise<Outcome<ItemRow[]>> {
  const judged = new Map((await judge(house, of.itemIds)).map((item) => [item.itemId, item]));
  const lines = new Map((await items.find(house, of.itemIds)).map((line) => [line.itemId, line]));
  const rows: ItemRow[] = [];
  for (const [position, itemId] of of.itemIds.entries()) {
    const [item, line] = [judged.get(itemId), lines.get(itemId)];
    if (item === undefined || line === undefined) return refused("not_found");
    // What is no recording goes by the rules for paper and for the ledger, never by this way.
    if (item.homeId === null) return refused("item_not_footage");
    rows.push(await rowOf(house, { ...of, position, line, homeId: item.homeId }));
  }
  return granted(rows);
}

async function rowOf(
  house: House,
  of: { caseId: string; position: number; line: ItemLine; homeId: string },
): Promise<ItemRow> {
  const { line, homeId } = of;
  const contents = await disposal.contents(house, homeId);
  return {
    case_id: of.caseId,
    item_id: line.itemId,
    site_id: house.siteId,
    position: of.position,
    home_id: homeId,
    item_number: line.number,
    name: line.name,
    partition: line.partition,
    class: line.class,
    formed_ms: line.formedMs,
    min_until_ms: line.minUntilMs,
    objects: contents.objects,
    size_bytes: contents.sizeBytes,
    list_sha256: contents.listSha256,
    step: "waiting",
    copies: [],
    personal_erased: 0,
  };
}
