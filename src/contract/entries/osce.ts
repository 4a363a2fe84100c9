import { z } from "zod";
import { Id, Ms, Sha256Hex } from "../ids.ts";
import { RunActKind } from "../osce.ts";

/** Exams in stations (S0-5.2.3, S0-5.3.2). Who takes part is personal and stands here by number only. */
export const examEntries = {
  "exam.saved@1": z.strictObject({
    examId: Id,
    version: z.int().min(1),
    startMs: Ms,
    stations: z.int(),
    circuits: z.int(),
    candidates: z.int(),
    /** SHA-256 of the canonical text of the plan without the candidates' names. */
    planSha256: Sha256Hex,
  }),
  "exam.published@1": z.strictObject({
    examId: Id,
    version: z.int().min(1),
    lessonIds: z.array(Id),
    assignments: z.int(),
    planSha256: Sha256Hex,
  }),
  "exam.withdrawn@1": z.strictObject({ examId: Id, lessonIds: z.array(Id) }),
  "exam.swapped@1": z.strictObject({
    examId: Id,
    first: z.int(),
    second: z.int(),
    orderSha256: Sha256Hex,
  }),
  "exam.candidate-claimed@1": z.strictObject({ examId: Id, candidateId: Id }),
  "exam.run@1": z.strictObject({
    examId: Id,
    actId: Id,
    kind: RunActKind,
    /** On the exam's own clock, when it was done. */
    elapsedMs: z.int(),
    candidateId: Id.nullable(),
    circuit: z.int().nullable(),
    station: z.string().nullable(),
  }),
  "exam.released@1": z.strictObject({ examId: Id, assignments: z.int(), candidates: z.int() }),
  "exam.exported@1": z.strictObject({
    examId: Id,
    form: z.enum(["xlsx", "pdf"]),
    candidates: z.int(),
    fileSha256: Sha256Hex,
  }),
} as const;
