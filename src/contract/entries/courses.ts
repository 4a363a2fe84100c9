import { z } from "zod";
import { Id, Sha256Hex } from "../ids.ts";
import { Change } from "./parts.ts";

/** The library of courses: each version by what it was and what it is. */
export const coursesEntries = {
  "course.changed@1": Change.extend({ courseId: Id, version: z.int() }),
  "courses.imported@1": z.strictObject({ fileSha256: Sha256Hex, rows: z.int(), courses: z.int() }),
} as const;
