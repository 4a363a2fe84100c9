import { z } from "zod";
import { Office } from "../appointments.ts";
import { CoverageKind, StreamName } from "../camera.ts";
import { MadeOf } from "../exports.ts";
import { Id, Ms, Sha256Hex } from "../ids.ts";
import { LookRight, MarkCode } from "../looking.ts";
import { Purpose } from "../purposes.ts";
import { route } from "../route.ts";
import { CameraState, GapCause, SegmentRecord, Track } from "../spool.ts";

export const Span = z.strictObject({ startMs: Ms, endMs: Ms });
export const Gap = z.strictObject({
  gapId: Id.nullable(),
  startMs: Ms,
  endMs: Ms,
  cause: GapCause,
  facts: z.record(z.string(), z.int()),
});
export type Gap = z.infer<typeof Gap>;

/** One camera's row of a lesson's timeline: run-length, its cost is that of its gaps. */
export const CameraLine = z.strictObject({
  cameraId: Id,
  label: z.string(),
  name: z.string(),
  coverage: z.array(CoverageKind),
  streams: z.array(
    z.strictObject({
      stream: StreamName,
      tracks: z.array(Track),
      recorded: z.array(Span),
      gaps: z.array(Gap),
    }),
  ),
});
export type CameraLine = z.infer<typeof CameraLine>;

export const LessonTimeline = z.strictObject({
  lessonId: Id,
  span: Span,
  lesson: Span,
  nowMs: Ms,
  cameras: z.array(CameraLine),
  /** Seconds per coverage kind: expected, recorded. */
  coverage: z.array(
    z.strictObject({
      kind: CoverageKind,
      cameras: z.int(),
      expectedMs: z.int(),
      recordedMs: z.int(),
    }),
  ),
  sealed: z.boolean(),
  /** The footage was destroyed in due form: what was recorded is known and can be seen no more. */
  destroyedAtMs: Ms.nullable(),
});
export type LessonTimeline = z.infer<typeof LessonTimeline>;

export const PlaySegment = z.strictObject({
  segmentId: Id,
  cameraId: Id,
  stream: StreamName,
  startMs: Ms,
  endMs: Ms,
  sizeBytes: z.int(),
  init: SegmentRecord.shape.init,
  tracks: SegmentRecord.shape.tracks,
  fragments: SegmentRecord.shape.fragments,
});
export type PlaySegment = z.infer<typeof PlaySegment>;

export const ViewingOpened = z.strictObject({
  viewingId: Id,
  lessonId: Id,
  /** Official name of the lesson: who looks by a grant may not read the lesson itself. */
  title: z.string(),
  right: LookRight,
  /** Running number of the request behind a grant. */
  serial: z.string().nullable(),
  openedAtMs: Ms,
  expiresAtMs: Ms,
  /** What may be seen; null cameras: all of them. */
  span: Span,
  cameraIds: z.array(Id).nullable(),
  /** Name, account and terminal for the line people read, and the code for the hidden one. */
  watermark: z.string(),
  code: MarkCode,
});
export type ViewingOpened = z.infer<typeof ViewingOpened>;

/** Everything a browser needs to check one segment by itself, with the code of `kernel/ledger`. */
export const SegmentProof = z.strictObject({
  segmentId: Id,
  /** Path below the vault, the official name last. */
  vaultPath: z.string(),
  officialName: z.string(),
  /** Exact canonical text of the sealed record; its leaf hash is in the round. */
  recordText: z.string(),
  round: z.strictObject({
    roundId: Id,
    index: z.int(),
    size: z.int(),
    path: z.array(Sha256Hex),
    root: Sha256Hex,
  }),
  entry: z.strictObject({ index: z.int(), leaf: z.string() }).nullable(),
  /** Inclusion path of the entry in the tree of the checkpoint, base64 hashes; null until published. */
  inclusion: z.array(z.string()).nullable(),
  checkpoint: z.string().nullable(),
  /** Signed-note verifier key of this house's ledger: `name+hash+key`. */
  verifierKey: z.string(),
});
export type SegmentProof = z.infer<typeof SegmentProof>;

