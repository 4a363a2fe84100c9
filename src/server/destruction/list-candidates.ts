import type { Candidate } from "../../contract/destruction.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { due, items } from "../retention/index.ts";

/**
 * What has come to the end of its term, the oldest first. What must be kept on all the same is shown
 * with its why and cannot be chosen (S0-17.1).
 */
export async function listCandidates(
  house: House,
): Promise<Outcome<{ candidates: Candidate[]; more: boolean }>> {
  const judged = await due(house, { nowMs: house.clock.now() });
  // Rolling footage goes by its standing order.
  const shown = judged.filter((item) => item.class !== "V30");
  const most = shown.slice(0, limits.pageRows);
  const found = await items.find(
    house,
    most.map((item) => item.itemId),
  );
  const lines = new Map(found.map((line) => [line.itemId, line]));
  const candidates = most.flatMap((item): Candidate[] => {
    const line = lines.get(item.itemId);
    if (line === undefined) return [];
    const { itemId, number, name, partition, formedMs } = line;
    return [
      {
        itemId,
        homeId: item.homeId,
        number,
        name,
        partition,
        class: line.class,
        formedMs,
        minUntilMs: item.minUntilMs,
        why: [...item.why],
        selectable: item.eligible && item.homeId !== null,
      },
    ];
  });
  return granted({ candidates, more: shown.length > most.length });
}
