import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as under from "./route-guards.tsx";

export const checklists = createRoute({
  getParentRoute: () => under.readsScores,
  path: "/checklists",
  component: lazyRouteComponent(() => import("./scoring/checklists-page.tsx"), "ChecklistsPage"),
});
export const newChecklist = createRoute({
  getParentRoute: () => under.managesScores,
  path: "/checklists/new",
  component: lazyRouteComponent(
    () => import("./scoring/checklist-form-page.tsx"),
    "NewChecklistPage",
  ),
});
export const changeChecklist = createRoute({
  getParentRoute: () => under.managesScores,
  path: "/checklists/$checklistId",
  component: lazyRouteComponent(
    () => import("./scoring/checklist-form-page.tsx"),
    "ChangeChecklistPage",
  ),
});
export const lessonScoring = createRoute({
  getParentRoute: () => under.readsScores,
  path: "/lessons/$lessonId/scoring",
  component: lazyRouteComponent(
    () => import("./scoring/lesson-scoring-page.tsx"),
    "LessonScoringPage",
  ),
});
export const examiner = createRoute({
  getParentRoute: () => under.givesScores,
  path: "/lessons/$lessonId/scoring/$assignmentId",
  component: lazyRouteComponent(() => import("./scoring/examiner-page.tsx"), "ExaminerPage"),
});
export const debrief = createRoute({
  getParentRoute: () => under.opensViewings,
  path: "/lessons/$lessonId/debrief",
  validateSearch: (
    search: Record<string, unknown>,
  ): { attempt?: string; other?: string; at?: number } => ({
    ...(typeof search["attempt"] === "string" ? { attempt: search["attempt"] } : {}),
    ...(typeof search["other"] === "string" ? { other: search["other"] } : {}),
    ...(typeof search["at"] === "number" ? { at: search["at"] } : {}),
  }),
  component: lazyRouteComponent(() => import("./debrief/debrief-page.tsx"), "DebriefPage"),
});
export const automaticScores = createRoute({
  getParentRoute: () => under.root,
  path: "/automatic-scores",
  component: lazyRouteComponent(() => import("./scoring/formula-page.tsx"), "FormulaPage"),
});
export const exams = createRoute({
  getParentRoute: () => under.readsExams,
  path: "/exams",
  component: lazyRouteComponent(() => import("./exams/exams-page.tsx"), "ExamsPage"),
});
export const newExam = createRoute({
  getParentRoute: () => under.plansExams,
  path: "/exams/new",
  component: lazyRouteComponent(() => import("./exams/exam-form-page.tsx"), "NewExamPage"),
});
export const exam = createRoute({
  getParentRoute: () => under.plansExams,
  path: "/exams/$examId",
  component: lazyRouteComponent(() => import("./exams/exam-form-page.tsx"), "ExamPage"),
});
export const examBoard = createRoute({
  getParentRoute: () => under.readsExams,
  path: "/exams/$examId/board",
  component: lazyRouteComponent(() => import("./exams/board-page.tsx"), "BoardPage"),
});
export const examResults = createRoute({
  getParentRoute: () => under.readsExams,
  path: "/exams/$examId/results",
  component: lazyRouteComponent(() => import("./exams/results-page.tsx"), "ExamResultsPage"),
});
export const examScore = createRoute({
  getParentRoute: () => under.runsExams,
  path: "/exams/$examId/score/$assignmentId",
  component: lazyRouteComponent(() => import("./exams/exam-score-page.tsx"), "ExamScorePage"),
});
export const myExams = createRoute({
  getParentRoute: () => under.ownsExams,
  path: "/my/exams",
  component: lazyRouteComponent(() => import("./exams/my-exams-page.tsx"), "MyExamsPage"),
});
export const myScores = createRoute({
  getParentRoute: () => under.ownsScores,
  path: "/my/scores",
  component: lazyRouteComponent(() => import("./scoring/my-scores-page.tsx"), "MyScoresPage"),
});
