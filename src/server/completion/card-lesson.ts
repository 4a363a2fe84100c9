import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { enterRefusal } from "../ledger/index.ts";
import { type LessonFacts, lessonById, lessons } from "../lessons/index.ts";
import { venueScope } from "../people/index.ts";

export interface CardLesson {
  readonly facts: LessonFacts;
  /** May register reasons, tasks and comments: who teaches it, who leads its venue, the administrator. */
  readonly mayKeep: boolean;
  /** May sign for it: who teaches it. */
  readonly teaches: boolean;
}

/** A lesson whose card this person may read; one that was lent for looking is not one's own. */
export async function cardLesson(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<CardLesson>> {
  const seen = await lessons.read(house, actor, lessonId);
  if (!seen.ok) return seen;
  const facts = await lessonById(house, lessonId);
  if (facts === undefined) return refused("not_found");
  const { teachers, venueId } = facts.lesson;
  const teaches =
    actor.role === "teacher" && teachers.some((one) => one.accountId === actor.accountId);
  const leads =
    actor.role === "manager" && (await venueScope(house, actor.accountId)).includes(venueId);
  const reads = teaches || leads || actor.role === "admin" || actor.role === "director";
  if (!reads) return refused("not_found");
  return granted({ facts, teaches, mayKeep: teaches || leads || actor.role === "admin" });
}

/** The same for whoever changes something; what is refused is entered. */
export async function keptLesson(
  house: House,
  actor: PersonActor,
  of: {
    readonly lessonId: string;
    readonly attempted: string;
    readonly signs?: true;
  },
): Promise<Outcome<CardLesson>> {
  const found = await cardLesson(house, actor, of.lessonId);
  if (found.ok && (of.signs === true ? found.value.teaches : found.value.mayKeep)) return found;
  const refusal = found.ok ? refused("not_found") : found;
  const subject = { type: "account" as const, id: actor.accountId };
  await enterRefusal(house, actor, of.attempted, refusal, subject);
  return refusal;
}
