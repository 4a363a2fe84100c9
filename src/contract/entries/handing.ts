import { z } from "zod";
import { Id, Ms, Sha256Hex } from "../ids.ts";
import { MediumKind, MediumMove, MediumState, SecrecyLevel } from "../media.ts";

/** What leaves the house and on what; the resource library. */
export const handingEntries = {
  // registered media (S3-Q4): names of custodians and holders are personal
  "medium.registered@1": z.strictObject({
    mediumId: Id,
    kind: MediumKind,
    makerSerial: z.string().max(64),
    secrecy: SecrecyLevel,
    signatureSha256: Sha256Hex,
  }),
  "medium.moved@1": z.strictObject({
    mediumId: Id,
    /** Its place in the chain; 1 is the registration. */
    number: z.int().min(2),
    move: MediumMove,
    state: MediumState,
    requestId: Id.nullable(),
    signatureSha256: Sha256Hex,
  }),
  "medium.exported@1": z.strictObject({
    mediumId: Id,
    links: z.int().min(1),
    fileSha256: Sha256Hex,
  }),
  /** `@2` names the registered medium; null where the route lets it leave on anything. */
  "request.handed-over@2": z.strictObject({
    requestId: Id,
    exportIds: z.array(Id).max(50),
    mediumId: Id.nullable(),
    signatureSha256: Sha256Hex,
  }),
  "request.returned@2": z.strictObject({
    requestId: Id,
    how: z.enum(["returned", "destroyed"]),
    paperId: Id.nullable(),
    mediumId: Id.nullable(),
    signatureSha256: Sha256Hex,
  }),
  "export.taken@2": z.strictObject({
    exportId: Id,
    requestId: Id,
    mediumId: Id.nullable(),
    sha256: Sha256Hex,
    sizeBytes: z.int(),
  }),
  /** `@2` tells what was covered, or that nobody else can be recognised. */
  "export.started@2": z.strictObject({
    exportId: Id,
    requestId: Id,
    form: z.enum(["clip", "package"]),
    cut: z.enum(["key-frames", "exact"]),
    lessonIds: z.array(Id).max(20),
    cameraIds: z.array(Id).max(64),
    startMs: Ms.nullable(),
    endMs: Ms.nullable(),
    protection: z.enum(["passphrase", "recipient", "none"]),
    returnDueMs: Ms.nullable(),
    masks: z.int().min(0),
    muted: z.boolean(),
    /** SHA-256 of the canonical text of all masks. */
    masksSha256: Sha256Hex,
    /** Who ordered it states that no other person is recognisable; signed. */
    nobodyElse: z.strictObject({ reasonSha256: Sha256Hex, signatureSha256: Sha256Hex }).nullable(),
  }),
  /** One picture of the granted range, seen by who covers others in it. */
  "export.still-seen@1": z.strictObject({
    requestId: Id,
    lessonId: Id,
    cameraId: Id,
    atMs: Ms,
  }),
  // the resource library (校本资源, S3-Q6)
  "library.added@1": z.strictObject({
    itemId: Id,
    exportId: Id,
    requestId: Id,
    consent: z.literal(true),
    consentPaperId: Id,
    masked: z.boolean(),
    files: z.array(z.strictObject({ sha256: Sha256Hex, sizeBytes: z.int() })).max(64),
  }),
  "library.looked@1": z.strictObject({
    itemId: Id,
    lookId: Id,
    code: z.string().max(8),
    requestId: Id,
    serial: z.string().max(32),
  }),
  "library.withdrawn@1": z.strictObject({
    itemId: Id,
    exportId: Id,
    files: z.int(),
    signatureSha256: Sha256Hex,
  }),
  /** The library's bytes are gone from their folder; the originals were never there. */
  "library.erased@1": z.strictObject({
    itemId: Id,
    why: z.enum(["withdrawn", "destroyed"]),
    files: z.int(),
    sizeBytes: z.int(),
  }),
} as const;
