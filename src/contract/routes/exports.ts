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
    audit: "export.started@1",
    title: { zh: "按批准调取", en: "Take out what was granted" },
    params: z.strictObject({ requestId: Id }),
    body: ExportInput,
    /** The passphrase is told here once and nowhere else. */
    answer: z.strictObject({ export: ExportLine, passphrase: z.string().nullable() }),
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
    audit: "export.taken@1",
    title: { zh: "取走调取件", en: "Take an export" },
    params: One,
    answer: "bytes",
  }),
} as const;
