import { z } from "zod";
import { Id, Ms } from "../ids.ts";
import { Role } from "../roles.ts";
import { Change, SignInWay, exitKinds } from "./parts.ts";

/** Who comes in and by what. */
export const peopleEntries = {
  // people; 账号 and 姓名 are personal and enter as salted digests
  "account.opened@1": Change,
  "account.changed@1": Change,
  "account.closed@1": Change,
  "secret.changed@1": z.strictObject({ accountId: Id, reason: z.enum(["first", "own", "reset"]) }),
  "sign-in.opened@1": z.strictObject({
    signInId: Id,
    accountId: Id,
    role: Role,
    startedAtMs: Ms,
    terminal: z.string(),
    address: z.string(),
  }),
  "sign-in.opened@2": z.strictObject({
    signInId: Id,
    accountId: Id,
    role: Role,
    startedAtMs: Ms,
    terminal: z.string(),
    address: z.string(),
    how: SignInWay,
    /** The sign-in service of the institution that vouched for the person, where one did. */
    providerId: Id.nullable(),
  }),
  "sign-in.refused@1": z.strictObject({
    code: z.string(),
    terminal: z.string(),
    address: z.string(),
    failures: z.int(),
  }),
  /** S0-5.1.1: 账号, 姓名 (personal: `login`, `name`), 登录时间, 操作终端, 操作时长. */
  "sign-in.closed@1": z.strictObject({
    signInId: Id,
    accountId: Id,
    startedAtMs: Ms,
    endedAtMs: Ms,
    durationMs: z.int().min(0),
    terminal: z.string(),
    address: z.string(),
    exit: z.enum(["sign-out", "idle", "forced", "gone"]),
  }),
  "sign-in.closed@2": z.strictObject({
    signInId: Id,
    accountId: Id,
    startedAtMs: Ms,
    endedAtMs: Ms,
    durationMs: z.int().min(0),
    terminal: z.string(),
    address: z.string(),
    exit: z.enum(exitKinds),
  }),
  /** The page is shut and the sign-in stays (S0-13d): by the person, or because nobody was there. */
  "sign-in.locked@1": z.strictObject({
    signInId: Id,
    accountId: Id,
    atMs: Ms,
    why: z.enum(["own", "idle"]),
  }),
  "sign-in.unlocked@1": z.strictObject({ signInId: Id, accountId: Id, atMs: Ms }),
  "second-factor.changed@1": z.strictObject({
    accountId: Id,
    what: z.enum(["added", "removed", "removed-by-administrator", "recovery-used"]),
  }),
  // sign-in services of the institution (统一身份认证) and passkeys; secrets never enter
  "provider.changed@1": Change,
  "provider.tested@1": z.strictObject({ providerId: Id, result: z.string().max(64) }),
  "passkey.added@1": z.strictObject({ accountId: Id, passkeyId: Id, backedUp: z.boolean() }),
  "passkey.removed@1": z.strictObject({ accountId: Id, passkeyId: Id }),
} as const;
