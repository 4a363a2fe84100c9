import { RecorderPlan } from "../../contract/plan.ts";
import { writeDurablySync } from "../../platform/durable-file.ts";
import type { House } from "../../platform/house.ts";
import { readTextIfThere } from "../../platform/text-file.ts";

export function planPath(house: House): string {
  return `${house.paths.plan}/plan.json`;
}

/** The plan the recorder reads now; undefined before the first one and for a damaged file. */
export function readPlan(house: House): RecorderPlan | undefined {
  const text = readTextIfThere(planPath(house));
  if (text === undefined) return undefined;
  try {
    return RecorderPlan.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Durable when this returns: the recorder finds the old plan or the new one, never half of one. */
export function savePlan(house: House, plan: RecorderPlan): void {
  writeDurablySync(planPath(house), `${JSON.stringify(RecorderPlan.parse(plan))}\n`);
}

/** Whether a lesson, its lead and tail included, is being recorded by this camera just now (C-49). */
export function isRecordingLesson(house: House, cameraId: string): boolean {
  const nowMs = house.clock.now();
  const camera = readPlan(house)?.cameras.find((planned) => planned.cameraId === cameraId);
  return (
    camera?.occasions.some(
      (one) => one.kind === "lesson" && one.startMs <= nowMs && nowMs < one.endMs,
    ) ?? false
  );
}
