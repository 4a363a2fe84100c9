import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { ProblemKind } from "../../contract/readiness.ts";
import type { Severity } from "../../contract/incidents.ts";
import type { House } from "../../platform/house.ts";
import { detection } from "../detection/index.ts";
import { incidents } from "../incidents/index.ts";
import { act } from "../ledger/index.ts";
import { ownLesson, refuse } from "./of-lesson.ts";
import { insertReport } from "./readiness.store.ts";

/** What loses the record is worse than what spoils it. */
const severityOf: Readonly<Record<ProblemKind, Severity>> = {
  recording: "major",
  picture: "major",
  device: "minor",
  sound: "minor",
  network: "minor",
  other: "minor",
};

/** What ended so shortly before may be what somebody reports. */
const freshMs = 10 * 60_000;

/**
 * One tap says that something is wrong (S0-4.3d): an incident of the lesson, whose clock runs from now.
 * When the house had noticed it by itself is kept beside.
 */
export async function reportProblem(
  house: House,
  actor: PersonActor,
  ask: { readonly lessonId: string; readonly kind: ProblemKind; readonly text: string },
): Promise<Outcome<undefined>> {
  const { lessonId, kind, text } = ask;
  const own = await ownLesson(house, actor, lessonId);
  if (!own.ok) return refuse(house, actor, { kind: "problem.reported@1", lessonId, refusal: own });
  const { lesson } = own.value.facts;
  const detectedAtMs = await noticedBefore(house, actor, lessonId);
  const { incidentId } = await incidents.raise(house, {
    kind: "lesson-problem",
    severity: severityOf[kind],
    subject: { type: "lesson", id: lessonId },
    facts: {
      lesson: lesson.project,
      venue: lesson.venueName,
      problem: kind,
      ...(detectedAtMs === null ? {} : { detectedAtMs }),
    },
  });
  return act(house, actor, "problem.reported@1", async (tx) => {
    const reportId = house.newId();
    await insertReport(tx, {
      report_id: reportId,
      site_id: house.siteId,
      lesson_id: lessonId,
      kind,
      text,
      by_account: actor.accountId,
      by_name: actor.name,
      at_ms: house.clock.now(),
      incident_id: incidentId,
      detected_at_ms: detectedAtMs,
    });
    return granted({
      value: undefined,
      subject: { type: "lesson", id: lessonId },
      body: { reportId, lessonId, problem: kind, incidentId, detectedAtMs },
      personal: text === "" ? {} : { text },
    });
  });
}

async function noticedBefore(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<number | null> {
  const listed = await detection.events(house, actor, { lessonId });
  if (!listed.ok) return null;
  const nowMs = house.clock.now();
  const fresh = listed.value.events.filter(
    ({ endedAtMs }) => endedAtMs === null || nowMs - endedAtMs < freshMs,
  );
  return fresh.length === 0 ? null : Math.min(...fresh.map(({ noticedAtMs }) => noticedAtMs));
}
