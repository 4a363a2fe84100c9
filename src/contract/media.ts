import { z } from "zod";
import { Signing, Strokes } from "./approval.ts";
import { Id, Ms } from "./ids.ts";
import { limits } from "./limits.ts";

/** U盘, 移动硬盘, 光盘, 存储卡, 其他: what a copy leaves the house on. */
export const mediumKinds = ["usb-stick", "hard-disk", "disc", "memory-card", "other"] as const;
export const MediumKind = z.enum(mediumKinds);
export type MediumKind = z.infer<typeof MediumKind>;

/** 非密, 内部, 秘密, 机密. */
export const secrecyLevels = ["unclassified", "internal", "secret", "confidential"] as const;
export const SecrecyLevel = z.enum(secrecyLevels);
export type SecrecyLevel = z.infer<typeof SecrecyLevel>;

/** Where a medium is: blank in store, out for a case, with the receiver, back with a copy on it, or gone. */
export const mediumStates = [
  "in-store",
  "issued",
  "handed-over",
  "returned",
  "destroyed",
  "lost",
] as const;
export const MediumState = z.enum(mediumStates);
export type MediumState = z.infer<typeof MediumState>;

/** The links of its chain. `hand-over` and what answers it belong to a case. */
export const mediumMoves = [
  "register",
  "issue",
  "return",
  "hand-over",
  "take-back",
  "sanitise",
  "destroy",
  "lose",
  "find",
] as const;
export const MediumMove = z.enum(mediumMoves);
export type MediumMove = z.infer<typeof MediumMove>;

/** Moves that are made on the medium's own page; the others are made by issuing it or by a case. */
export const pageMoves = ["return", "take-back", "sanitise", "destroy", "lose", "find"] as const;
export const PageMove = z.enum(pageMoves);
export type PageMove = z.infer<typeof PageMove>;

const Text = z.string().trim().min(1).max(limits.nameCharacters);

export const MediumInput = z.strictObject({
  label: Text,
  kind: MediumKind,
  /** As its maker printed it: letters, digits and a few signs; told apart without regard to case. */
  makerSerial: z
    .string()
    .trim()
    .max(limits.serialCharacters)
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._/#:-]*$/u),
  secrecy: SecrecyLevel,
  /** 保管人 */
  custodian: Text,
  signing: Signing,
});
export type MediumInput = z.infer<typeof MediumInput>;

export const Medium = z.strictObject({
  mediumId: Id,
  label: z.string(),
  kind: MediumKind,
  makerSerial: z.string(),
  secrecy: SecrecyLevel,
  custodian: z.string(),
  state: MediumState,
  /** The case it is out for, and with whom it is. */
  requestId: Id.nullable(),
  serial: z.string().nullable(),
  holder: z.string().nullable(),
  /** Its case waits for it to come back. */
  owed: z.boolean(),
  registeredAtMs: Ms,
  movedAtMs: Ms,
  can: z.array(z.union([PageMove, z.literal("issue")])),
});
export type Medium = z.infer<typeof Medium>;

/** One link of the chain: who did what with it, for which case, with whom it then was; signed. */
export const CustodyLink = z.strictObject({
  number: z.int().min(1),
  move: MediumMove,
  state: MediumState,
  atMs: Ms,
  name: z.string(),
  requestId: Id.nullable(),
  serial: z.string().nullable(),
  holder: z.string().nullable(),
  note: z.string(),
  signature: Strokes,
});
export type CustodyLink = z.infer<typeof CustodyLink>;

export const MediumRead = Medium.extend({ chain: z.array(CustodyLink) });
export type MediumRead = z.infer<typeof MediumRead>;
