import type { z } from "zod";
import type { LessonState } from "../../contract/routes/lessons.ts";
import type { Board, ViewingOpened } from "../../contract/routes/recording.ts";

/** Names of states that words must cover, taken from the contract. */
export type LessonStateName = z.infer<typeof LessonState>;
export type BoardState = Board["venues"][number]["state"];
export type RightName = z.infer<typeof ViewingOpened>["right"];

/** The checklist as people see it, in the order in which it is computed. */
export type ShownStep =
  | "bytes"
  | "record"
  | "round"
  | "published"
  | "key"
  | "signature"
  | "inclusion"
  | "entry"
  | "personal";
