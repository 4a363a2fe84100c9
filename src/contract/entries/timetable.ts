import { z } from "zod";
import { Id, Ms, Sha256Hex } from "../ids.ts";
import { limits } from "../limits.ts";
import { Change } from "./parts.ts";

/** The timetable's periods, external activities, and what somebody was asked to complete. */
export const timetableEntries = {
  "periods.changed@1": Change,
  /** A lesson planned for several weeks at once; each of them is entered beside it. */
  "lessons.repeated@1": z.strictObject({
    weeks: z.array(z.int()).max(limits.repeatWeeks),
    lessons: z.array(Id).max(limits.repeatWeeks),
  }),
  "externals.exported@1": z.strictObject({
    fromMs: Ms,
    toMs: Ms,
    rows: z.int(),
    fileSha256: Sha256Hex,
  }),
  /** A person was asked for something about a thing (a lesson), and it was there. */
  "task.given@1": z.strictObject({
    taskId: Id,
    task: z.string().max(40),
    period: z.string().max(20),
    dueMs: Ms,
    accountId: Id,
    subjectId: Id,
  }),
  "task.settled@1": z.strictObject({
    taskId: Id,
    task: z.string().max(40),
    period: z.string().max(20),
    subjectId: Id,
  }),
} as const;
