import { z } from "zod";
import { DeviceScore } from "../device-scores.ts";
import { Id, Ms } from "../ids.ts";
import { limits } from "../limits.ts";
import { route } from "../route.ts";
import {
  Assignment,
  Checklist,
  ChecklistInput,
  HandIn,
  Mark,
  PassRule,
  Result,
  ScoreSheet,
  Standard,
  StepRule,
  SummaryLine,
} from "../scoring.ts";

const OfLesson = z.strictObject({ lessonId: Id });
const OfAssignment = z.strictObject({ assignmentId: Id });
const OfSheet = z.strictObject({ assignmentId: Id, studentId: Id });

/** One's own figures, without anybody else's name. */
const OwnDevice = DeviceScore.pick({
  device: true,
  mode: true,
  startedAtMs: true,
  importedAtMs: true,
  figures: true,
});

/** What one candidate got, step by step, and when each was marked. */
export const AttemptScore = z.strictObject({
  assignmentId: Id,
  checklistId: Id,
  studentId: Id,
  lessonId: Id,
  lesson: z.string(),
  startMs: Ms,
  title: z.string(),
  releasedAtMs: Ms.nullable(),
  steps: z.array(
    z.strictObject({
      itemId: z.string(),
      step: z.string(),
      points: z.number(),
      critical: z.boolean(),
      got: z.number().nullable(),
      /** When the examiner marked it: where the own replay shows it. */
      atMs: Ms.nullable(),
      /** The points came from a device. */
      automatic: z.boolean(),
      broken: z.array(z.strictObject({ rule: StepRule, lateMs: z.int() })),
    }),
  ),
  points: z.number().nullable(),
  automatic: z.number().nullable(),
  manual: z.number().nullable(),
  fullPoints: z.number(),
  percent: z.number().nullable(),
  passPercent: z.number().nullable(),
  rating: z.number().nullable(),
  result: Result,
  remarks: z.array(z.string()),
  device: OwnDevice.nullable(),
});

const Candidate = z.strictObject({
  studentId: Id,
  name: z.string(),
  group: z.string().nullable(),
  stationId: Id.nullable(),
});

/** Checklists, marks, summary sheets and own results (S0-5.3.2, S0-9.1d, S0-14.2; form F-13). */
export const scoringRoutes = {
  "checklists.list": route({
    method: "GET",
    path: "/api/checklists",
    permission: "score.read",
    audit: { none: "read" },
    title: { zh: "评分表", en: "Checklists, each in its newest version" },
    answer: z.strictObject({ checklists: z.array(Checklist) }),
  }),
  "checklists.publish": route({
    method: "POST",
    path: "/api/checklists",
    permission: "score.manage",
    audit: "checklist.published@1",
    title: { zh: "发布评分表", en: "Publish a checklist or its next version" },
    /** Null: a new one. With its version seen, so that nobody overwrites somebody's change unseen. */
    body: ChecklistInput.extend({
      of: z.strictObject({ checklistId: Id, version: z.int().min(1) }).nullable(),
    }),
    answer: Checklist,
  }),
  /** All an examiner needs to score without network: checklists, candidates, the own sheets. */
  "scoring.lesson": route({
    method: "GET",
    path: "/api/lessons/{lessonId}/scoring",
    permission: "score.read",
    audit: { none: "read" },
    title: { zh: "本批次评分", en: "Scoring of a lesson" },
    params: OfLesson,
    answer: z.strictObject({
      assignments: z.array(Assignment),
      candidates: z.array(Candidate),
      /** Of the asking examiner only. */
      sheets: z.array(ScoreSheet),
      /** Of every candidate, the newest last. */
      devices: z.array(DeviceScore),
      /** Teaches this lesson, so scores, assigns and releases. */
      examines: z.boolean(),
    }),
  }),
  "scoring.assign": route({
    method: "POST",
    path: "/api/lessons/{lessonId}/scoring",
    permission: "score.manage",
    audit: "scoring.assigned@1",
    title: { zh: "选用评分表", en: "Use a checklist in a lesson" },
    params: OfLesson,
    body: z.strictObject({
      checklistId: Id,
      stationId: Id.nullable(),
      passRule: PassRule,
    }),
    answer: Assignment,
  }),
  "scoring.mark": route({
    method: "POST",
    path: "/api/scoring/{assignmentId}/students/{studentId}/marks",
    permission: "score.give",
    audit: "score.marked@1",
    title: { zh: "评分", en: "Send marks; those already known are taken once" },
    params: OfSheet,
    body: z.strictObject({ marks: z.array(Mark).min(1).max(limits.marksSent) }),
    answer: ScoreSheet,
  }),
  "scoring.handIn": route({
    method: "POST",
    path: "/api/scoring/{assignmentId}/students/{studentId}/hand-in",
    permission: "score.give",
    audit: "score.handed-in@1",
    title: { zh: "提交评分", en: "Hand a candidate's sheet in" },
    params: OfSheet,
    body: HandIn,
    answer: ScoreSheet,
  }),
  "scoring.release": route({
    method: "POST",
    path: "/api/scoring/{assignmentId}/release",
    permission: "score.manage",
    audit: "score.released@1",
    title: { zh: "发布成绩", en: "Release results to each candidate" },
    params: OfAssignment,
    body: z.strictObject({}),
    answer: Assignment,
  }),
  "scoring.summary": route({
    method: "GET",
    path: "/api/scoring/{assignmentId}/summary",
    permission: "score.read",
    audit: { none: "read" },
    title: { zh: "成绩汇总表", en: "Summary of results" },
    params: OfAssignment,
    answer: z.strictObject({
      assignment: Assignment,
      standard: Standard,
      lines: z.array(SummaryLine),
      devices: z.array(DeviceScore),
    }),
  }),
  /** Every mark of one candidate by every examiner, old values with author and reason. */
  "scoring.history": route({
    method: "GET",
    path: "/api/scoring/{assignmentId}/students/{studentId}",
    permission: "score.read",
    audit: { none: "read" },
    title: { zh: "评分记录", en: "All marks of one candidate" },
    params: OfSheet,
    answer: z.strictObject({
      assignment: Assignment,
      candidate: Candidate,
      sheets: z.array(ScoreSheet),
      devices: z.array(DeviceScore),
    }),
  }),
  "scoring.summaryTable": route({
    method: "GET",
    path: "/api/scoring/{assignmentId}/summary-table",
    permission: "score.read",
    audit: "score.exported@1",
    title: { zh: "导出成绩汇总表（XLSX）", en: "Summary of results as a workbook" },
    params: OfAssignment,
    answer: "bytes",
  }),
  "scoring.summarySheet": route({
    method: "GET",
    path: "/api/scoring/{assignmentId}/summary-sheet",
    permission: "score.read",
    audit: "score.exported@1",
    title: { zh: "打印成绩汇总表（PDF）", en: "Summary of results as a sheet" },
    params: OfAssignment,
    answer: "bytes",
  }),
  /** A student's own released results; of others not even that they exist (S0-14.2). */
  "scoring.own": route({
    method: "GET",
    path: "/api/my/scores",
    permission: "score.own",
    audit: { none: "read" },
    title: { zh: "我的成绩", en: "My results" },
    answer: z.strictObject({
      scores: z.array(AttemptScore.extend({ releasedAtMs: Ms })),
    }),
  }),
} as const;
