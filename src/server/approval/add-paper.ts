import type { PersonActor } from "../../contract/actor.ts";
import type { RequestCase } from "../../contract/approval.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { findPapers, isKeeper } from "../papers/index.ts";
import { canDo } from "./case-view.ts";
import { insertPaper } from "./cases.store.ts";
import { changeCase } from "./change-case.ts";

const papersMost = 40;

/** Adds a paper its adder kept: who asked while the case is open, who handles it at any time. */
export async function addPaper(
  house: House,
  actor: PersonActor,
  ask: { readonly requestId: string; readonly paperId: string },
): Promise<Outcome<RequestCase>> {
  const { requestId, paperId } = ask;
  const own = await isKeeper(house, actor.accountId, paperId);
  const [paper] = own ? await findPapers(house, [paperId]) : [];
  const at = { requestId, kind: "request.paper-added@1" as const };
  return changeCase(house, actor, at, async (tx, one, reading) => {
    if (paper === undefined) return refused("not_found");
    if (!canDo(one, reading).includes("add-paper"))
      return refused(one.row.filed_by === actor.accountId ? "request_not_open" : "not_permitted");
    if (one.papers.some((known) => known.paper_id === paperId) || one.papers.length >= papersMost)
      return refused("conflict");
    await insertPaper(tx, {
      request_id: requestId,
      site_id: house.siteId,
      paper_id: paperId,
      kind: paper.kind,
      added_by: actor.accountId,
      added_at_ms: house.clock.now(),
    });
    return granted({ body: { requestId, paperId } });
  });
}
