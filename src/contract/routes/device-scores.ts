import { z } from "zod";
import { DeviceImport, DeviceScore } from "../device-scores.ts";
import { Id } from "../ids.ts";
import { route } from "../route.ts";

/** Automatic scores (系统自动评分, S0-5.3.2): what a manikin measured of one candidate. */
export const deviceScoresRoutes = {
  "scoring.import": route({
    method: "POST",
    path: "/api/scoring/{assignmentId}/students/{studentId}/device",
    permission: "score.import",
    audit: "score.imported@1",
    title: { zh: "导入设备评分数据", en: "Import what a device measured of a candidate" },
    params: z.strictObject({ assignmentId: Id, studentId: Id }),
    body: DeviceImport,
    answer: DeviceScore,
  }),
} as const;
