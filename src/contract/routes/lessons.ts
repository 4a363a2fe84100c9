import { z } from "zod";
import { Id, Ms } from "../ids.ts";
import { Signing } from "../approval.ts";
import { ActivityFamily, ActivityKind, ExternalParty, Scene, Sensitivity } from "../lesson.ts";
import { limits } from "../limits.ts";
import { BookmarkKind } from "../looking.ts";
import { route } from "../route.ts";

const Text = z.string().trim().min(1).max(limits.nameCharacters);

export const Group = z.strictObject({ name: Text, members: z.array(Text).max(limits.rosterNames) });
const Seat = z.strictObject({ accountId: Id, stationId: Id });
export const LessonInput = z.strictObject({
  project: Text, // 实训项目
  course: Text, // 课程名称
  startMs: Ms, // 授课时段
  endMs: Ms,
  hours: z.number().min(0.5).max(24).multipleOf(0.5), // 课时数
  audiences: z.array(Text).min(1).max(20), // 参训班级
  roster: z.array(Text).max(limits.rosterNames), // 人员名单
  groups: z.array(Group).max(50), // 分组信息
  teacherIds: z.array(Id).min(1).max(10), // accounts with role teacher, the first one leads
  venueId: Id,
  activity: ActivityKind,
  family: ActivityFamily,
  scene: Scene,
  recording: z.boolean(),
  /** Accounts of students on the roster, where they have one. */
  studentIds: z.array(Id).max(limits.rosterNames),
  /** At which station a student works, for the replay of the own station; missing: as it was. */
  seats: z.array(Seat).max(limits.rosterNames).optional(),
  /** Raised here by whoever plans; lowered only with a signature. Missing: as it was. */
  sensitivity: Sensitivity.optional(),
  /** Who comes from outside (S0-5.2.4): its partition follows by itself. Missing: as it was; null: nobody. */
  external: ExternalParty.nullable().optional(),
  /** Of the library, where it was chosen from there. Missing: as it was. */
  courseId: Id.nullable().optional(),
  itemId: Id.nullable().optional(),
});
export type LessonInput = z.infer<typeof LessonInput>;

export const LessonState = z.enum(["planned", "recording", "ended", "cancelled"]);
export const Lesson = z.strictObject({
  lessonId: Id,
  officialName: z.string(),
  project: z.string(),
  course: z.string(),
  startMs: Ms,
  endMs: Ms,
  /** Span the recorder covers: lead and tail included. */
  recordFromMs: Ms,
  recordToMs: Ms,
  hours: z.number(),
  audiences: z.array(z.string()),
  roster: z.array(z.string()),
  groups: z.array(Group),
  teachers: z.array(z.strictObject({ accountId: Id, name: z.string() })),
  venueId: Id,
  venueName: z.string(),
  activity: ActivityKind,
  family: ActivityFamily,
  scene: Scene,
  recording: z.boolean(),
  sensitivity: Sensitivity,
  external: ExternalParty.nullable(),
  courseId: Id.nullable(),
  itemId: Id.nullable(),
  state: LessonState,
});
export type Lesson = z.infer<typeof Lesson>;

/** A column of the timetable sheet, its exact heading, and what was wrong with a cell. */
export const RowFault = z.strictObject({
  row: z.int(),
  column: z.string(),
  code: z.string().max(40),
  value: z.string().max(200),
});
export const PreviewRow = z.strictObject({
  row: z.int(),
  officialName: z.string(),
  startMs: Ms,
  endMs: Ms,
  venueName: z.string(),
  teacherNames: z.array(z.string()),
});
export const TimetablePreview = z.strictObject({
  previewId: Id,
  fileName: z.string().max(200),
  rows: z.array(PreviewRow),
  faults: z.array(RowFault),
  expiresAtMs: Ms,
});
export type TimetablePreview = z.infer<typeof TimetablePreview>;

