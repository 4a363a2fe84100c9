import { z } from "zod";
import { Id, Sha256Hex } from "../ids.ts";
import { RetentionClass } from "../retention.ts";

/** ISO 8601: `P3Y`, `P30D`. */
const Duration = z.string().regex(/^P[0-9]{1,4}[YD]$/);

/** The institution's own terms of keeping; the reason is personal and enters as a salted digest. */
export const ownTermEntries = {
  "retention.term-set@1": z.strictObject({
    termId: Id,
    class: RetentionClass,
    termBefore: Duration,
    termAfter: Duration,
    termMinimum: Duration,
    rule: z.string(),
    standingFor: Id.nullable(),
    signatureSha256: Sha256Hex,
  }),
  /** Some of what was kept already is kept longer now; nothing ever shorter. */
  "retention.term-applied@1": z.strictObject({
    termId: Id,
    class: RetentionClass,
    lookedAt: z.int().min(0),
    prolonged: z.int().min(0),
  }),
} as const;
