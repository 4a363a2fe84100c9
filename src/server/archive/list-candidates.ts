import type { PersonActor } from "../../contract/actor.ts";
import type { ArchiveCandidate } from "../../contract/archive.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { ItemLine } from "../../contract/retention.ts";
import { carrierOf, isCandidate } from "../../kernel/archive/campaign.ts";
import type { House } from "../../platform/house.ts";
import { items } from "../retention/index.ts";

/** What this December archives: everything permanent, and five years where the institution chose it. */
export async function listCandidates(
  house: House,
  actor: PersonActor,
  ask: { readonly fiveYears: boolean; readonly untilMs: number },
): Promise<Outcome<{ candidates: ArchiveCandidate[]; more: boolean }>> {
  const found: ArchiveCandidate[] = [];
  for (const name of ["P", ...(ask.fiveYears ? (["T5"] as const) : [])] as const) {
    for (let offset = 0; ;) {
      const page = await items.list(house, actor, { offset, class: name });
      if (!page.ok) return page;
      for (const item of page.value.items)
        if (item.formedMs < ask.untilMs && isCandidate(item, ask.fiveYears))
          found.push(candidateOf(item));
      offset += page.value.items.length;
      if (page.value.items.length === 0 || offset >= page.value.total) break;
      if (found.length > limits.archiveItems) break;
    }
  }
  const candidates = found.toSorted((a, b) => (a.number < b.number ? -1 : 1));
  const more = candidates.length > limits.archiveItems;
  return granted({ candidates: candidates.slice(0, limits.archiveItems), more });
}

function candidateOf(item: ItemLine): ArchiveCandidate {
  const { itemId, number, name, source, partition, formedMs } = item;
  return {
    itemId,
    number,
    name,
    source,
    class: item.class,
    partition,
    formedMs,
    carrier: carrierOf(item),
    mandatory: item.class === "P",
  };
}
