import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import type { Sensitivity } from "../../contract/lesson.ts";
import { type Outcome, type Refusal, refused } from "../../contract/outcome.ts";
import { rolePermissions } from "../../contract/roles.ts";
import type { Lesson } from "../../contract/routes/lessons.ts";
import { isAbove } from "../../kernel/sensitivity.ts";
import type { House } from "../../platform/house.ts";
import { bodies } from "../approval/index.ts";
import { enterRefusal } from "../ledger/index.ts";
import { lessons } from "../lessons/index.ts";
import { sign } from "../signing/index.ts";

/**
 * Changes how sensitive a lesson is (S3-Q2): whoever plans lessons there raises the label; only the first
 * approver lowers it, and signs for it.
 */
export async function labelLesson(
  house: House,
  actor: PersonActor,
  ask: {
    readonly lessonId: string;
    readonly sensitivity: Sensitivity;
    readonly reason: string;
    readonly signing: Signing | null;
  },
): Promise<Outcome<Lesson>> {
  const { lessonId, sensitivity, reason, signing } = ask;
  const read = await lessons.read(house, actor, lessonId);
  if (!read.ok) return refuse(house, actor, read);
  const about = { lessonId, sensitivity, reason };
  if (!isAbove(read.value.sensitivity, sensitivity)) {
    // Whose area it is, the reading above has judged: a planner sees no other lesson.
    if (!rolePermissions[actor.role].includes("lesson.plan"))
      return refuse(house, actor, refused("not_permitted"), lessonId);
    return lessons.label(house, actor, { ...about, signatureSha256: null });
  }
  const holds = await bodies.holder(house, actor, "first");
  if (!holds.ok) return refuse(house, actor, refused("label_lowered"), lessonId);
  if (signing === null) return refuse(house, actor, refused("signature_missing"), lessonId);
  const signed = await sign(house, actor, signing);
  if (!signed.ok) return signed;
  return lessons.label(house, actor, { ...about, signatureSha256: signed.value.sha256 });
}

/** A lesson nobody knows of must not become the subject of an entry. */
async function refuse(
  house: House,
  actor: PersonActor,
  refusal: Refusal,
  lessonId?: string,
): Promise<Refusal> {
  const subject =
    lessonId === undefined
      ? { type: "account" as const, id: actor.accountId }
      : { type: "lesson" as const, id: lessonId };
  await enterRefusal(house, actor, "lesson.labelled@1", refusal, subject);
  return refusal;
}
