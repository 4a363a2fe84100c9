import type { PersonActor } from "../../contract/actor.ts";
import type { Sensitivity } from "../../contract/lesson.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Lesson } from "../../contract/routes/lessons.ts";
import { isAbove } from "../../kernel/sensitivity.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { knownFor, lessonOf, lessonSnapshot } from "./lesson.ts";
import { lockLesson, selectLessons, updateLabel } from "./lessons.store.ts";

export interface Labelling {
  readonly lessonId: string;
  readonly sensitivity: Sensitivity;
  readonly reason: string;
  /** Digest of the signature by which the first approver lowers it; null where it is raised. */
  readonly signatureSha256: string | null;
}

/**
 * Labels a lesson's footage, at any time of its life (S3-Q2). Without a signature it only goes up; who may
 * do either has been judged by the room that knows the posts.
 */
export async function labelLesson(
  house: House,
  actor: PersonActor,
  ask: Labelling,
): Promise<Outcome<Lesson>> {
  const { lessonId, sensitivity, reason, signatureSha256 } = ask;
  const [now] = await selectLessons(house.db, house.siteId, { ids: [lessonId] });
  if (now === undefined) return refused("not_found");
  const known = await knownFor(house, [now]);
  return act(house, actor, "lesson.labelled@1", async (tx) => {
    const before = await lockLesson(tx, house.siteId, lessonId);
    if (before === undefined) return refused("not_found");
    if (before.sensitivity === sensitivity) return refused("conflict", { sensitivity });
    if (isAbove(before.sensitivity, sensitivity) && signatureSha256 === null)
      return refused("label_lowered");
    await updateLabel(tx, lessonId, sensitivity);
    const after = { ...before, sensitivity };
    return granted({
      value: lessonOf(house, after, known),
      subject: { type: "lesson", id: lessonId },
      body: {
        lessonId,
        before: lessonSnapshot(before),
        after: lessonSnapshot(after),
        signatureSha256,
      },
      personal: { reason },
    });
  });
}
