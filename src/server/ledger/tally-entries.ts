import type { EntryKind } from "../../contract/entries.ts";
import type { House } from "../../platform/house.ts";
import { countKinds } from "./tally.store.ts";

/**
 * How often each kind was entered in a span, and when last of all; a kind never entered is left out.
 * `most`: of a kind that comes each minute only so many newest entries are looked at.
 */
export async function tallyEntries(
  house: House,
  kinds: readonly EntryKind[],
  of: { readonly fromMs: number; readonly toMs: number; readonly most?: number },
): Promise<Map<EntryKind, { count: number; newestAtMs: number | null }>> {
  const rows = await countKinds(house.db, kinds, { ...of, most: of.most ?? null });
  const found = new Map(rows.map((row) => [row.kind, row]));
  return new Map(
    kinds.flatMap((kind) => {
      const row = found.get(kind);
      return row === undefined ? [] : [[kind, { count: row.count, newestAtMs: row.newest_ms }]];
    }),
  );
}
