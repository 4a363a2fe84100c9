import { z } from "zod";
import {
  AudioCodec,
  CameraSecret,
  CameraSource,
  CameraUser,
  CoverageKind,
  Host,
  StreamName,
  VideoCodec,
} from "../camera.ts";
import { Id, Ms } from "../ids.ts";
import { limits } from "../limits.ts";
import { route } from "../route.ts";

const PlaceName = z.string().trim().min(1).max(limits.nameCharacters);

export const Station = z.strictObject({
  stationId: Id,
  venueId: Id,
  name: z.string(),
  number: z.int(),
});
export type Station = z.infer<typeof Station>;
export const Venue = z.strictObject({
  venueId: Id,
  /** 场地编号, as it goes into official names: `1 号实训室`. */
  name: z.string(),
  area: z.string(),
  state: z.enum(["open", "closed"]),
  stations: z.array(Station),
  cameras: z.int(),
});
export type Venue = z.infer<typeof Venue>;
export const Site = z.strictObject({
  siteId: Id,
  name: z.string(),
  profile: z.string(),
  timeZone: z.string(),
  leadMs: z.int(),
  tailMs: z.int(),
  networks: z.array(z.string()),
});
export type Site = z.infer<typeof Site>;

export const CameraStream = z.strictObject({
  stream: StreamName,
  source: CameraSource,
  user: z.string(),
  hasSecret: z.boolean(),
});
export const Camera = z.strictObject({
  cameraId: Id,
  label: z.string(),
  name: z.string(),
  venueId: Id,
  stationId: Id.nullable(),
  coverage: z.array(CoverageKind),
  mode: z.enum(["lessons", "continuous"]),
  state: z.enum(["active", "retired"]),
  streams: z.array(CameraStream),
});
export type Camera = z.infer<typeof Camera>;

/** What a person types. `secret: null` keeps the stored one. */
export const StreamInput = z.strictObject({
  stream: StreamName,
  source: CameraSource,
  user: CameraUser,
  secret: CameraSecret.nullable(),
});
export const CameraInput = z.strictObject({
  name: PlaceName,
  venueId: Id,
  stationId: Id.nullable(),
  coverage: z.array(CoverageKind).min(1).max(4),
  mode: z.enum(["lessons", "continuous"]),
  streams: z.array(StreamInput).min(1).max(2),
});
export type CameraInput = z.infer<typeof CameraInput>;

/** Findings of a connection test. `picture` is init + one key-frame fragment (fMP4, base64) for the browser to show. */
export const CameraTest = z.strictObject({
  video: z.strictObject({
    codec: VideoCodec,
    codecString: z.string(),
    widthPixels: z.int(),
    heightPixels: z.int(),
    framesPerSecond: z.number(),
    keyFrameEveryMs: z.int().nullable(),
  }),
  audio: z.strictObject({ codec: AudioCodec, sampleRate: z.int(), channels: z.int() }).nullable(),
  bitsPerSecond: z.int(),
  clockOffsetMs: z.int().nullable(),
  packetsLost: z.int(),
  transport: z.enum(["tcp", "udp"]),
  connectMs: z.int(),
  picture: z.base64(),
  /** Codes of advice, words in the browser: `key-frames-far`, `h265-needs-sub-stream`, `clock-far`, `no-audio`. */
  advice: z.array(z.string().max(40)),
});
export type CameraTest = z.infer<typeof CameraTest>;

export const OnvifProfile = z.strictObject({
  token: z.string().max(64),
  name: z.string().max(120),
  codec: z.string().max(16),
  widthPixels: z.int(),
  heightPixels: z.int(),
  source: CameraSource,
});

