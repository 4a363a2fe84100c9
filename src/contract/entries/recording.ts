import { z } from "zod";
import { Id, Ms, Sha256Hex } from "../ids.ts";
import { BookmarkKind, LookRight, MarkCode, MarkHarm, ViewingExit } from "../looking.ts";
import { Change, Range } from "./parts.ts";

/** Places, lessons, what was recorded and who looked. */
export const recordingEntries = {
  // places
  "site.changed@1": Change,
  "venue.changed@1": Change,
  "station.changed@1": Change,
  "camera.changed@1": Change,
  "camera.tested@1": z.strictObject({
    cameraId: Id.nullable(),
    host: z.string(),
    port: z.int(),
    result: z.string().max(64),
  }),
  "camera.probed@1": z.strictObject({
    host: z.string(),
    port: z.int(),
    result: z.string().max(64),
    profiles: z.int(),
  }),
  // lessons
  "lesson.changed@1": Change,
  /** How sensitive its footage is (S3-Q2); signed where the label came down. */
  "lesson.labelled@1": Change.extend({ lessonId: Id, signatureSha256: Sha256Hex.nullable() }),
  "timetable.imported@1": z.strictObject({
    fileSha256: Sha256Hex,
    rows: z.int(),
    lessons: z.array(Id).max(5_000),
  }),
  // recording
  "plan.written@1": z.strictObject({
    serial: z.int(),
    cameras: z.int(),
    occasions: z.int(),
    sha256: Sha256Hex,
  }),
  "recorder.started@1": z.strictObject({ recorderId: Id, startedAtMs: Ms }),
  /** One Merkle root over all segments and gaps taken in this round; the list lies in the manifests. */
  "vault.round-taken@1": z.strictObject({
    roundId: Id,
    segments: z.int().min(0),
    gaps: z.int().min(0),
    sizeBytes: z.int().min(0),
    root: Sha256Hex,
  }),
  "vault.damage-found@1": z.strictObject({ segmentId: Id.nullable(), what: z.string().max(200) }),
  "clock.doubted@1": z.strictObject({ driftMs: z.int(), sealing: z.boolean() }),
  "clock.acknowledged@1": z.strictObject({ driftMs: z.int() }),
  // looking
  "viewing.opened@1": z.strictObject({
    viewingId: Id,
    lessonId: Id,
    right: z.enum(["own-lesson", "own-area", "purpose"]),
    purpose: z.string().max(64),
  }),
  /** Until now administrators and directors looked by a purpose alone; since then by a grant (C-02). */
  "viewing.opened@2": z.strictObject({
    viewingId: Id,
    lessonId: Id,
    right: LookRight,
    purpose: z.string().max(64),
    /** The code its watermark carries. */
    code: MarkCode,
    grant: z.strictObject({ requestId: Id, serial: z.string().max(32) }).nullable(),
    /** Null: every camera of the lesson. */
    cameraIds: z.array(Id).max(64).nullable(),
  }),
  "viewing.moved@1": z.strictObject({
    viewingId: Id,
    lessonId: Id,
    toMs: Ms,
    reason: z.enum(["seek", "speed", "camera", "hls"]),
    played: z.array(Range).max(200),
  }),
  /** `played` is what the page reports, `served` what the house handed out: never less than was seen. */
  "viewing.closed@1": z.strictObject({
    viewingId: Id,
    lessonId: Id,
    exit: z.enum(["closed", "sign-out", "gone", "expired"]),
    played: z.array(Range).max(200),
    served: z.array(Range).max(200),
  }),
  "viewing.closed@2": z.strictObject({
    viewingId: Id,
    lessonId: Id,
    exit: ViewingExit,
    played: z.array(Range).max(200),
    served: z.array(Range).max(200),
  }),
  "watermark.issued@1": z.strictObject({ code: MarkCode, signInId: Id }),
  "watermark.removed@1": z.strictObject({
    code: MarkCode,
    viewingId: Id.nullable(),
    harm: MarkHarm,
  }),
  "notice.changed@1": z.strictObject({ version: z.int(), sha256: Sha256Hex }),
  "notice.accepted@1": z.strictObject({ version: z.int(), sha256: Sha256Hex }),
  "bookmark.set@1": z.strictObject({
    bookmarkId: Id,
    lessonId: Id,
    kind: BookmarkKind,
    atMs: Ms,
    cameraId: Id.nullable(),
  }),
  "bookmark.withdrawn@1": z.strictObject({ bookmarkId: Id, lessonId: Id }),
  "live.opened@1": z.strictObject({ cameraId: Id }),
  "live.closed@1": z.strictObject({ cameraId: Id, durationMs: z.int().min(0) }),
} as const;
