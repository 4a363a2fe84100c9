import { limits } from "../../contract/limits.ts";
import type { KeptReason, RetentionClass } from "../../contract/retention.ts";
import { judge } from "../../kernel/retention/claims.ts";
import type { House } from "../../platform/house.ts";
import { requests } from "../approval/index.ts";
import { selectClaims } from "./claims.store.ts";
import { type StandingRow, selectStanding } from "./items.store.ts";
import { factOf } from "./settle-items.ts";

/** What the only judge of eligibility says about one item. */
export interface Due {
  readonly itemId: string;
  /** The vault's folder of one occasion; null for what is no recording. */
  readonly homeId: string | null;
  /** Nothing speaks against destroying it: it may be proposed, never more by itself. */
  readonly eligible: boolean;
  readonly why: readonly KeptReason[];
  /** Null: without end. */
  readonly minUntilMs: number | null;
  readonly deleteByMs: number | null;
  readonly class: RetentionClass;
}

export interface DueAsk {
  readonly nowMs: number;
  /** Missing: every item whose terms have ended, held ones included, the oldest first. */
  readonly itemIds?: readonly string[];
  /** Only items of this class. */
  readonly class?: RetentionClass;
}

/**
 * The only judge of whether anything may be destroyed: its claims, and whether an open case asks for
 * it. It answers for an instant; whoever acts on it asks again while the item's row is held.
 */
export async function due(house: House, ask: DueAsk): Promise<Due[]> {
  const rows = await selectStanding(house.db, house.siteId, {
    ...(ask.itemIds === undefined
      ? { dueBeforeMs: ask.nowMs, states: living }
      : { ids: ask.itemIds }),
    class: ask.class,
    most: ask.itemIds?.length ?? limits.dueItems,
  });
  return judgeRows(house, rows, ask.nowMs);
}

const living = ["kept", "held", "due", "archived", "archived-held", "in-destruction"] as const;

export async function judgeRows(
  house: House,
  rows: readonly StandingRow[],
  nowMs: number,
): Promise<Due[]> {
  const itemIds = rows.map((row) => row.item_id);
  const claims = Map.groupBy(
    await selectClaims(house.db, { itemIds, live: true }),
    (claim) => claim.item_id,
  );
  const asked = await requests.askedLessons(
    house,
    rows.flatMap((row) => row.home_id ?? []),
  );
  return rows.map((row) => {
    const underRequest = row.home_id !== null && asked.has(row.home_id);
    const facts = (claims.get(row.item_id) ?? []).map(factOf);
    const said = judge({ state: row.state, underRequest }, facts, nowMs);
    return {
      itemId: row.item_id,
      homeId: row.home_id,
      eligible: said.eligible,
      why: said.why,
      minUntilMs: said.minUntilMs,
      deleteByMs: said.deleteByMs,
      class: row.class,
    };
  });
}
