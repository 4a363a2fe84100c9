import { z } from "zod";
import { Signing } from "./approval.ts";
import { Id, Ms, Sha256Hex } from "./ids.ts";
import { limits } from "./limits.ts";
import { MarkCode } from "./looking.ts";

export const libraryStates = ["shown", "withdrawn"] as const;
export const LibraryState = z.enum(libraryStates);
export type LibraryState = z.infer<typeof LibraryState>;

/** Consent of those who are shown: given, in which way, and the signed paper (C-40). */
export const ConsentInput = z.strictObject({
  given: z.boolean(),
  statement: z.string().trim().max(limits.reasonCharacters),
  paperId: Id.nullable(),
});
export type ConsentInput = z.infer<typeof ConsentInput>;

export const LibraryInput = z.strictObject({
  exportId: Id,
  title: z.string().trim().min(1).max(limits.nameCharacters),
  /** 简介: what is to be learned from it. */
  about: z.string().trim().max(limits.textCharacters),
  consent: ConsentInput,
});
export type LibraryInput = z.infer<typeof LibraryInput>;

/** One clip of an item: a copy in the library's own folder. */
export const LibraryFile = z.strictObject({
  number: z.int().min(1),
  name: z.string(),
  sizeBytes: z.int(),
  sha256: Sha256Hex,
});
export type LibraryFile = z.infer<typeof LibraryFile>;

export const LibraryItem = z.strictObject({
  itemId: Id,
  title: z.string(),
  about: z.string(),
  state: LibraryState,
  /** Something is covered in its pictures, or its sound is taken away. */
  masked: z.boolean(),
  projects: z.array(z.string()),
  lessonTitles: z.array(z.string()),
  /** Start of its earliest lesson, and the year that is where the house stands. */
  recordedAtMs: Ms,
  year: z.int(),
  requestId: Id,
  serial: z.string(),
  addedAtMs: Ms,
  addedBy: z.string(),
  looks: z.int(),
  /** Null name: its recording was destroyed, and the copy with it. */
  withdrawn: z
    .strictObject({ atMs: Ms, name: z.string().nullable(), reason: z.string() })
    .nullable(),
});
export type LibraryItem = z.infer<typeof LibraryItem>;

export const LibraryRead = LibraryItem.extend({
  consent: z.strictObject({ statement: z.string(), paperId: Id }),
  files: z.array(LibraryFile),
  /** What the reader can do with it now. */
  can: z.array(z.enum(["look", "withdraw"])),
});
export type LibraryRead = z.infer<typeof LibraryRead>;

/** A look at an item: its files are played under it until it runs out or the item is withdrawn. */
export const LibraryLook = z.strictObject({
  lookId: Id,
  itemId: Id,
  expiresAtMs: Ms,
  files: z.array(LibraryFile),
  watermark: z.string(),
  code: MarkCode,
  startedAtMs: Ms,
});
export type LibraryLook = z.infer<typeof LibraryLook>;

/** A finished clip that an approval lets into the library. */
export const LibraryOffer = z.strictObject({
  exportId: Id,
  requestId: Id,
  serial: z.string(),
  titles: z.array(z.string()),
  readyAtMs: Ms,
  masked: z.boolean(),
});
export type LibraryOffer = z.infer<typeof LibraryOffer>;

export const WithdrawInput = z.strictObject({
  reason: z.string().trim().min(1).max(limits.reasonCharacters),
  signing: Signing,
});
