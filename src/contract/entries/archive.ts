import { z } from "zod";
import { PropertyCheck, Receiver } from "../archive.ts";
import { Id, Sha256Hex } from "../ids.ts";

const Campaign = { campaignId: Id, year: z.int() };

/** December archiving: names of persons are personal and enter as salted digests. */
export const archiveEntries = {
  "archive.opened@1": z.strictObject({ ...Campaign }),
  "archive.choice-changed@1": z.strictObject({ ...Campaign, fiveYears: z.boolean() }),
  "archive.confirmed@1": z.strictObject({
    ...Campaign,
    items: z.int().min(0),
    listSha256: Sha256Hex,
    signatureSha256: Sha256Hex,
  }),
  /** A check that found something: the item is not archived until it is right or accepted. */
  "archive.item-defective@1": z.strictObject({
    ...Campaign,
    itemId: Id,
    failed: z.array(PropertyCheck),
    reportSha256: Sha256Hex,
  }),
  "archive.defects-accepted@1": z.strictObject({
    ...Campaign,
    itemId: Id,
    failed: z.array(PropertyCheck),
    reasonSha256: Sha256Hex,
    signatureSha256: Sha256Hex,
  }),
  "archive.item-retried@1": z.strictObject({ ...Campaign, itemId: Id }),
  "archive.item-archived@1": z.strictObject({
    ...Campaign,
    itemId: Id,
    reportSha256: Sha256Hex.nullable(),
    packageSha256: Sha256Hex.nullable(),
    manifestSha256: Sha256Hex.nullable(),
    sizeBytes: z.int().min(0),
  }),
  "archive.package-taken@1": z.strictObject({ ...Campaign, itemId: Id, packageSha256: Sha256Hex }),
  "archive.received@1": z.strictObject({
    ...Campaign,
    receiver: Receiver,
    way: z.enum(["signed", "scan"]),
    listSha256: Sha256Hex,
    /** Of the drawn signature, or of the scan. */
    signatureSha256: Sha256Hex,
    late: z.boolean(),
  }),
} as const;
