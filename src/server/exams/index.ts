/** Exams in stations (多站考核): the plan, the day, and the outcome; scoring itself belongs to scores. */
import { readBoard } from "./board.ts";
import { claimCandidate, swapCandidates, withdrawExam } from "./change-published.ts";
import { readOwnExams } from "./own-exams.ts";
import { forgetCandidates } from "./forget-candidates.ts";
import { noteAttendance } from "./note-attendance.ts";
import { publishExam } from "./publish-exam.ts";
import { readCandidates } from "./read-candidates.ts";
import { listExams, readExam } from "./read-exams.ts";
import { readResults, releaseExam } from "./results.ts";
import { resultsSheet, resultsTable } from "./results-sheet.ts";
import { runExam } from "./run-exam.ts";
import { saveExam } from "./save-exam.ts";

export const exams = {
  list: listExams,
  read: readExam,
  readCandidates,
  save: saveExam,
  publish: publishExam,
  withdraw: withdrawExam,
  swap: swapCandidates,
  claim: claimCandidate,
  board: readBoard,
  run: runExam,
  results: readResults,
  table: resultsTable,
  sheet: resultsSheet,
  release: releaseExam,
  own: readOwnExams,
  /** A job of the house. */
  noteAttendance,
  forget: forgetCandidates,
};
