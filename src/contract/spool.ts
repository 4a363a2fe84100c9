import { z } from "zod";
import { AudioCodec, StreamName, VideoCodec } from "./camera.ts";
import { Id, Ms, Sha256Hex } from "./ids.ts";

/**
 * What the recorder hands over, in `spool/sealed/`:
 *   <segmentId>.mp4  and  <segmentId>.segment.json   a sealed segment and its record
 *   <gapId>.gap.json                                 a sealed gap
 * The record is written last (durable), so its presence means the bytes are whole and synced.
 * All `…Ms` inside a record are whole milliseconds of the house's clock.
 */
export const gapCauses = [
  "unreachable", // no connection or no answer
  "login-refused", // the camera did not accept user and secret
  "stalled", // connected, but no bytes
  "disconnected", // the camera closed the connection or the network broke
  "packets-lost", // RTP sequence numbers were missing
  "recorder-down", // our own recorder was not running
  "disk", // the spool could not be written
  "overload", // the camera's bounded write queue was full
  "stream-changed", // wait for a key frame after new parameter sets or codec
  "late-start", // the plan asked for an earlier start than the first frame
  "unknown",
] as const;
export const GapCause = z.enum(gapCauses);
export type GapCause = z.infer<typeof GapCause>;

/** Short label of a camera as it goes into file and folder names. */
export const CameraLabel = z.string().regex(/^C[0-9]{2,4}$/);

export const OccasionRef = z.strictObject({
  kind: z.enum(["lesson", "watch"]),
  id: Id,
  /** Number of this segment within occasion, camera and stream, from 1; part of the file name (`S0007`). */
  number: z.int().min(1),
});
export type OccasionRef = z.infer<typeof OccasionRef>;

/** The camera's clock against ours, from RTCP sender reports: positive when the camera is ahead. */
export const ClockOffset = z.strictObject({ offsetMs: z.int(), reports: z.int().min(1) });
export type ClockOffset = z.infer<typeof ClockOffset>;

export const VideoTrack = z.strictObject({
  kind: z.literal("video"),
  trackId: z.literal(1),
  codec: VideoCodec,
  /** RFC 6381, as MediaSource wants it: `avc1.64001f`, `hvc1.1.6.L93.B0`. */
  codecString: z.string().max(64),
  timescale: z.literal(90_000),
  widthPixels: z.int().min(1),
  heightPixels: z.int().min(1),
  frames: z.int().min(0),
  keyFrames: z.int().min(0),
  clock: ClockOffset.optional(),
});
export const AudioTrack = z.strictObject({
  kind: z.literal("audio"),
  trackId: z.literal(2),
  codec: AudioCodec,
  /** `mp4a.40.2`, `alaw`, `ulaw`. */
  codecString: z.string().max(64),
  timescale: z.int().min(1),
  sampleRate: z.int().min(1),
  channels: z.int().min(1).max(8),
  frames: z.int().min(0),
  clock: ClockOffset.optional(),
});
export const Track = z.discriminatedUnion("kind", [VideoTrack, AudioTrack]);
export type Track = z.infer<typeof Track>;

/** One moof+mdat: exactly one GOP, so every fragment begins with a key frame. */
export const Fragment = z.strictObject({
  offsetBytes: z.int().min(0),
  sizeBytes: z.int().min(1),
  /** Start and length within the segment; `startMs + atMs` is the fragment's instant. */
  atMs: z.int().min(0),
  durationMs: z.int().min(0),
  frames: z.int().min(0),
  sha256: Sha256Hex,
});
export type Fragment = z.infer<typeof Fragment>;

