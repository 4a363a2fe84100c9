import type { Answer } from "../ask.ts";
import { queries } from "../session/queries.ts";

export type ExamNow = Answer<"exams.read">;

export const examsKey = ["exams"] as const;
export const examKey = (examId: string) => ["exam", examId] as const;

/** An exam as the house has it now, where the pages read it. */
export function placeExam(exam: ExamNow): void {
  queries.setQueryData(examKey(exam.examId), exam);
  void queries.invalidateQueries({ queryKey: examsKey });
}
