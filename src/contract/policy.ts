import { z } from "zod";

/** The two packs of C-20: change by the quarter, or length and a second factor instead of change. */
export const passwordPacks = ["CN-quarterly", "modern"] as const;
export const PasswordPackName = z.enum(passwordPacks);
export type PasswordPackName = z.infer<typeof PasswordPackName>;

/** What "每季度更换一次" is counted by (C-21): the calendar's quarter, or 90 days from the last change. */
export const rotations = ["quarter", "90-days"] as const;
export const Rotation = z.enum(rotations);
export type Rotation = z.infer<typeof Rotation>;

/** What a second sign-in of one account does (S0-13a): it ends the first, or is refused. */
export const secondSignIns = ["displace", "refuse"] as const;

/** What an institution decides about accounts; each change is entered with before and after. */
export const AccountPolicy = z.strictObject({
  pack: PasswordPackName,
  rotation: Rotation,
  secondSignIn: z.enum(secondSignIns),
  /** Minutes without a sign of life after which a page is locked (S0-13d). */
  lockMinutes: z.int().min(1).max(25),
  /** The same at the desks of an examination. */
  examLockMinutes: z.int().min(1).max(25),
  /** Networks (CIDR) the examination desks stand in. */
  examDesks: z.array(z.string().max(64)).max(100),
});
export type AccountPolicy = z.infer<typeof AccountPolicy>;

/** How it stands with somebody's password: why it must be changed before anything else. */
export const secretStates = ["kept", "due", "first", "expired", "weak", "exempt"] as const;
export const SecretState = z.enum(secretStates);
export type SecretState = z.infer<typeof SecretState>;
