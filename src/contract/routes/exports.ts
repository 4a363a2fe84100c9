import { z } from "zod";
import { ExportInput, ExportLine, ExportRead } from "../exports.ts";
import { Id } from "../ids.ts";
import { route } from "../route.ts";

const One = z.strictObject({ exportId: Id });

/** 调取件. There is no download: every way here stands behind `export.make` and a granted case. */
export const exportRoutes = {
  "exports.start": route({
    method: "POST",
    path: "/api/requests/{requestId}/exports",
    permission: "export.make",
    audit: "export.started@2",
    title: { zh: "按批准调取", en: "Take out what was granted" },
    params: z.strictObject({ requestId: Id }),
    body: ExportInput,
    /** The passphrase is told here once and nowhere else. */
    answer: z.strictObject({ export: ExportLine, passphrase: z.string().nullable() }),
  }),
  /** A still of what was granted, for whoever draws the masks. */
  "exports.still": route({
    method: "GET",
    path: "/api/requests/{requestId}/still",
    permission: "export.make",
    audit: "export.still-seen@1",
    title: { zh: "遮挡用静帧", en: "A still to draw masks on" },
    params: z.strictObject({ requestId: Id }),
    query: z.strictObject({
      lessonId: Id,
      cameraId: Id,
      atMs: z.coerce.number().int().min(0).max(8_640_000_000_000_000),
    }),
    answer: "bytes",
  }),
  /** What a granted case has recordings of: lessons, cameras and their recorded spans within the grant. */
  "exports.range": route({
    method: "GET",
    path: "/api/requests/{requestId}/range",
    permission: "export.make",
    audit: { none: "read" },
    title: { zh: "批准范围内的录像", en: "What lies within a grant" },
    params: z.strictObject({ requestId: Id }),
    answer: z.strictObject({
      lessons: z.array(
        z.strictObject({
          lessonId: Id,
          title: z.string(),
          cameras: z.array(
            z.strictObject({
              cameraId: Id,
              label: z.string(),
              spans: z.array(z.strictObject({ startMs: z.int(), endMs: z.int() })),
            }),
          ),
        }),
      ),
    }),
  }),
  "exports.list": route({
    method: "GET",
    path: "/api/exports",
    permission: "export.make",
    audit: { none: "read" },
    background: true,
    title: { zh: "调取件列表", en: "Exports" },
    query: z.strictObject({ requestId: Id.optional() }),
    answer: z.strictObject({ exports: z.array(ExportLine), ffmpeg: z.boolean() }),
  }),
  "exports.read": route({
    method: "GET",
    path: "/api/exports/{exportId}",
    permission: "export.make",
    audit: { none: "read" },
    background: true,
    title: { zh: "调取件详情与来源", en: "One export and what it was made of" },
    params: One,
    answer: ExportRead,
  }),
  /** Offered as a file under its official name; every taking is entered with digest and person. */
  "exports.bytes": route({
    method: "GET",
    path: "/api/exports/{exportId}/file",
    permission: "export.make",
    audit: "export.taken@2",
    title: { zh: "取走调取件", en: "Take an export" },
    params: One,
    /** The registered medium it is written on, where the case's route demands one. */
    query: z.strictObject({ mediumId: Id.optional() }),
    answer: "bytes",
  }),
} as const;
