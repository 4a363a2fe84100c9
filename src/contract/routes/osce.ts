import { z } from "zod";
import { RosterFault } from "../attendance.ts";
import { Id, Ms } from "../ids.ts";
import { limits } from "../limits.ts";
import {
  ExamCandidate,
  ExamInput,
  ExamLine,
  ExamResult,
  ExamState,
  ExamStation,
  ExamTiming,
  ExamTrouble,
  PlaceState,
  RunAct,
  RunActKind,
} from "../osce.ts";
import { route } from "../route.ts";
import { Result, Standard } from "../scoring.ts";

const OfExam = z.strictObject({ examId: Id });
const Reason = z.string().trim().min(1).max(limits.nameCharacters);

const ExamHead = z.strictObject({
  examId: Id,
  title: z.string(),
  course: z.string(),
  startMs: Ms,
  endMs: Ms,
  state: ExamState,
  stations: z.int(),
  circuits: z.int(),
  candidates: z.int(),
  releasedAtMs: Ms.nullable(),
});

export const Exam = z.strictObject({
  examId: Id,
  version: z.int().min(1),
  state: ExamState,
  input: ExamInput,
  troubles: z.array(ExamTrouble),
  releasedAtMs: Ms.nullable(),
  /** The first act of the day has been done: nobody changes places any more. */
  begun: z.boolean(),
});
export type Exam = z.infer<typeof Exam>;

/** A candidate as the board names them; the number only to whoever may know names. */
const BoardCandidate = ExamCandidate.omit({ accountId: true });

export const ExamBoard = z.strictObject({
  examId: Id,
  title: z.string(),
  nowMs: Ms,
  plannedMs: Ms,
  /** Until then rooms are held and recorded. */
  heldToMs: Ms,
  timing: ExamTiming,
  stations: z.array(ExamStation),
  circuits: z.array(z.string()),
  candidates: z.array(BoardCandidate),
  order: z.array(Id.nullable()),
  acts: z.array(RunAct),
  places: z.array(PlaceState),
  /** Where the asking person examines. */
  own: z.array(z.strictObject({ circuit: z.int(), station: z.string() })),
  /** May mark absence and tell of trouble. */
  runs: z.boolean(),
  /** May start, pause and go on. */
  leads: z.boolean(),
});
export type ExamBoard = z.infer<typeof ExamBoard>;

