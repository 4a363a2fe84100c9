/** Scores (评分): checklists, an examiner's marks of each candidate, and what they come to (S0-5.3.2). */
import { assignChecklist, releaseResults } from "./assignments.ts";
import { listChecklists, publishChecklist } from "./checklists.ts";
import { readOwnScores } from "./own-scores.ts";
import { readHistory, readLessonScoring, readSummary } from "./read-scoring.ts";
import { handInSheet, takeMarks } from "./sheets.ts";
import { printSummary } from "./summary-sheet.ts";
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
};