export const lessonsRoutes = {
  "lessons.list": route({
    method: "GET",
    path: "/api/lessons",
    permission: "lesson.read",
    audit: { none: "read" },
    title: { zh: "授课批次", en: "Lessons" },
    query: z.strictObject({
      fromMs: z.coerce.number().int(),
      toMs: z.coerce.number().int(),
      venueId: Id.optional(),
      /** Only lessons with a bookmark of this kind. */
      bookmark: BookmarkKind.optional(),
    }),
    answer: z.strictObject({ lessons: z.array(Lesson) }),
  }),
  "lessons.read": route({
    method: "GET",
    path: "/api/lessons/{lessonId}",
    permission: "lesson.read",
    audit: { none: "read" },
    title: { zh: "授课批次详情", en: "One lesson" },
    params: z.strictObject({ lessonId: Id }),
    answer: Lesson,
  }),
  "lessons.plan": route({
    method: "POST",
    path: "/api/lessons",
    permission: "lesson.plan",
    audit: "lesson.changed@1",
    title: { zh: "安排授课", en: "Plan a lesson" },
    body: LessonInput,
    answer: Lesson,
  }),
  "lessons.change": route({
    method: "PUT",
    path: "/api/lessons/{lessonId}",
    permission: "lesson.plan",
    audit: "lesson.changed@1",
    title: { zh: "修改授课安排", en: "Change a planned lesson" },
    params: z.strictObject({ lessonId: Id }),
    body: LessonInput,
    answer: Lesson,
  }),
  "lessons.cancel": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/cancel",
    permission: "lesson.plan",
    audit: "lesson.changed@1",
    title: { zh: "取消未开始的授课", en: "Cancel a lesson that has not begun" },
    params: z.strictObject({ lessonId: Id }),
    body: z.strictObject({ reason: Text }),
    answer: Lesson,
  }),
  /** Raised by whoever plans the lesson; lowered by the first approver's signature (S3-Q2). */
  "lessons.label": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/label",
    permission: "recording.read",
    audit: "lesson.labelled@1",
    title: { zh: "调整敏感级别", en: "Change how sensitive a lesson is" },
    params: z.strictObject({ lessonId: Id }),
    body: z.strictObject({
      sensitivity: Sensitivity,
      reason: Text.max(limits.textCharacters),
      /** Null where the label is raised. */
      signing: Signing.nullable(),
    }),
    answer: Lesson,
  }),
  "teachers.list": route({
    method: "GET",
    path: "/api/teachers",
    permission: "lesson.plan",
    audit: { none: "read" },
    title: { zh: "授课教师", en: "Teachers" },
    answer: z.strictObject({
      teachers: z.array(z.strictObject({ accountId: Id, name: z.string(), login: z.string() })),
    }),
  }),
  /** Students with an account and their stations, for whoever plans the lesson. */
  "lessons.seats": route({
    method: "GET",
    path: "/api/lessons/{lessonId}/seats",
    permission: "lesson.plan",
    audit: { none: "read" },
    title: { zh: "学员账号与工位", en: "Students and their stations" },
    params: z.strictObject({ lessonId: Id }),
    answer: z.strictObject({
      seats: z.array(z.strictObject({ accountId: Id, name: z.string(), stationId: Id.nullable() })),
    }),
  }),
  "students.list": route({
    method: "GET",
    path: "/api/students",
    permission: "lesson.plan",
    audit: { none: "read" },
    title: { zh: "参训学员账号", en: "Students with an account" },
    answer: z.strictObject({
      students: z.array(z.strictObject({ accountId: Id, name: z.string(), login: z.string() })),
    }),
  }),
  /** multipart/form-data, one file field `file`: .xlsx or .csv (UTF-8 or GB18030). Nothing is imported yet. */
  "timetable.preview": route({
    method: "POST",
    path: "/api/timetable/preview",
    permission: "lesson.plan",
    audit: { none: "preview" },
    title: { zh: "课表导入预览", en: "Preview a timetable import" },
    upload: { largestBytes: limits.timetableBytes },
    answer: TimetablePreview,
  }),
  "timetable.import": route({
    method: "POST",
    path: "/api/timetable/import",
    permission: "lesson.plan",
    audit: "timetable.imported@1",
    title: { zh: "确认导入课表", en: "Import the previewed timetable" },
    body: z.strictObject({ previewId: Id }),
    answer: z.strictObject({ lessons: z.array(Lesson) }),
  }),
  /** The sheet to fill in, with its headings and an example row. */
  "timetable.template": route({
    method: "GET",
    path: "/api/timetable/template",
    permission: "lesson.plan",
    audit: { none: "read" },
    title: { zh: "课表模板", en: "Timetable template" },
    answer: "bytes",
  }),
} as const;
