import type { PersonActor } from "../../contract/actor.ts";
import type { Role } from "../../contract/roles.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { type Look, type LookAsk, type LookDecision, decideLook } from "../../kernel/access.ts";
import type { House } from "../../platform/house.ts";
import { type LessonFacts, lessonById, visits } from "../lessons/index.ts";
import { venueScope } from "../people/index.ts";
import { cameras } from "../places/index.ts";
import { lentLooks } from "./lent-looks.ts";

/** Who wants to look, as far as the rule cares. */
export interface WhoLooks {
  readonly accountId: string;
  readonly role: Role;
}

export interface LookWish {
  readonly lessonId: string;
  readonly purpose: string | null;
  /** An instant of the visit a candidate wants to see, where there are several. */
  readonly atMs?: number | undefined;
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
  ask: LookWish,
): Promise<Outcome<LookRightNow>> {
  const facts = await lessonById(house, ask.lessonId);
  if (facts === undefined) return refused("not_found");
  const decision = await decide(house, who, { facts, ask });
  return decision.ok ? granted({ look: decision.value, facts }) : refused(decision.code);
}

async function decide(
  house: House,
  who: WhoLooks,
  about: { facts: LessonFacts; ask: LookWish },
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
    ownVisit: who.role === "student" ? await ownVisit(house, who.accountId, about) : undefined,
    purpose: about.ask.purpose,
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
  return stationId === undefined
    ? []
    : camerasThatStood(house, { at: { stationId }, fromMs: lesson.recordFromMs });
}

/**
 * The candidate's visit to a station of an exam that is asked for, or the first one. Where the whole room was
 * the station, all its cameras showed nobody else then.
 */
async function ownVisit(
  house: House,
  accountId: string,
  { facts, ask }: { facts: LessonFacts; ask: LookWish },
): Promise<LookAsk["ownVisit"]> {
  const { lessonId, venueId, recordFromMs: fromMs } = facts.lesson;
  const own = await visits.of(house, { lessonId, accountId });
  const { atMs } = ask;
  const asked = own.find(({ startMs, endMs }) => {
    return atMs !== undefined && startMs <= atMs && atMs < endMs;
  });
  const visit = asked ?? own[0];
  if (visit === undefined) return undefined;
  const { stationId, startMs, endMs } = visit;
  const at = stationId === null ? { venueId } : { stationId };
  return { cameraIds: await camerasThatStood(house, { at, fromMs }), span: { startMs, endMs } };
}

type Place = { readonly stationId: string } | { readonly venueId: string };

/** Cameras of a place that stood nowhere else since: one that came from elsewhere showed others before. */
async function camerasThatStood(
  house: House,
  { at, fromMs }: { readonly at: Place; readonly fromMs: number },
): Promise<string[]> {
  const listed = await cameras.list(house, { kind: "system", name: "gate" });
  if (!listed.ok) return [];
  const here = listed.value.cameras.filter((camera) =>
    "venueId" in at ? camera.venueId === at.venueId : camera.stationId === at.stationId,
  );
  const stood = await Promise.all(
    here.map(({ cameraId }) => stoodSince(house, cameraId, { at, fromMs })),
  );
  return here.flatMap(({ cameraId }, nth) => (stood[nth] === true ? [cameraId] : []));
}

/** As the ledger tells it. */
async function stoodSince(
  house: House,
  cameraId: string,
  { at, fromMs }: { readonly at: Place; readonly fromMs: number },
): Promise<boolean> {
  const history = await cameras.history(house, { kind: "system", name: "gate" }, cameraId);
  if (!history.ok) return false;
  const stoodHere = (before: Readonly<Record<string, unknown>>) =>
    "venueId" in at ? before["venueId"] === at.venueId : before["stationId"] === at.stationId;
  return history.value.changes.every(
    ({ atMs, before }) => atMs <= fromMs || before === null || stoodHere(before),
  );
}

/** The caller as the rule sees them. */
export function whoLooks({ accountId, role }: PersonActor): WhoLooks {
  return { accountId, role };
}
