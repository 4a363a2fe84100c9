import { limits } from "../../contract/limits.ts";
import { stepItem } from "../../kernel/retention/trace-item.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import type { EntryDraft } from "../ledger/index.ts";
import { homes } from "../vault/index.ts";
import { insertClaims, selectClaims } from "./claims.store.ts";
import { furtherClaims, standingNow } from "./enrol-items.ts";
import { type ItemRow, lockItems, selectItems, selectStanding, updateItem } from "./items.store.ts";
import { settleItems, stepDraft } from "./settle-items.ts";
import { tend } from "./tend.ts";

/** What is over and has arrived is stored: its sums are read once more, and who holds it by now. */
export async function storeCollected(house: House): Promise<boolean> {
  const most = limits.enrolledAtOnce;
  const waiting = await selectItems(house.db, house.siteId, {
    states: ["collecting"],
    endedBefore: house.clock.now() - limits.collectedAfterMs,
    most,
  });
  if (waiting.length === 0) return false;
  await tend(house, async (tx) => {
    const rows = await lockItems(
      tx,
      house.siteId,
      waiting.map((row) => row.item_id),
    );
    return { enrolled: 0, drafts: await storeAll(house, tx, rows) };
  });
  return waiting.length === most;
}

export async function storeAll(
  house: House,
  tx: Writing,
  rows: readonly ItemRow[],
): Promise<EntryDraft[]> {
  const collecting = rows.filter((row) => row.state === "collecting");
  const homeIds = collecting.flatMap((row) => row.home_id ?? []);
  const sums = new Map((await homes.tell(house, { homeIds })).map((home) => [home.homeId, home]));
  const standing = await standingNow(house, tx);
  const known = Map.groupBy(
    await selectClaims(tx, { itemIds: collecting.map((row) => row.item_id), live: false }),
    (claim) => claim.item_id,
  );
  const drafts: EntryDraft[] = [];
  const stored: ItemRow[] = [];
  for (const row of collecting) {
    const to = stepItem(row.kind, row.state, "store");
    if (to === undefined) continue;
    const home = row.home_id === null ? undefined : sums.get(row.home_id);
    const now = home === undefined ? {} : { cameras: [...home.labels], size_bytes: home.sizeBytes };
    await updateItem(tx, row.item_id, { ...now, state: to, state_at_ms: house.clock.now() });
    const whole = { ...row, ...now, state: to };
    const more = { standing, known: known.get(row.item_id) ?? [] };
    await insertClaims(tx, furtherClaims(house, whole, more));
    drafts.push(stepDraft(row, { act: "store", from: row.state, to }, null));
    stored.push(whole);
  }
  return [...drafts, ...(await settleItems(house, tx, { items: stored, causeId: null }))];
}

/** What every claim has let go of is due for review: nothing more happens to it by itself. */
export async function fallDue(house: House): Promise<boolean> {
  const most = limits.enrolledAtOnce;
  const due = await selectStanding(house.db, house.siteId, {
    states: ["kept"],
    held: false,
    dueBeforeMs: house.clock.now(),
    most,
  });
  if (due.length === 0) return false;
  await tend(house, async (tx) => {
    const items = await lockItems(
      tx,
      house.siteId,
      due.map((row) => row.item_id),
    );
    return { enrolled: 0, drafts: await settleItems(house, tx, { items, causeId: null }) };
  });
  return due.length === most;
}
