import { z } from "zod";
import { Id, Ms } from "../ids.ts";
import { limits } from "../limits.ts";
import { route } from "../route.ts";
import { PeriodTable } from "../timetable.ts";
import { Lesson, LessonInput } from "./lessons.ts";

const Span = z.strictObject({
  fromMs: z.coerce.number().int().min(0),
  toMs: z.coerce.number().int().min(0),
});

/** The timetable as a grid: its periods, lessons that are moved in it, and lessons that come weekly. */
export const timetableRoutes = {
  "periods.read": route({
    method: "GET",
    path: "/api/timetable/periods",
    permission: "place.read",
    audit: { none: "read" },
    title: { zh: "节次表", en: "Periods of the day" },
    answer: PeriodTable.extend({ version: z.int() }),
  }),
  "periods.change": route({
    method: "PUT",
    path: "/api/timetable/periods",
    permission: "lesson.plan",
    audit: "periods.changed@1",
    title: { zh: "修改节次表", en: "Change the periods" },
    body: PeriodTable.extend({ version: z.int() }),
    answer: PeriodTable.extend({ version: z.int() }),
  }),
  /** Another time or place; everything else of the lesson stays. */
  "lessons.move": route({
    method: "PUT",
    path: "/api/lessons/{lessonId}/place",
    permission: "lesson.plan",
    audit: "lesson.changed@1",
    title: { zh: "调课", en: "Move a lesson" },
    params: z.strictObject({ lessonId: Id }),
    body: z.strictObject({ startMs: Ms, endMs: Ms, venueId: Id }),
    answer: Lesson,
  }),
  /** One lesson for each of these weeks after the typed one, at the same time of day: all or none. */
  "lessons.repeat": route({
    method: "POST",
    path: "/api/lessons/repeat",
    permission: "lesson.plan",
    audit: "lessons.repeated@1",
    title: { zh: "按周重复安排授课", en: "Plan a lesson for several weeks" },
    body: z.strictObject({
      lesson: LessonInput,
      weeks: z.array(z.int().min(0).max(limits.repeatWeeks)).min(1).max(limits.repeatWeeks),
    }),
    answer: z.strictObject({ lessons: z.array(Lesson) }),
  }),
  /** External activities (S0-5.2.4), as far as whoever asks may know them. */
  "externals.list": route({
    method: "GET",
    path: "/api/external-activities",
    permission: "place.read",
    audit: { none: "read" },
    title: { zh: "对外活动清单", en: "External activities" },
    query: Span,
    answer: z.strictObject({ lessons: z.array(Lesson) }),
  }),
  "externals.table": route({
    method: "GET",
    path: "/api/external-activities/table",
    permission: "place.read",
    audit: "externals.exported@1",
    title: { zh: "导出对外活动清单", en: "External activities as a table" },
    query: Span,
    answer: "bytes",
  }),
} as const;
