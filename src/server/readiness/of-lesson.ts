import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { CardCamera } from "../../contract/readiness.ts";
import type { House } from "../../platform/house.ts";
import { enterRefusal } from "../ledger/index.ts";
import { type LessonFacts, lessonById, lessons } from "../lessons/index.ts";
import { venueScope } from "../people/index.ts";
import { cameras } from "../places/index.ts";
import type { Refusal } from "../../contract/outcome.ts";

/** A lesson with what its reader may do there. */
export interface OwnLesson {
  readonly facts: LessonFacts;
  readonly teaches: boolean;
  /** On duty in the room, or answers for it. */
  readonly keepsRoom: boolean;
}

/** A lesson this person may read; one that is not is as unknown as none. */
export async function ownLesson(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<OwnLesson>> {
  const read = await lessons.read(house, actor, lessonId);
  if (!read.ok) return read;
  const facts = await lessonById(house, lessonId);
  if (facts === undefined) return refused("not_found");
  const teaches = facts.lesson.teachers.some((one) => one.accountId === actor.accountId);
  // A lesson that was lent for looking is read, and is nobody's own by that.
  if (actor.role === "teacher" && !teaches) return refused("not_found");
  const scope = await venueScope(house, actor.accountId);
  return granted({ facts, teaches, keepsRoom: scope.includes(facts.lesson.venueId) });
}

/** The same for who teaches it: nobody else signs, and nobody else opens an exam. */
export async function taughtLesson(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<LessonFacts>> {
  const own = await ownLesson(house, actor, lessonId);
  if (!own.ok) return own;
  if (!own.value.teaches) return refused("not_found");
  const { state } = own.value.facts.lesson;
  return state === "cancelled" ? refused("conflict", { state }) : granted(own.value.facts);
}

/** The cameras of a lesson: those in use in its room. */
export async function camerasOf(house: House, { lesson }: LessonFacts): Promise<CardCamera[]> {
  const listed = await cameras.list(house, { kind: "system", name: "gate" });
  if (!listed.ok) return [];
  return listed.value.cameras
    .filter((camera) => camera.venueId === lesson.venueId && camera.state === "active")
    .map(({ cameraId, label, name }) => ({ cameraId, label, name }))
    .toSorted((a, b) => (a.label < b.label ? -1 : 1));
}

/** A refusal is entered; a lesson nobody knows of must not become the subject of an entry. */
export async function refuse(
  house: House,
  actor: PersonActor,
  about: {
    readonly kind: Parameters<typeof enterRefusal>[2];
    readonly lessonId: string;
    readonly refusal: Refusal;
  },
): Promise<Refusal> {
  const { kind, lessonId, refusal } = about;
  const subject =
    refusal.code === "not_found"
      ? ({ type: "account", id: actor.accountId } as const)
      : ({ type: "lesson", id: lessonId } as const);
  await enterRefusal(house, actor, kind, refusal, subject);
  return refusal;
}
