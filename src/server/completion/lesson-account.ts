import type { Interruption } from "../../contract/completion.ts";
import type { LessonAccount } from "../../contract/evidence-pack.ts";
import { missingKindsOf } from "../../kernel/completion/account.ts";
import { verdictOf } from "../../kernel/completion/card.ts";
import type { House } from "../../platform/house.ts";
import type { LessonFacts } from "../lessons/index.ts";
import { homes } from "../vault/index.ts";
import { gather } from "./gather.ts";
import { interruptionsOf, saidOf } from "./read-card.ts";

/**
 * Which seconds of a lesson there are and why others are not, for whoever reads of all lessons: no roster,
 * no score, nobody's tasks.
 */
export async function accountLesson(house: House, facts: LessonFacts): Promise<LessonAccount> {
  const { lesson } = facts;
  const gathered = await gather(house, facts);
  const interruptions = await interruptionsOf(house, lesson.lessonId, gathered);
  const missingKinds = lesson.recording ? missingKindsOf(gathered.kinds) : [];
  const said = await saidOf(house, lesson.lessonId);
  const word = said.findLast((one) => one.kind === "confirmed" && one.reopenedAtMs === null);
  const [home] = await homes.tell(house, { homeIds: [lesson.lessonId] });
  const labels = new Map(gathered.cameras.map((one) => [one.cameraId, one.label]));
  return {
    lessonId: lesson.lessonId,
    officialName: lesson.officialName,
    lesson: gathered.lesson,
    recorded: lesson.recording,
    settled: gathered.settled,
    destroyedAtMs: gathered.destroyedAtMs,
    verdict: verdictOf(interruptions, missingKinds),
    missingKinds,
    cameras: gathered.cameras.map(({ label, name, coverage, expectedMs, presentMs, missing }) => ({
      label,
      name,
      coverage,
      expectedMs,
      presentMs,
      missing,
    })),
    interruptions: interruptions.map((one) => lineOf(one, labels)),
    confirmed:
      word === undefined ? null : { by: word.by, atMs: word.atMs, factsSha256: word.factsSha256 },
    manifests: home === undefined ? [] : await homes.manifests(house, home),
  };
}

function lineOf(
  one: Interruption,
  labels: ReadonlyMap<string, string>,
): LessonAccount["interruptions"][number] {
  const { cameraId, startMs, endMs, cause, reason } = one;
  return {
    label: labels.get(cameraId) ?? "",
    startMs,
    endMs,
    cause,
    reason: reason?.reason ?? null,
    text: reason?.text ?? "",
    by: reason?.by ?? "",
  };
}
