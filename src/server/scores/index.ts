/** Scores (评分): checklists, an examiner's marks of each candidate, and what they come to (S0-5.3.2). */
import { assignChecklist, releaseResults } from "./assignments.ts";
import { listAttempts, readAttempt } from "./attempts.ts";
import { listChecklists, publishChecklist } from "./checklists.ts";
import { claimCandidate, cohortProgress, forgetNames, openCohort, reseat } from "./cohorts.ts";
import { importDeviceScore } from "./import-device-score.ts";
import { readOwnScores } from "./own-scores.ts";
import { readHistory, readLessonScoring, readSummary } from "./read-scoring.ts";
import { handInSheet, takeMarks } from "./sheets.ts";
import { printSummary } from "./summary-sheet.ts";
import { cohortSummaries } from "./summaries.ts";
import { summaryTable } from "./summary-table.ts";

export const checklists = { list: listChecklists, publish: publishChecklist };

export const scoring = {
  ofLesson: readLessonScoring,
  assign: assignChecklist,
  mark: takeMarks,
  handIn: handInSheet,
  release: releaseResults,
  summary: readSummary,
  history: readHistory,
  table: summaryTable,
  print: printSummary,
  own: readOwnScores,
  importDevice: importDeviceScore,
  attempts: listAttempts,
  attempt: readAttempt,
};

/** Candidates who are judged together over the stations of an exam; the exam itself is another room's. */
export const cohorts = {
  open: openCohort,
  reseat,
  claim: claimCandidate,
  forget: forgetNames,
  progress: cohortProgress,
  summaries: cohortSummaries,
};
