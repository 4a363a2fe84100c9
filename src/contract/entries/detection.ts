import { z } from "zod";
import { DetectionEnding, DetectionFacts, DetectionKind } from "../detection.ts";
import { Id, Ms, Sha256Hex } from "../ids.ts";

const Event = {
  eventId: Id,
  kind: DetectionKind,
  cameraId: Id,
  lessonId: Id.nullable(),
};

/** What went wrong with a camera while it was to be recorded, as the house saw it. */
export const detectionEntries = {
  "detection.began@1": z.strictObject({
    ...Event,
    beganAtMs: Ms,
    facts: DetectionFacts,
    snapshotSha256: Sha256Hex.nullable(),
  }),
  /** Again within the window in which it counts as one event. */
  "detection.returned@1": z.strictObject({ ...Event, times: z.int(), facts: DetectionFacts }),
  "detection.ended@1": z.strictObject({
    ...Event,
    ending: DetectionEnding,
    endedAtMs: Ms,
    times: z.int(),
  }),
  "detection.snapshot-seen@1": z.strictObject({ eventId: Id, cameraId: Id }),
  /** Somebody says that a camera looks as it should: how it looked before is forgotten. */
  "detection.learnt-anew@1": z.strictObject({ cameraId: Id }),
} as const;
