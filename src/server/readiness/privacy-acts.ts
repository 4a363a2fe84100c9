import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import { type Outcome, type Refusal, refused } from "../../contract/outcome.ts";
import type { PrivacyDecision } from "../../contract/readiness.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { sealing } from "../privacy/index.ts";
import { sign } from "../signing/index.ts";
import { type OwnLesson, ownLesson, refuse } from "./of-lesson.ts";

const incidentOf = (lessonId: string) =>
  ({ kind: "privacy-event", subject: { type: "lesson", id: lessonId } }) as const;

/** Who teaches the lesson, and who is on duty in its room (C-41). */
function mayDeclare({ teaches, keepsRoom }: OwnLesson): boolean {
  return teaches || keepsRoom;
}

/** An emergency: recording goes on, and from this moment nobody looks (C-41). */
export async function declarePrivacy(
  house: House,
  actor: PersonActor,
  ask: { readonly lessonId: string; readonly remark: string },
): Promise<Outcome<undefined>> {
  const { lessonId, remark } = ask;
  const own = await ownLesson(house, actor, lessonId);
  const refusal = own.ok ? declareRefusal(own.value) : own;
  if (refusal !== undefined || !own.ok)
    return refuse(house, actor, {
      kind: "privacy.declared@1",
      lessonId,
      refusal: refusal ?? refused("not_found"),
    });
  const { venueId, venueName, recordToMs, project } = own.value.facts.lesson;
  const declared = await sealing.declare(house, actor, {
    lessonId,
    venueId,
    endMs: recordToMs,
    remark,
  });
  if (!declared.ok) return declared;
  // What is sealed is sealed by now: that the director must hear of it may take its time.
  await incidents.raise(house, {
    ...incidentOf(lessonId),
    severity: "major",
    facts: { lesson: project, venue: venueName },
  });
  return { ok: true, value: undefined };
}

function declareRefusal(own: OwnLesson): Refusal | undefined {
  if (!mayDeclare(own)) return refused("not_found");
  const { state } = own.facts.lesson;
  return state === "recording" ? undefined : refused("lesson_not_running", { state });
}

/** It is over: what is recorded from now on may be looked at again. */
export async function endPrivacy(
  house: House,
  actor: PersonActor,
  ask: { readonly lessonId: string; readonly eventId: string },
): Promise<Outcome<undefined>> {
  const { lessonId } = ask;
  const own = await ownLesson(house, actor, lessonId);
  const refusal = own.ok ? (mayDeclare(own.value) ? undefined : refused("not_found")) : own;
  if (refusal !== undefined)
    return refuse(house, actor, { kind: "privacy.ended@1", lessonId, refusal });
  return sealing.end(house, actor, ask);
}

/** The director's word on what was sealed, signed. */
export async function decidePrivacy(
  house: House,
  actor: PersonActor,
  ask: {
    readonly lessonId: string;
    readonly eventId: string;
    readonly decision: PrivacyDecision;
    readonly keptUntilMs: number | null;
    readonly reason: string;
    readonly signing: Signing;
  },
): Promise<Outcome<undefined>> {
  const { signing, ...about } = ask;
  const { lessonId } = ask;
  const own = await ownLesson(house, actor, lessonId);
  if (!own.ok) return refuse(house, actor, { kind: "privacy.decided@1", lessonId, refusal: own });
  const signed = await sign(house, actor, signing);
  if (!signed.ok) return signed;
  const decided = await sealing.decide(house, actor, {
    ...about,
    signatureSha256: signed.value.sha256,
  });
  if (decided.ok) {
    const events = await sealing.ofLessons(house, [lessonId]);
    if (events.every((event) => event.decision !== null))
      await incidents.settle(house, incidentOf(lessonId));
  }
  return decided;
}
