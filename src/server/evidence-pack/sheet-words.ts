import { z } from "zod";
import { answerStates, questionNumbers } from "../../contract/compliance.ts";
import { articleClasses, principles } from "../../contract/principles.ts";
import { ArticleKey } from "../../contract/articles.ts";
import { readShippedText } from "../../platform/text-file.ts";

const Columns = z.array(z.string());
/** Texts of the board's sheet, as the template beside this file has them. */
const Words = z.strictObject({
  title: z.string(),
  period: z.string(),
  count: z.string(),
  rows: z.strictObject({
    institution: z.string(),
    asked: z.string(),
    states: z.string(),
    principles: z.string(),
    red: z.string(),
    articles: z.string(),
    answers: z.string(),
    proof: z.string(),
    limits: z.string(),
  }),
  asked: z.string(),
  states: z.string(),
  noRed: z.string(),
  never: z.string(),
  proof: z.string(),
  limits: z.string(),
  roles: z.record(z.string(), z.string()),
  principleColumns: Columns.length(3),
  articleColumns: Columns.length(5),
  answerColumns: Columns.length(3),
  principles: z.record(z.enum(principles), z.string()),
  classes: z.record(z.enum(articleClasses), z.string()),
  boardStates: z.record(z.enum(["green", "red", "human"]), z.string()),
  answerStates: z.record(z.enum(answerStates), z.string()),
  /** By number; the last one stands for three. */
  articleNumbers: z.record(z.string(), z.string()),
  parts: z.record(z.string(), z.string()),
  /** What each article asks for. */
  articles: z.record(ArticleKey, z.string()),
  checks: z.record(z.string(), z.string()),
  questions: z.record(z.enum(questionNumbers), z.string()),
  figures: z.record(z.string(), z.string()),
  check: z.string(),
  figure: z.string(),
  fault: z.string(),
});

let read: z.infer<typeof Words> | undefined;
export function sheetWords(): z.infer<typeof Words> {
  read ??= Words.parse(JSON.parse(readShippedText(import.meta.url, "templates/words.json")));
  return read;
}
