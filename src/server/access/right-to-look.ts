import type { PersonActor } from "../../contract/actor.ts";
import type { Role } from "../../contract/roles.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { type Look, type LookDecision, decideLook } from "../../kernel/access.ts";
import type { Span } from "../../kernel/timeline.ts";
import type { House } from "../../platform/house.ts";
import { type LessonFacts, lessonById } from "../lessons/index.ts";
import { venueScope } from "../people/index.ts";
import { cameras } from "../places/index.ts";
import { lentLooks } from "./lent-looks.ts";

/** Who wants to look, as far as the rule cares. */
export interface WhoLooks {
  readonly accountId: string;
  readonly role: Role;
}

export interface LookRightNow {
  readonly look: Look;
  readonly facts: LessonFacts;
}

/**
 * What a person may see of a lesson at this instant, read anew each time: a right that changed counts
 * from the next request on (S0-9.1b).
 */
export async function rightToLook(
  house: House,
  who: WhoLooks,
  ask: { lessonId: string; purpose: string | null },
): Promise<Outcome<LookRightNow>> {
  const facts = await lessonById(house, ask.lessonId);
  if (facts === undefined) return refused("not_found");
  const decision = await decide(house, who, { facts, purpose: ask.purpose });
  return decision.ok ? granted({ look: decision.value, facts }) : refused(decision.code);
}

async function decide(
  house: House,
  who: WhoLooks,
  about: { facts: LessonFacts; purpose: string | null },
): Promise<LookDecision> {
  const { lesson, studentIds } = about.facts;
  const span = { startMs: lesson.recordFromMs, endMs: lesson.recordToMs };
  return decideLook({
    looker: { ...who, venueIds: await venueScope(house, who.accountId) },
    lesson: {
      teacherIds: lesson.teachers.map((teacher) => teacher.accountId),
      studentIds,
      venueId: lesson.venueId,
      span,
      sensitivity: lesson.sensitivity,
    },
    grants: await lentLooks(house, who.accountId, lesson.lessonId),
    stationCameraIds:
      who.role === "student" ? await stationCameras(house, who.accountId, about.facts) : [],
    purpose: about.purpose,
    nowMs: house.clock.now(),
  });
}

/** Cameras of a student's station that stood nowhere else since the lesson began (C-34). */
async function stationCameras(
  house: House,
  accountId: string,
  { lesson, seats }: LessonFacts,
): Promise<string[]> {
  const stationId = seats.get(accountId);
  if (stationId === undefined) return [];
  const gate = { kind: "system", name: "gate" } as const;
  const listed = await cameras.list(house, gate);
  if (!listed.ok) return [];
  const here = listed.value.cameras.filter((camera) => camera.stationId === stationId);
  const span: Span = { startMs: lesson.recordFromMs, endMs: lesson.recordToMs };
  const stood = await Promise.all(
    here.map(({ cameraId }) => stoodSince(house, cameraId, { stationId, fromMs: span.startMs })),
  );
  return here.flatMap(({ cameraId }, at) => (stood[at] === true ? [cameraId] : []));
}

/** As the ledger tells it: a camera that came from another station shows other people before. */
async function stoodSince(
  house: House,
  cameraId: string,
  at: { stationId: string; fromMs: number },
): Promise<boolean> {
  const history = await cameras.history(house, { kind: "system", name: "gate" }, cameraId);
  if (!history.ok) return false;
  return history.value.changes.every(
    ({ atMs, before }) =>
      atMs <= at.fromMs || before === null || before["stationId"] === at.stationId,
  );
}

/** The caller as the rule sees them. */
export function whoLooks({ accountId, role }: PersonActor): WhoLooks {
  return { accountId, role };
}
