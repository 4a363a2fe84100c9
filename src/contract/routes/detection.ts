import { z } from "zod";
import { CameraWatch, DetectionEvent, DetectionKind } from "../detection.ts";
import { Id } from "../ids.ts";
import { route } from "../route.ts";

/** What is wrong with the cameras, now and before (S0-4.3b, S0-5.4.2). */
export const detectionRoutes = {
  "detection.now": route({
    method: "GET",
    path: "/api/detection",
    permission: "detection.read",
    audit: { none: "read" },
    background: true,
    title: { zh: "画面检测现状", en: "How each camera is seen now" },
    answer: z.strictObject({ decoder: z.boolean(), cameras: z.array(CameraWatch) }),
  }),
  "detection.events": route({
    method: "GET",
    path: "/api/detection-events",
    permission: "detection.read",
    audit: { none: "read" },
    title: { zh: "画面检测事件", en: "Events of detection" },
    query: z.strictObject({
      cameraId: Id.optional(),
      lessonId: Id.optional(),
      kind: DetectionKind.optional(),
      beforeMs: z.coerce.number().int().optional(),
    }),
    answer: z.strictObject({ events: z.array(DetectionEvent), more: z.boolean() }),
  }),
  "detection.snapshot": route({
    method: "GET",
    path: "/api/detection-events/{eventId}/snapshot",
    permission: "detection.read",
    audit: "detection.snapshot-seen@1",
    title: { zh: "检测事件截图", en: "Snapshot of an event" },
    params: z.strictObject({ eventId: Id }),
    answer: "bytes",
  }),
  "detection.learn-anew": route({
    method: "POST",
    path: "/api/cameras/{cameraId}/reference",
    permission: "place.manage",
    audit: "detection.learnt-anew@1",
    title: { zh: "重新学习画面", en: "Learn a camera's picture anew" },
    params: z.strictObject({ cameraId: Id }),
    answer: z.strictObject({}),
  }),
} as const;
