import { z } from "zod";
import { limits } from "./limits.ts";

/** What a camera is there to show (requirement S0-5.2.1): 实训场地, 操作工位, 学员动作, 教师指导. */
export const coverageKinds = ["venue", "station", "trainee", "teacher"] as const;
export const CoverageKind = z.enum(coverageKinds);
export type CoverageKind = z.infer<typeof CoverageKind>;

export const StreamName = z.enum(["main", "sub"]);
export type StreamName = z.infer<typeof StreamName>;

/** A host name or address as typed by a person; which networks it may reach is decided by the allow list. */
export const Host = z
  .string()
  .min(1)
  .max(253)
  .regex(
    /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*|\[?[0-9A-Fa-f:]{2,45}\]?)$/,
  );

/** Path and query of a stream, never a scheme, host or credential. Printable ASCII without space, quote or angle bracket. */
export const StreamPath = z
  .string()
  .max(1_024)
  .regex(/^\/[!#-;=?-~]*$/);

/** Where a camera's stream comes from: a typed object, never a free URL (security classes 2 and 3). */
export const CameraSource = z.strictObject({
  scheme: z.enum(["rtsp", "rtsps"]),
  host: Host,
  port: z.int().min(1).max(65_535),
  path: StreamPath,
  transport: z.enum(["auto", "tcp", "udp"]),
});
export type CameraSource = z.infer<typeof CameraSource>;

export const CameraUser = z
  .string()
  .max(limits.loginCharacters)
  .regex(/^[^\u0000-\u001f:]*$/);
export const CameraSecret = z
  .string()
  .max(256)
  .regex(/^[^\u0000-\u001f]*$/);

export const videoCodecs = ["h264", "h265"] as const;
export const audioCodecs = ["aac", "pcma", "pcmu"] as const;
export const VideoCodec = z.enum(videoCodecs);
export const AudioCodec = z.enum(audioCodecs);
export type VideoCodec = z.infer<typeof VideoCodec>;
export type AudioCodec = z.infer<typeof AudioCodec>;
