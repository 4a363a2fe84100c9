import type { House } from "../../platform/house.ts";
import { readRecorderState } from "../../platform/spool-places.ts";
import { completion } from "../completion/index.ts";
import { lessons } from "../lessons/index.ts";
import type { Span } from "./reader.ts";

/** The recorder says every second how it is; silent for so long it does not run. */
const recorderSilentMs = 10_000;

export async function countRecording(house: House, year: Span) {
  const recorder = await readRecorderState(house);
  const held = await lessons.tally(house, year);
  const gaps = await completion.tally(house, year);
  const silent =
    recorder === undefined || house.clock.now() - recorder.writtenAtMs >= recorderSilentMs;
  return {
    recorderSilent: silent ? 1 : 0,
    lessonsHeld: held.held,
    lessonsSkills: held.skills,
    lessonsExperiment: held.experiment,
    lessonsAssessment: held.assessment,
    lessonsFirstAid: held.firstAid,
    lessonsExam: held.exams,
    lessonsExternal: held.external,
    lessonsUnfilmed: held.unfilmed,
    lessonsUnconfirmed: gaps.unconfirmed,
    gapsStanding: gaps.standing,
    missingMs: gaps.missingMs,
    gapsUnreasoned: gaps.unreasoned,
    gapsOverdue: gaps.overdue,
  };
}