export const placesRoutes = {
  "site.read": route({
    method: "GET",
    path: "/api/site",
    permission: "place.read",
    audit: { none: "read" },
    title: { zh: "机构", en: "Institution" },
    answer: Site,
  }),
  "site.change": route({
    method: "PUT",
    path: "/api/site",
    permission: "place.manage",
    audit: "site.changed@1",
    title: { zh: "修改机构参数", en: "Change the institution's settings" },
    body: z.strictObject({
      name: PlaceName,
      leadMs: z.int().min(0).max(7_200_000),
      tailMs: z.int().min(0).max(7_200_000),
      networks: z.array(z.string().max(64)).max(64),
    }),
    answer: Site,
  }),
  "venues.list": route({
    method: "GET",
    path: "/api/venues",
    permission: "place.read",
    audit: { none: "read" },
    title: { zh: "实训场地", en: "Venues" },
    answer: z.strictObject({ venues: z.array(Venue) }),
  }),
  "venues.add": route({
    method: "POST",
    path: "/api/venues",
    permission: "place.manage",
    audit: "venue.changed@1",
    title: { zh: "新增场地", en: "Add a venue" },
    body: z.strictObject({ name: PlaceName, area: z.string().trim().max(limits.nameCharacters) }),
    answer: Venue,
  }),
  "venues.change": route({
    method: "PUT",
    path: "/api/venues/{venueId}",
    permission: "place.manage",
    audit: "venue.changed@1",
    title: { zh: "修改场地", en: "Change a venue" },
    params: z.strictObject({ venueId: Id }),
    body: z.strictObject({
      name: PlaceName,
      area: z.string().trim().max(limits.nameCharacters),
      state: z.enum(["open", "closed"]),
    }),
    answer: Venue,
  }),
  "stations.add": route({
    method: "POST",
    path: "/api/venues/{venueId}/stations",
    permission: "place.manage",
    audit: "station.changed@1",
    title: { zh: "新增工位", en: "Add a station" },
    params: z.strictObject({ venueId: Id }),
    body: z.strictObject({ name: PlaceName, number: z.int().min(1).max(999) }),
    answer: Venue,
  }),
  "cameras.list": route({
    method: "GET",
    path: "/api/cameras",
    permission: "place.read",
    audit: { none: "read" },
    title: { zh: "摄像机", en: "Cameras" },
    answer: z.strictObject({ cameras: z.array(Camera) }),
  }),
  "cameras.add": route({
    method: "POST",
    path: "/api/cameras",
    permission: "place.manage",
    audit: "camera.changed@1",
    title: { zh: "新增摄像机", en: "Add a camera" },
    body: CameraInput,
    answer: Camera,
  }),
  "cameras.change": route({
    method: "PUT",
    path: "/api/cameras/{cameraId}",
    permission: "place.manage",
    audit: "camera.changed@1",
    title: { zh: "修改摄像机", en: "Change a camera" },
    params: z.strictObject({ cameraId: Id }),
    body: CameraInput,
    answer: Camera,
  }),
  "cameras.retire": route({
    method: "POST",
    path: "/api/cameras/{cameraId}/retire",
    permission: "place.manage",
    audit: "camera.changed@1",
    title: { zh: "停用摄像机", en: "Retire a camera" },
    params: z.strictObject({ cameraId: Id }),
    answer: Camera,
  }),
  "cameras.test": route({
    method: "POST",
    path: "/api/cameras/test",
    permission: "place.manage",
    audit: "camera.tested@1",
    title: { zh: "测试连接", en: "Test a connection" },
    /** With `cameraId` a null secret means the stored one. */
    body: z.strictObject({ cameraId: Id.nullable(), stream: StreamInput }),
    answer: CameraTest,
  }),
  "cameras.probe": route({
    method: "POST",
    path: "/api/cameras/probe",
    permission: "place.manage",
    audit: "camera.probed@1",
    title: { zh: "ONVIF 探测指定地址", en: "Probe an address by ONVIF" },
    body: z.strictObject({
      host: Host,
      port: z.int().min(1).max(65_535),
      user: CameraUser,
      secret: CameraSecret,
    }),
    answer: z.strictObject({
      maker: z.string(),
      model: z.string(),
      firmware: z.string(),
      profiles: z.array(OnvifProfile),
    }),
  }),
  "cameras.history": route({
    method: "GET",
    path: "/api/cameras/{cameraId}/history",
    permission: "place.manage",
    audit: { none: "read" },
    title: { zh: "摄像机变更记录", en: "A camera's changes" },
    params: z.strictObject({ cameraId: Id }),
    answer: z.strictObject({
      changes: z.array(
        z.strictObject({
          entryId: Id,
          atMs: Ms,
          actorName: z.string(),
          kind: z.string(),
          before: z.record(z.string(), z.unknown()).nullable(),
          after: z.record(z.string(), z.unknown()).nullable(),
        }),
      ),
    }),
  }),
} as const;
