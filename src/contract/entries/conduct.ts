import { z } from "zod";
import { MatterKind, Sanction, SuspicionReason, ViolationCode } from "../conduct.ts";
import { Id, Ms, Sha256Hex } from "../ids.ts";

/** Violations, damages and hazards. Whom they concern and what was said of them is personal. */
export const conductEntries = {
  "violation.suspected@1": z.strictObject({
    suspicionId: Id,
    code: ViolationCode,
    reason: SuspicionReason,
    factEntryId: Id,
    lessonId: Id.nullable(),
    cameraId: Id.nullable(),
  }),
  /** Why stands in the personal field `why`. */
  "violation.dismissed@1": z.strictObject({ suspicionId: Id, code: ViolationCode }),
  "matter.reported@1": z.strictObject({
    matterId: Id,
    kind: MatterKind,
    code: ViolationCode.nullable(),
    suspicionId: Id.nullable(),
    lessonId: Id.nullable(),
    cameraId: Id.nullable(),
    noticedAtMs: Ms,
    reportedAtMs: Ms,
    late: z.boolean(),
    textSha256: Sha256Hex,
  }),
  "matter.assigned@1": z.strictObject({ matterId: Id, personKnown: z.boolean() }),
  "matter.evidence-linked@1": z.strictObject({
    matterId: Id,
    evidenceId: Id,
    what: z.enum(["entry", "recording", "paper"]),
    of: Id,
  }),
  "matter.answered@1": z.strictObject({ matterId: Id, statementId: Id, textSha256: Sha256Hex }),
  "matter.closed@1": z.strictObject({
    matterId: Id,
    sanctions: z.array(Sanction),
    dispositionSha256: Sha256Hex,
  }),
  "matter.exported@1": z.strictObject({ rows: z.int(), fileSha256: Sha256Hex }),
} as const;
