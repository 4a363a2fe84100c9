import type { PersonActor } from "../../contract/actor.ts";
import type { RequestCase } from "../../contract/approval.ts";
import type { EntryKind } from "../../contract/entries.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { type Written, act } from "../ledger/index.ts";
import { type Reading, sees } from "./case-view.ts";
import { type Case, lockCase, selectCases } from "./cases.store.ts";
import { readingOf, viewOf } from "./read-cases.ts";

/** What a change of a case writes beside its rows; the subject is always the request. */
export type CaseEntry<K extends EntryKind> = Omit<Written<K, undefined>, "value" | "subject">;

/** The case for somebody who sees it; for a stranger it is not there, and nothing tells of it. */
export async function seenCase(
  house: House,
  actor: PersonActor,
  requestId: string,
): Promise<Outcome<{ one: Case; reading: Reading }>> {
  const [one] = await selectCases(house.db, house.siteId, { ids: [requestId], most: 1 });
  const reading = await readingOf(house, actor);
  return one !== undefined && sees(one, reading) ? granted({ one, reading }) : refused("not_found");
}

/**
 * One change of one case, under its lock, judged on what is true inside the transaction; gives the
 * case as it then is.
 */
export async function changeCase<K extends EntryKind>(
  house: House,
  actor: PersonActor,
  at: { readonly requestId: string; readonly kind: K },
  change: (tx: Writing, one: Case, reading: Reading) => Promise<Outcome<CaseEntry<K>>>,
): Promise<Outcome<RequestCase>> {
  const seen = await seenCase(house, actor, at.requestId);
  if (!seen.ok) return seen;
  const done = await act(house, actor, at.kind, async (tx) => {
    const one = await lockCase(tx, house.siteId, at.requestId);
    if (one === undefined) return refused("not_found");
    // Through the transaction's own connection: who waits for the lock must not hold what it needs.
    const outcome = await change(tx, one, await readingOf({ ...house, db: tx }, actor));
    if (!outcome.ok) return outcome;
    const subject = { type: "request" as const, id: at.requestId };
    return granted({ value: undefined, subject, ...outcome.value });
  });
  if (!done.ok) return done;
  const [after] = await selectCases(house.db, house.siteId, { ids: [at.requestId], most: 1 });
  if (after === undefined) return refused("not_found");
  return granted(await viewOf(house, after, await readingOf(house, actor)));
}