/** Exams in stations: builder, run board, results (B20; S0-5.2.3, S0-5.3.2). */
export const examRoutes = {
  "exams.list": route({
    method: "GET",
    path: "/api/exams",
    permission: "exam.read",
    audit: { none: "read" },
    title: { zh: "多站考核", en: "Exams in stations" },
    answer: z.strictObject({ exams: z.array(ExamHead) }),
  }),
  "exams.read": route({
    method: "GET",
    path: "/api/exams/{examId}",
    permission: "exam.read",
    audit: { none: "read" },
    title: { zh: "考核方案", en: "One exam and what stands against it" },
    params: OfExam,
    answer: Exam,
  }),
  /** `of` null: a new one. With its version seen, so that nobody overwrites somebody's change unseen. */
  "exams.save": route({
    method: "POST",
    path: "/api/exams",
    permission: "exam.plan",
    audit: "exam.saved@1",
    title: { zh: "保存考核方案", en: "Save an exam's plan" },
    body: z.strictObject({
      of: z.strictObject({ examId: Id, version: z.int().min(1) }).nullable(),
      input: ExamInput,
    }),
    answer: Exam,
  }),
  /** multipart/form-data, one file field `file`: the roster sheet (.xlsx or .csv). Nothing is kept. */
  "exams.readCandidates": route({
    method: "POST",
    path: "/api/exams/candidates",
    permission: "exam.plan",
    audit: { none: "preview" },
    title: { zh: "读取考生名单", en: "Read a sheet of candidates" },
    upload: { largestBytes: limits.timetableBytes },
    answer: z.strictObject({
      candidates: z.array(ExamCandidate),
      faults: z.array(RosterFault),
    }),
  }),
  "exams.publish": route({
    method: "POST",
    path: "/api/exams/{examId}/publish",
    permission: "exam.plan",
    audit: "exam.published@1",
    title: { zh: "发布考核", en: "Publish an exam: rooms, recording and checklists" },
    params: OfExam,
    body: z.strictObject({ version: z.int().min(1) }),
    answer: Exam,
  }),
  "exams.withdraw": route({
    method: "POST",
    path: "/api/exams/{examId}/withdraw",
    permission: "exam.plan",
    audit: "exam.withdrawn@1",
    title: { zh: "撤回考核", en: "Withdraw an exam that has not begun" },
    params: OfExam,
    body: z.strictObject({ reason: Reason }),
    answer: Exam,
  }),
  /** Two places of the order change; in a published exam with the reason. */
  "exams.swap": route({
    method: "POST",
    path: "/api/exams/{examId}/swap",
    permission: "exam.plan",
    audit: "exam.swapped@1",
    title: { zh: "对调考生", en: "Two candidates change places" },
    params: OfExam,
    body: z.strictObject({
      first: z.int().min(0),
      second: z.int().min(0),
      reason: z.string().trim().max(limits.nameCharacters),
    }),
    answer: Exam,
  }),
  /** A candidate without account turns out to be this person. */
  "exams.claim": route({
    method: "POST",
    path: "/api/exams/{examId}/claim",
    permission: "exam.plan",
    audit: "exam.candidate-claimed@1",
    title: { zh: "考生关联账号", en: "Join a candidate with an account" },
    params: OfExam,
    body: z.strictObject({ candidateId: Id, accountId: Id }),
    answer: Exam,
  }),
  "exams.board": route({
    method: "GET",
    path: "/api/exams/{examId}/board",
    permission: "exam.read",
    audit: { none: "read" },
    title: { zh: "考场看板", en: "The run board" },
    params: OfExam,
    answer: ExamBoard,
  }),
  "exams.run": route({
    method: "POST",
    path: "/api/exams/{examId}/acts",
    permission: "exam.run",
    audit: "exam.run@1",
    title: { zh: "开考、暂停、缺考等", en: "Start, pause, absence, trouble at a station" },
    params: OfExam,
    body: z.strictObject({
      /** Made by the device: sent twice it is one act. */
      actId: Id,
      kind: RunActKind,
      candidateId: Id.nullable(),
      circuit: z.int().min(0).nullable(),
      station: ExamStation.shape.key.nullable(),
      reason: z.string().trim().max(limits.nameCharacters),
    }),
    answer: ExamBoard,
  }),
  "exams.results": route({
    method: "GET",
    path: "/api/exams/{examId}/results",
    permission: "exam.read",
    audit: { none: "read" },
    title: { zh: "考核成绩汇总", en: "Results over all stations" },
    params: OfExam,
    answer: z.strictObject({
      exam: ExamHead,
      passPercent: z.number().nullable(),
      leastStations: z.int(),
      stations: z.array(z.strictObject({ key: z.string(), name: z.string(), standard: Standard })),
      lines: z.array(ExamLine),
    }),
  }),
  "exams.resultsTable": route({
    method: "GET",
    path: "/api/exams/{examId}/results-table",
    permission: "exam.read",
    audit: "exam.exported@1",
    title: { zh: "导出考核成绩汇总表（XLSX）", en: "Results as a workbook" },
    params: OfExam,
    answer: "bytes",
  }),
  "exams.resultsSheet": route({
    method: "GET",
    path: "/api/exams/{examId}/results-sheet",
    permission: "exam.read",
    audit: "exam.exported@1",
    title: { zh: "打印考核成绩汇总表（PDF）", en: "Results as a sheet" },
    params: OfExam,
    answer: "bytes",
  }),
  "exams.release": route({
    method: "POST",
    path: "/api/exams/{examId}/release",
    permission: "exam.plan",
    audit: "exam.released@1",
    title: { zh: "发布考核成绩", en: "Release results to each candidate" },
    params: OfExam,
    body: z.strictObject({}),
    answer: z.strictObject({ releasedAtMs: Ms }),
  }),
  /** The own plan, and once released the own result; of others nothing (S0-14.2). */
  "exams.own": route({
    method: "GET",
    path: "/api/my/exams",
    permission: "exam.own",
    audit: { none: "read" },
    title: { zh: "我的考核", en: "My exams" },
    answer: z.strictObject({
      nowMs: Ms,
      exams: z.array(
        z.strictObject({
          examId: Id,
          title: z.string(),
          begun: z.boolean(),
          paused: z.boolean(),
          stops: z.array(
            z.strictObject({
              station: z.string(),
              number: z.int(),
              rest: z.boolean(),
              venue: z.string(),
              place: z.string(),
              /** Reading begins; the station itself; its end. */
              readMs: Ms,
              startMs: Ms,
              endMs: Ms,
              /** Once released: where the own seconds at this station lie; null where none were held. */
              replay: z.strictObject({ lessonId: Id, atMs: Ms }).nullable(),
            }),
          ),
          result: z
            .strictObject({
              result: ExamResult,
              percent: z.number().nullable(),
              passPercent: z.number().nullable(),
              stationsPassed: z.int(),
              stations: z.array(
                z.strictObject({
                  name: z.string(),
                  percent: z.number().nullable(),
                  result: Result,
                }),
              ),
            })
            .nullable(),
        }),
      ),
    }),
  }),
} as const;
