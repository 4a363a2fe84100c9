import type { ActivityFamily, ActivityKind, Scene } from "../../contract/lesson.ts";
import type { CameraState, RecorderState } from "../../contract/spool.ts";
import type { NotRecording } from "../../contract/readiness.ts";

/** Whether a lesson is one of 正式考核, 抽考, 认证考试, 技能竞赛, 结业考核 (S0-5.2.3, C-15). */
export function isFormalExam(lesson: {
  readonly activity: ActivityKind;
  readonly family: ActivityFamily;
  readonly scene: Scene;
}): boolean {
  return (
    lesson.activity === "skills-exam" ||
    lesson.activity === "contest" ||
    lesson.family === "skills-assessment" ||
    lesson.scene === "final-exam" ||
    lesson.scene === "skills-contest"
  );
}

/** A recorder that has said nothing for so long says nothing of its cameras, either. */
export const recorderSilentMs = 10_000;
/** A camera in recording whose last frame is older than this sends nothing. */
export const frameOldMs = 5_000;

export type WhyNot = NotRecording["cause"];

/** Which of these cameras do not record at this moment, and why. Recording is of the main stream. */
export function notRecording<C extends { readonly cameraId: string }>(look: {
  readonly cameras: readonly C[];
  readonly recorder: RecorderState | undefined;
  readonly nowMs: number;
}): (C & { readonly cause: WhyNot })[] {
  const { cameras, recorder, nowMs } = look;
  const speaks = recorder !== undefined && nowMs - recorder.writtenAtMs < recorderSilentMs;
  return cameras.flatMap((camera) => {
    const cause = speaks ? causeOf(stateOf(recorder, camera.cameraId), nowMs) : "silent-recorder";
    return cause === undefined ? [] : [{ ...camera, cause }];
  });
}

function stateOf(recorder: RecorderState, cameraId: string): CameraState | undefined {
  const all = recorder.cameras.filter((one) => one.cameraId === cameraId);
  return all.find((one) => one.stream === "main") ?? all[0];
}

function causeOf(state: CameraState | undefined, nowMs: number): WhyNot | undefined {
  if (state === undefined) return "unknown";
  if (state.state !== "recording") return state.state;
  const { lastFrameAtMs } = state;
  return lastFrameAtMs !== undefined && nowMs - lastFrameAtMs < frameOldMs ? undefined : "lost";
}
