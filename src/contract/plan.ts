import { z } from "zod";
import { CameraSource, CameraUser, StreamName } from "./camera.ts";
import { Id, Ms } from "./ids.ts";

/**
 * The recorder's plan: `plan/plan.json`, written whole (durable rename) by the server, read by the
 * recorder. The recorder needs nothing else to work: no database, no server.
 */
export const Occasion = z.strictObject({
  /** `lesson`: a planned lesson with its lead and tail. `watch`: one local day of a 24-hour camera. */
  kind: z.enum(["lesson", "watch"]),
  id: Id,
  /** Half-open span in which frames belong to it, lead and tail included. */
  startMs: Ms,
  endMs: Ms,
});
export type Occasion = z.infer<typeof Occasion>;

export const PlannedStream = z.strictObject({
  stream: StreamName,
  source: CameraSource,
  user: CameraUser.optional(),
  /** Sealed by `platform/secret-box.ts`; opened only where the connection is made. */
  sealedSecret: z.string().max(2_048).optional(),
});
export type PlannedStream = z.infer<typeof PlannedStream>;

export const PlannedCamera = z.strictObject({
  cameraId: Id,
  /** Short label that goes into file names: `C03`. */
  label: z.string().regex(/^C[0-9]{2,4}$/),
  streams: z.array(PlannedStream).min(1).max(2),
  /** Sorted by start; may overlap (a tail over the next lead): a segment then belongs to both. */
  occasions: z.array(Occasion).max(10_000),
});
export type PlannedCamera = z.infer<typeof PlannedCamera>;

export const RecorderPlan = z.strictObject({
  version: z.literal(1),
  serial: z.int().min(1),
  siteId: Id,
  writtenAtMs: Ms,
  /** CIDR networks a camera may lie in; everything else is refused before a connection. */
  networks: z.array(z.string().max(64)).max(256),
  segmentTargetMs: z.int().min(1_000).max(600_000),
  cameras: z.array(PlannedCamera).max(2_000),
});
export type RecorderPlan = z.infer<typeof RecorderPlan>;

/**
 * `plan/taken.json`, written whole by the server: segments and gaps now safe in the vault and
 * committed. The recorder removes them from its spool; the server drops what has gone.
 */
export const TakenList = z.strictObject({
  version: z.literal(1),
  ids: z.array(Id).max(200_000),
});
export type TakenList = z.infer<typeof TakenList>;