const Viewing = z.strictObject({ viewingId: Id });

export const recordingRoutes = {
  "timeline.read": route({
    method: "GET",
    path: "/api/lessons/{lessonId}/timeline",
    permission: "viewing.open",
    audit: { none: "read" },
    background: true,
    title: { zh: "授课录像时间轴", en: "A lesson's timeline" },
    params: z.strictObject({ lessonId: Id }),
    query: z.strictObject({ atMs: z.coerce.number().int().min(0).optional() }),
    answer: LessonTimeline,
  }),
  "viewing.open": route({
    method: "POST",
    path: "/api/viewings",
    permission: "viewing.open",
    audit: "viewing.opened@1",
    title: { zh: "开始查阅", en: "Open a viewing" },
    body: z.strictObject({
      lessonId: Id,
      purpose: Purpose.nullable(),
      /** An instant of the own visit to a station of an exam, where there are several. */
      atMs: Ms.optional(),
    }),
    answer: ViewingOpened,
  }),
  "viewing.move": route({
    method: "POST",
    path: "/api/viewings/{viewingId}/moves",
    permission: "viewing.open",
    audit: "viewing.moved@1",
    title: { zh: "记录跳转与已播放区间", en: "Report a seek and what was played" },
    params: Viewing,
    body: z.strictObject({
      toMs: Ms,
      reason: z.enum(["seek", "speed", "camera"]),
      played: z
        .array(z.strictObject({ cameraId: Id, stream: StreamName, startMs: Ms, endMs: Ms }))
        .max(200),
    }),
    answer: z.strictObject({ noted: z.literal(true) }),
  }),
  "viewing.close": route({
    method: "POST",
    path: "/api/viewings/{viewingId}/close",
    permission: "viewing.open",
    whileLocked: true,
    audit: "viewing.closed@1",
    title: { zh: "结束查阅", en: "Close a viewing" },
    params: Viewing,
    body: z.strictObject({
      played: z
        .array(z.strictObject({ cameraId: Id, stream: StreamName, startMs: Ms, endMs: Ms }))
        .max(200),
    }),
    answer: z.strictObject({ playedMs: z.int() }),
  }),
  "viewing.segments": route({
    method: "GET",
    path: "/api/viewings/{viewingId}/segments",
    permission: "viewing.open",
    audit: { none: "read" },
    background: true,
    title: { zh: "查阅区间的片段索引", en: "Fragment index of a span" },
    params: Viewing,
    query: z.strictObject({
      cameraId: Id,
      stream: StreamName,
      fromMs: z.coerce.number().int(),
      toMs: z.coerce.number().int(),
    }),
    answer: z.strictObject({ segments: z.array(PlaySegment) }),
  }),
  /** Bytes of one segment; a single `Range` is honoured. `no-store`, sandboxed, never inline as a document. */
  "viewing.bytes": route({
    method: "GET",
    path: "/api/viewings/{viewingId}/segments/{segmentId}.mp4",
    permission: "viewing.open",
    audit: { none: "read" },
    background: true,
    title: { zh: "读取片段字节", en: "Bytes of a segment" },
    params: z.strictObject({ viewingId: Id, segmentId: Id }),
    answer: "bytes",
  }),
  "viewing.playlist": route({
    method: "GET",
    path: "/api/viewings/{viewingId}/cameras/{cameraId}/{stream}/{hourMs}.m3u8",
    permission: "viewing.open",
    audit: "viewing.moved@1",
    background: true,
    title: { zh: "一小时 HLS 播放列表", en: "HLS playlist of one hour" },
    params: z.strictObject({
      viewingId: Id,
      cameraId: Id,
      stream: StreamName,
      hourMs: z.coerce.number().int(),
    }),
    answer: "text",
  }),
  "proof.segment": route({
    method: "GET",
    path: "/api/viewings/{viewingId}/segments/{segmentId}/proof",
    permission: "viewing.open",
    audit: { none: "read" },
    title: { zh: "片段证据", en: "Proof of a segment" },
    params: z.strictObject({ viewingId: Id, segmentId: Id }),
    answer: SegmentProof,
  }),
  "lesson.lookers": route({
    method: "GET",
    path: "/api/lessons/{lessonId}/lookers",
    permission: "lookers.read",
    audit: { none: "read" },
    title: { zh: "谁查阅过", en: "Who looked" },
    params: z.strictObject({ lessonId: Id }),
    answer: z.strictObject({
      /** The lesson's official name; null where there is none. */
      title: z.string().nullable(),
      lookers: z.array(
        z.strictObject({
          viewingId: Id,
          name: z.string(),
          role: z.string(),
          openedAtMs: Ms,
          closedAtMs: Ms.nullable(),
          right: z.string(),
          /** Running number of the request behind a grant. */
          serial: z.string().nullable(),
          purpose: z.string(),
          terminal: z.string(),
          exit: z.string().nullable(),
          playedMs: z.int(),
          /** What was shown, cameras put together. */
          played: z.array(Span),
        }),
      ),
      /** Copies made of it, newest first; null to those who do not read the registers. */
      made: z.array(MadeOf).nullable(),
    }),
  }),
  /**
   * WebSocket. First message: JSON `LiveHello`. Then binary fMP4: the init segment, the cached GOP, then
   * one moof+mdat per frame. A slow viewer is moved to the next key frame; `{"skipped":n}` says so.
   */
  "live.watch": route({
    method: "GET",
    path: "/api/live/{cameraId}",
    permission: "live.watch",
    audit: "live.opened@1",
    background: true,
    title: { zh: "实时画面", en: "Live view" },
    params: z.strictObject({ cameraId: Id }),
    answer: "socket",
  }),
} as const;

