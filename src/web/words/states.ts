import type { z } from "zod";
import type { LessonState } from "../../contract/routes/lessons.ts";
import type { LookRight } from "../../contract/looking.ts";
import type { Board } from "../../contract/routes/recording.ts";

/** Names of states that words must cover, taken from the contract. */
export type LessonStateName = z.infer<typeof LessonState>;
export type BoardState = Board["venues"][number]["state"];
/** `purpose` stands in old entries: until C-02 was settled administrators looked by it. */
export type RightName = LookRight | "purpose";

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
