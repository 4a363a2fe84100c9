import { z } from "zod";
import { Id, Sha256Hex } from "../ids.ts";

const object = z.string().max(300);

/** Files of the house that are no recordings: rot, repair, evidence copied apart, packages that end. */
export const carriedEntries = {
  "house.file-rotted@1": z.strictObject({ object, what: z.enum(["missing", "changed"]) }),
  "house.file-repaired@1": z.strictObject({ object, targetId: Id, sha256: Sha256Hex }),
  /** Every locked segment lies apart with its record; the digest is that of the copies (S3-B2a). */
  "evidence.copied@1": z.strictObject({
    evidenceId: Id,
    number: z.string().max(20),
    segments: z.int(),
    sizeBytes: z.int(),
    segmentsSha256: Sha256Hex,
  }),
  /** What it shows was destroyed, and so were its copies. */
  "evidence.copy-erased@1": z.strictObject({
    evidenceId: Id,
    homeId: Id,
    files: z.int(),
    sizeBytes: z.int(),
  }),
  "archive.package-erased@1": z.strictObject({ itemId: Id, homeId: Id, sizeBytes: z.int() }),
} as const;