export const SegmentRecord = z.strictObject({
  version: z.literal(1),
  segmentId: Id,
  siteId: Id,
  cameraId: Id,
  label: CameraLabel,
  stream: StreamName,
  /** One connection to the camera, from PLAY to its end; segments of a run join without a seam. */
  runId: Id,
  occasions: z.array(OccasionRef).min(1).max(16),
  startMs: Ms,
  endMs: Ms,
  sizeBytes: z.int().min(1),
  /** Of the whole file, so `sha256sum` alone can check it. */
  sha256: Sha256Hex,
  /** Length and digest of ftyp+moov at the head of the file. */
  init: z.strictObject({ sizeBytes: z.int().min(1), sha256: Sha256Hex }),
  tracks: z.array(Track).min(1).max(2),
  fragments: z.array(Fragment).min(1).max(100_000),
  closedBy: z.enum([
    "length",
    "occasion",
    "stream-changed",
    "disconnected",
    "recovered",
    "stopped",
    "disk",
    "overload",
  ]),
});
export type SegmentRecord = z.infer<typeof SegmentRecord>;

export const GapRecord = z.strictObject({
  version: z.literal(1),
  gapId: Id,
  siteId: Id,
  cameraId: Id,
  label: CameraLabel,
  stream: StreamName,
  occasions: z
    .array(z.strictObject({ kind: z.enum(["lesson", "watch"]), id: Id }))
    .min(1)
    .max(16),
  startMs: Ms,
  endMs: Ms,
  cause: GapCause,
  /** Counted facts: packets lost, attempts made. Never free text from a camera. */
  facts: z.record(z.string().max(32), z.int()),
});
export type GapRecord = z.infer<typeof GapRecord>;

/** `spool/state.json`, rewritten about once a second by the recorder: what it does just now. */
export const CameraState = z.strictObject({
  cameraId: Id,
  stream: StreamName,
  state: z.enum(["idle", "connecting", "recording", "lost"]),
  sinceMs: Ms,
  lastFrameAtMs: Ms.optional(),
  cause: GapCause.optional(),
  bytesPerSecond: z.int().min(0),
  framesPerSecond: z.number().min(0),
  packetsLost: z.int().min(0),
  clockOffsetMs: z.int().optional(),
  /** How far the sound lies from where it arrived with its pictures: positive when it is laid later. */
  soundOffsetMs: z.int().optional(),
  /** A track of sound is announced; when the last of it arrived. */
  sound: z.strictObject({ lastAtMs: Ms.optional() }).optional(),
  queueBytes: z.int().min(0),
  /** How the stream is made, while it flows, and what software the camera says it runs. */
  made: z
    .strictObject({
      software: z.string().max(200).optional(),
      video: z.strictObject({
        codec: VideoCodec,
        codecString: z.string().max(64),
        widthPixels: z.int().min(1),
        heightPixels: z.int().min(1),
      }),
      audio: z
        .strictObject({
          codec: AudioCodec,
          sampleRate: z.int().min(1),
          channels: z.int().min(1).max(8),
        })
        .optional(),
    })
    .optional(),
});
export type CameraState = z.infer<typeof CameraState>;
/** The overflow folder on another disk, where one is set. */
export const OverflowState = z.strictObject({
  folder: z.string().max(1_100),
  freeBytes: z.int().min(0),
  /** The spool's disk is full: new segments go here. */
  inUse: z.boolean(),
  /** Its disk is not there, or it is the spool's own. */
  problem: z.enum(["absent", "same-disk"]).optional(),
});
export type OverflowState = z.infer<typeof OverflowState>;
export const RecorderState = z.strictObject({
  version: z.literal(1),
  recorderId: Id,
  startedAtMs: Ms,
  writtenAtMs: Ms,
  planSerial: z.int().min(0),
  /** The plan on the disk cannot be used; the recorder goes on with the last good one. */
  planProblem: z.enum(["absent", "invalid"]).optional(),
  spoolFreeBytes: z.int().min(0),
  overflow: OverflowState.optional(),
  /** No place has room: what the cameras send is not kept. */
  full: z.boolean().optional(),
  cameras: z.array(CameraState),
});
export type RecorderState = z.infer<typeof RecorderState>;
