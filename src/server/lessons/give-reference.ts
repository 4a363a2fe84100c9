import type { PersonActor } from "../../contract/actor.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import type { EntryDraft } from "../ledger/index.ts";
import { askAgreement } from "./ask-agreement.ts";
import { knownFor } from "./lesson.ts";
import { lockLesson, updateLesson } from "./lessons.store.ts";
import { written } from "./plan-lesson.ts";

/**
 * An agreement was recorded for lessons: those that lacked its reference have it now, and what was asked of
 * their planners is settled (S0-5.2.4). In the transaction of whoever records it.
 */
export async function giveReference(
  house: House,
  tx: Writing,
  given: {
    readonly actor: PersonActor;
    readonly lessonIds: readonly string[];
    readonly reference: string;
  },
): Promise<EntryDraft[]> {
  const { actor, lessonIds, reference } = given;
  if (reference === "") return [];
  const drafts: EntryDraft[] = [];
  for (const lessonId of lessonIds.toSorted()) {
    const before = await lockLesson(tx, house.siteId, lessonId);
    if (before === undefined || before.external_kind === null) continue;
    if (before.external_agreement !== null || before.state === "cancelled") continue;
    const after = { ...before, external_agreement: reference };
    await updateLesson(tx, after);
    const known = await knownFor(house, [after]);
    const { value: _, ...draft } = written(house, known, { before, after });
    drafts.push({ kind: "lesson.changed@1", ...draft });
    drafts.push(...(await askAgreement(house, tx, { actor, after })));
  }
  return drafts;
}
