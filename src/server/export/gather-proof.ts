import type { House } from "../../platform/house.ts";
import { historyOf } from "../ledger/index.ts";
import { openPackageKey } from "../packing/index.ts";

/** The entries a package is about: the case, the order, the key, the rounds of its records. */
export async function entriesOf(
  house: House,
  of: {
    readonly exportId: string;
    readonly requestId: string;
    readonly roundIds: Iterable<string>;
  },
): Promise<string[]> {
  const ids: string[] = [(await openPackageKey(house)).entryId];
  for (const entry of (await historyOf(house, of.requestId, { most: 200 })).toReversed())
    ids.push(entry.entryId);
  const started = await historyOf(house, of.exportId, {
    kinds: ["export.started@1", "export.started@2"],
    most: 1,
  });
  ids.push(...started.map((entry) => entry.entryId));
  for (const roundId of new Set(of.roundIds)) {
    const kinds = ["vault.round-taken@1"] as const;
    const [round] = await historyOf(house, roundId, { kinds, most: 1 });
    if (round !== undefined) ids.push(round.entryId);
  }
  return [...new Set(ids)];
}