export const LiveHello = z.strictObject({
  version: z.literal(1),
  codecString: z.string(),
  stream: StreamName,
  widthPixels: z.int(),
  heightPixels: z.int(),
  audio: z.string().nullable(),
});
export type LiveHello = z.infer<typeof LiveHello>;

export const BoardTile = z.strictObject({
  venueId: Id,
  venueName: z.string(),
  state: z.enum(["free", "recording", "recording-with-gap", "camera-lost", "offline"]),
  lesson: z
    .strictObject({
      lessonId: Id,
      project: z.string(),
      teacher: z.string(),
      startMs: Ms,
      endMs: Ms,
    })
    .nullable(),
  cameras: z.array(CameraState.extend({ label: z.string(), name: z.string() })),
});
export const Board = z.strictObject({
  nowMs: Ms,
  recorder: z.enum(["running", "silent"]),
  spoolFreeBytes: z.int(),
  vaultFreeBytes: z.int(),
  ledger: z.strictObject({ size: z.int(), publishedAtMs: Ms.nullable(), pending: z.int() }),
  waitingSegments: z.int(),
  clock: z.strictObject({ driftMs: z.int(), trusted: z.boolean() }),
  /** Nobody has acknowledged them: an institution has at least one custodian (S3-Q1). */
  vacantOffices: z.array(Office),
  venues: z.array(BoardTile),
});
export type Board = z.infer<typeof Board>;

export const boardRoutes = {
  "board.read": route({
    method: "GET",
    path: "/api/board",
    permission: "recording.read",
    audit: { none: "read" },
    background: true,
    title: { zh: "场地录制看板", en: "Room board" },
    answer: Board,
  }),
  /** The operator has looked at the time and says that it is right now: sealing goes on (C-39). */
  "clock.acknowledge": route({
    method: "POST",
    path: "/api/clock/acknowledge",
    permission: "place.manage",
    audit: "clock.acknowledged@1",
    title: { zh: "确认本机时间无误", en: "Acknowledge the house's clock" },
    answer: z.strictObject({ driftMs: z.int() }),
  }),
} as const;
