import { z } from "zod";
import { Course, CourseInput, CourseReading } from "../courses.ts";
import { Id } from "../ids.ts";
import { limits } from "../limits.ts";
import { route } from "../route.ts";

const One = z.strictObject({ courseId: Id });

/** The library of courses and what is practised in them (课程与项目库). */
export const coursesRoutes = {
  "courses.list": route({
    method: "GET",
    path: "/api/courses",
    permission: "place.read",
    audit: { none: "read" },
    title: { zh: "课程与项目库", en: "Courses and items" },
    answer: z.strictObject({ courses: z.array(Course) }),
  }),
  "courses.add": route({
    method: "POST",
    path: "/api/courses",
    permission: "lesson.plan",
    audit: "course.changed@1",
    title: { zh: "新建课程", en: "Add a course" },
    body: CourseInput,
    answer: Course,
  }),
  "courses.change": route({
    method: "PUT",
    path: "/api/courses/{courseId}",
    permission: "lesson.plan",
    audit: "course.changed@1",
    title: { zh: "修改课程", en: "Change a course" },
    params: One,
    body: z.strictObject({ version: z.int(), course: CourseInput }),
    answer: Course,
  }),
  /** Retired courses are no longer offered; what was planned from them stays. */
  "courses.retire": route({
    method: "POST",
    path: "/api/courses/{courseId}/state",
    permission: "lesson.plan",
    audit: "course.changed@1",
    title: { zh: "停用或恢复课程", en: "Retire a course, or take it back" },
    params: One,
    body: z.strictObject({ version: z.int(), retired: z.boolean() }),
    answer: Course,
  }),
  /** multipart/form-data, field `file`: .xlsx or .csv. `check` only reads it, `take` takes all of it. */
  "courses.import": route({
    method: "POST",
    path: "/api/courses/sheet/{step}",
    permission: "lesson.plan",
    audit: "courses.imported@1",
    title: { zh: "导入课程与项目", en: "Take courses from a sheet" },
    params: z.strictObject({ step: z.enum(["check", "take"]) }),
    upload: { largestBytes: limits.timetableBytes },
    answer: CourseReading,
  }),
  "courses.template": route({
    method: "GET",
    path: "/api/courses/template",
    permission: "lesson.plan",
    audit: { none: "read" },
    title: { zh: "课程与项目模板", en: "Sheet of courses to fill in" },
    answer: "bytes",
  }),
} as const;
