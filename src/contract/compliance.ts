import { z } from "zod";
import { ArticleKey } from "./articles.ts";
import { Ms } from "./ids.ts";
import { ArticleClass, Principle } from "./principles.ts";

export const boardStates = ["green", "red"] as const;
export const BoardState = z.enum(boardStates);
export type BoardState = z.infer<typeof BoardState>;

/** Whole numbers by name; a name ending in `Ms` is a stretch of time, one in `AtMs` an instant. */
export const BoardFigures = z.record(z.string().max(40), z.int());
export type BoardFigures = z.infer<typeof BoardFigures>;

/** A page of the web, with its question where it has one: `/registers/F-07`, `/ledger?kind=rights`. */
export const EvidencePath = z
  .string()
  .regex(/^\/[a-zA-Z0-9/_.@?=&%-]*$/)
  .max(200);

/** One live check below a principle; red where one of its faults is not zero. */
export const BoardCheck = z.strictObject({
  key: z.string().max(40),
  state: BoardState,
  figures: BoardFigures,
  /** Which of the figures make it red; empty for a green one. */
  faults: z.array(z.string().max(40)),
  path: EvidencePath,
});
export type BoardCheck = z.infer<typeof BoardCheck>;

export const BoardPrinciple = z.strictObject({
  key: Principle,
  state: BoardState,
  checks: z.array(BoardCheck),
});
export type BoardPrinciple = z.infer<typeof BoardPrinciple>;

/** One article or item with what is true of it now. `human`: no machine can say; what was done for it last. */
export const BoardArticle = z.strictObject({
  key: ArticleKey,
  article: z.int(),
  class: ArticleClass,
  state: z.enum(["green", "red", "human"]),
  figures: BoardFigures,
  faults: z.array(z.string().max(40)),
  /** The newest entry that is evidence of it; null: there never was one. */
  lastEvidenceAtMs: Ms.nullable(),
  path: EvidencePath,
});
export type BoardArticle = z.infer<typeof BoardArticle>;

export const Board = z.strictObject({
  atMs: Ms,
  principles: z.array(BoardPrinciple),
  articles: z.array(BoardArticle),
});
export type Board = z.infer<typeof Board>;

/** The questions an inspector asks, `I-01` to `I-25`. */
export const questionNumbers = [
  "I-01",
  "I-02",
  "I-03",
  "I-04",
  "I-05",
  "I-06",
  "I-07",
  "I-08",
  "I-09",
  "I-10",
  "I-11",
  "I-12",
  "I-13",
  "I-14",
  "I-15",
  "I-16",
  "I-17",
  "I-18",
  "I-19",
  "I-20",
  "I-21",
  "I-22",
  "I-23",
  "I-24",
  "I-25",
] as const;
export const QuestionNumber = z.enum(questionNumbers);
export type QuestionNumber = z.infer<typeof QuestionNumber>;

/** `lacking`: the figures say what is wrong or missing; `not-kept`: this house has no such room. */
export const answerStates = ["shown", "lacking", "not-kept"] as const;
export const AnswerState = z.enum(answerStates);
export type AnswerState = z.infer<typeof AnswerState>;

export const InspectorAnswer = z.strictObject({
  no: QuestionNumber,
  state: AnswerState,
  /** The first figure is the headline. */
  figures: BoardFigures,
  faults: z.array(z.string().max(40)),
  path: EvidencePath,
  /** Numbers of the forms that print it. */
  tables: z.array(z.string().max(8)),
});
export type InspectorAnswer = z.infer<typeof InspectorAnswer>;
