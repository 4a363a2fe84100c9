import { z } from "zod";
import { CopyFate, DestructionMedium, SignedAct } from "../destruction.ts";
import { Id, Ms, Sha256Hex } from "../ids.ts";

const Case = { caseId: Id, serial: z.string().max(32) };
const Digests = {
  items: z.int().min(1),
  objects: z.int().min(0),
  sizeBytes: z.int().min(0),
  /** SHA-256 over the canonical list of items with their digests. */
  listSha256: Sha256Hex,
};

/** Destruction: names, opinions and texts of the form are personal and enter as salted digests. */
export const destructionEntries = {
  "destruction.listed@1": z.strictObject({ ...Case, ...Digests }),
  "destruction.cooling@1": z.strictObject({ ...Case, ...Digests, coolUntilMs: Ms }),
  "destruction.submitted@1": z.strictObject({
    ...Case,
    ...Digests,
    formSha256: Sha256Hex,
    signatureSha256: Sha256Hex,
  }),
  "destruction.decided@1": z.strictObject({
    ...Case,
    ...Digests,
    decision: z.enum(["agreed", "disagreed"]),
    standingFor: Id.nullable(),
    formSha256: Sha256Hex,
    opinionSha256: Sha256Hex,
    signatureSha256: Sha256Hex,
  }),
  "destruction.witnessed@1": z.strictObject({
    ...Case,
    witness: z.union([z.literal(1), z.literal(2)]),
    accountId: Id,
    /** The sign-in at whose terminal both stood. */
    signInId: Id,
    signatureSha256: Sha256Hex,
  }),
  /** The witnesses did not act in time: they sign anew. */
  "destruction.witnesses-lapsed@1": z.strictObject({ ...Case }),
  "destruction.dropped-back@1": z.strictObject({
    ...Case,
    itemIds: z.array(Id).max(100),
    why: z.array(z.string().max(64)).max(20),
  }),
  "destruction.withdrawn@1": z.strictObject({ ...Case }),
  /** The point of no return: every item was judged once more in the same transaction. */
  "destruction.begun@1": z.strictObject({
    ...Case,
    ...Digests,
    executedBy: Id,
    witnessIds: z.array(Id).length(2),
  }),
  "destruction.item-destroyed@1": z.strictObject({
    ...Case,
    itemId: Id,
    homeId: Id.nullable(),
    objects: z.int().min(0),
    sizeBytes: z.int().min(0),
    listSha256: Sha256Hex.nullable(),
    copies: z.array(CopyFate).max(50),
    personalErased: z.int().min(0),
  }),
  /** What the bytes of the list lay on, and whether that was told of what was freed. */
  "destruction.trimmed@1": z.strictObject({ ...Case, medium: DestructionMedium }),
  "destruction.waiting@1": z.strictObject({ ...Case, lockedUntilMs: Ms }),
  "destruction.verified@1": z.strictObject({ ...Case, items: z.int(), readable: z.literal(0) }),
  "destruction.result-signed@1": z.strictObject({
    ...Case,
    act: SignedAct,
    accountId: Id,
    signatureSha256: Sha256Hex,
  }),
  "destruction.finished@1": z.strictObject({
    ...Case,
    ...Digests,
    formSha256: Sha256Hex,
    certificateSha256: Sha256Hex,
    /** Of the certificate's file as it was typeset. */
    fileSha256: Sha256Hex,
  }),
  "vault.home-erased@1": z.strictObject({
    homeId: Id,
    warrantId: Id,
    from: z.enum(["case", "standing-order"]),
    objects: z.int().min(0),
    sizeBytes: z.int().min(0),
    listSha256: Sha256Hex,
  }),
  "standing-order.signed@1": z.strictObject({
    orderId: Id,
    fromMs: Ms,
    untilMs: Ms,
    standingFor: Id.nullable(),
    signatureSha256: Sha256Hex,
  }),
  "standing-order.ended@1": z.strictObject({ orderId: Id }),
  /** A camera's day that the standing order covers: from here on it is erased. */
  "rolling.day-begun@1": z.strictObject({
    orderId: Id,
    itemId: Id,
    homeId: Id,
    cameraId: Id,
    objects: z.int().min(0),
    sizeBytes: z.int().min(0),
  }),
  /** One week of rolling overwriting, camera by camera (C-27). */
  "rolling.week-closed@1": z.strictObject({
    orderId: Id.nullable(),
    fromMs: Ms,
    untilMs: Ms,
    cameras: z
      .array(
        z.strictObject({
          cameraId: Id,
          days: z.int(),
          objects: z.int(),
          sizeBytes: z.int(),
          /** The oldest instant that can be played, read from the disk. */
          oldestMs: Ms.nullable(),
        }),
      )
      // More cameras than these stand in a second entry: an entry holds 65,535 bytes.
      .max(300),
  }),
} as const;
