import type { PersonActor } from "../../contract/actor.ts";
import { lacksAgreement } from "../../kernel/lessons/external.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import type { EntryDraft } from "../ledger/index.ts";
import { findAccounts } from "../people/index.ts";
import { tasks } from "../tasks/index.ts";
import { externalOf } from "./lesson.ts";
import type { LessonRow } from "./lessons.store.ts";

/**
 * An external session without its agreement's reference is asked of whoever planned it; with it, or
 * cancelled, nothing is open any more (S0-5.2.4). In the transaction of the change.
 */
export async function askAgreement(
  house: House,
  tx: Writing,
  change: { readonly actor: PersonActor; readonly after: LessonRow },
): Promise<EntryDraft[]> {
  const { actor, after } = change;
  const external = externalOf(after);
  const lacks = after.state === "planned" && lacksAgreement({ activity: after.activity, external });
  if (!lacks) return tasks.settleAgreement(house, tx, after.lesson_id);
  const accountId = after.planned_by ?? actor.accountId;
  const known = await findAccounts(house, [accountId]);
  return tasks.askForAgreement(house, tx, {
    subjectId: after.lesson_id,
    accountId,
    role: known.get(accountId)?.role ?? actor.role,
    about: external === null ? after.project : `${after.project} · ${external.party}`,
    neededMs: after.start_ms,
  });
}
