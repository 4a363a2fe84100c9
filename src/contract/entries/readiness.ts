import { z } from "zod";
import { Id, Ms, Sha256Hex } from "../ids.ts";
import { PrivacyDecision, ProblemKind } from "../readiness.ts";

const Counts = z.strictObject({ good: z.int(), bad: z.int(), unknown: z.int() });

/** Before the lesson and the acts of the moment (S0-4.3a, S0-4.3d, S0-5.2.3, C-41). Texts are personal. */
export const readinessEntries = {
  "card.looked@1": z.strictObject({
    lookId: Id,
    lessonId: Id,
    counts: Counts,
    cameras: z.int(),
    pictures: z.int(),
    lookSha256: Sha256Hex,
  }),
  "card.signed@1": z.strictObject({
    lookId: Id,
    lessonId: Id,
    late: z.boolean(),
    lookSha256: Sha256Hex,
    remarks: z.int(),
    remarksSha256: Sha256Hex,
    signatureSha256: Sha256Hex,
  }),
  "card.missed@1": z.strictObject({ lessonId: Id, startMs: Ms }),
  "exam.opened@1": z.strictObject({
    lessonId: Id,
    cameras: z.int(),
    missing: z.array(Id),
    overrideId: Id.nullable(),
  }),
  "exam.override-asked@1": z.strictObject({
    overrideId: Id,
    lessonId: Id,
    incidentId: Id,
    missing: z.array(Id),
  }),
  "exam.override-decided@1": z.strictObject({
    overrideId: Id,
    lessonId: Id,
    approved: z.boolean(),
    signatureSha256: Sha256Hex,
  }),
  "problem.reported@1": z.strictObject({
    reportId: Id,
    lessonId: Id,
    problem: ProblemKind,
    incidentId: Id,
    detectedAtMs: Ms.nullable(),
  }),
  "rules.acknowledged@1": z.strictObject({
    lessonId: Id,
    version: z.int().min(1),
    rulesSha256: Sha256Hex,
  }),
  "rules.published@1": z.strictObject({
    version: z.int().min(2),
    rules: z.int().min(1),
    fromMs: Ms,
    rulesSha256: Sha256Hex,
  }),
  "privacy.declared@1": z.strictObject({
    eventId: Id,
    lessonId: Id,
    venueId: Id,
    startMs: Ms,
    endMs: Ms,
  }),
  "privacy.ended@1": z.strictObject({ eventId: Id, lessonId: Id, endMs: Ms }),
  "privacy.decided@1": z.strictObject({
    eventId: Id,
    lessonId: Id,
    decision: PrivacyDecision,
    keptUntilMs: Ms.nullable(),
    signatureSha256: Sha256Hex,
  }),
} as const;
