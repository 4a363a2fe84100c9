/** Compliance: each article with what is true of it now, and what an inspector is answered (S0-3a). */
import { readAnswers } from "./read-answers.ts";
import { readBoard } from "./read-board.ts";

export const compliance = { board: readBoard, answers: readAnswers };
