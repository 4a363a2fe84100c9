import { limits } from "../../contract/limits.ts";
import { entryKinds } from "../../contract/entries.ts";
import type { House } from "../../platform/house.ts";
import { actorNameOf, entriesIn, type Entry } from "../ledger/index.ts";
import type { GrantUse } from "./access-record.ts";

export const useKinds = ["grant.used@1", "viewing.opened@2", "library.looked@1"] as const;

/**
 * Every actual use of a grant in a span, oldest first, read from the ledger itself: a line of F-09 is
 * there because the use was entered, not because somebody remembered to write it (S1-A6b).
 */
export async function listUses(
  house: House,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<GrantUse[]> {
  const most = limits.registerTableRows;
  const entries = await entriesIn(house, span, { kinds: useKinds, most });
  return entries.flatMap((entry) => useOf(entry) ?? []);
}

export function useOf(entry: Entry): GrantUse | undefined {
  const common = { entryId: entry.entryId, atMs: entry.atMs, name: actorNameOf(entry) };
  if (entry.leaf.kind === "grant.used@1") {
    const { requestId, serial, use } = entryKinds["grant.used@1"].parse(entry.leaf.body);
    return { ...common, requestId, serial, use };
  }
  if (entry.leaf.kind === "library.looked@1") {
    const { requestId, serial } = entryKinds["library.looked@1"].parse(entry.leaf.body);
    return { ...common, requestId, serial, use: "library" };
  }
  if (entry.leaf.kind !== "viewing.opened@2") return undefined;
  const { grant } = entryKinds["viewing.opened@2"].parse(entry.leaf.body);
  return grant === null ? undefined : { ...common, ...grant, use: "viewing" };
}
