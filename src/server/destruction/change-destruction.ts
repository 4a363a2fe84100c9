import type { Actor, PersonActor } from "../../contract/actor.ts";
import type { DestructionCase } from "../../contract/destruction.ts";
import type { EntryKind } from "../../contract/entries.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { type Written, act } from "../ledger/index.ts";
import { readDestruction } from "./read-destructions.ts";
import { type Case, lockCase } from "./destruction.store.ts";

/** What a change of a case writes beside its rows; the subject is always the case. */
export type CaseEntry<K extends EntryKind> = Omit<Written<K, undefined>, "value" | "subject">;

export interface CaseChange<K extends EntryKind> {
  readonly caseId: string;
  readonly kind: K;
}

/** One change of one case, under its lock, judged on what is true inside the transaction. */
export function changeDestruction<K extends EntryKind>(
  house: House,
  actor: Actor,
  at: CaseChange<K>,
  change: (tx: Writing, one: Case) => Promise<Outcome<CaseEntry<K>>>,
): Promise<Outcome<undefined>> {
  return act(house, actor, at.kind, async (tx) => {
    const one = await lockCase(tx, house.siteId, at.caseId);
    if (one === undefined) return refused("not_found");
    const outcome = await change(tx, one);
    if (!outcome.ok) return outcome;
    const subject = { type: "destruction" as const, id: at.caseId };
    return granted({ value: undefined, subject, ...outcome.value });
  });
}

/** The same, and the case as it then is. */
export async function changedDestruction<K extends EntryKind>(
  house: House,
  actor: PersonActor,
  at: CaseChange<K>,
  change: (tx: Writing, one: Case) => Promise<Outcome<CaseEntry<K>>>,
): Promise<Outcome<DestructionCase>> {
  const done = await changeDestruction(house, actor, at, change);
  return done.ok ? readDestruction(house, actor, at.caseId) : done;
}
