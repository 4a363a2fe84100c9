import { z } from "zod";
import { Id } from "./ids.ts";
import { Role } from "./roles.ts";

/** Who acts. Every ledger entry names one. */
export const PersonActor = z.strictObject({
  kind: z.literal("person"),
  accountId: Id,
  signInId: Id,
  login: z.string(),
  name: z.string(),
  role: Role,
  /** What the person sat at: browser and system in short words (操作终端). */
  terminal: z.string(),
  address: z.string(),
});
export type PersonActor = z.infer<typeof PersonActor>;

export const SystemActor = z.strictObject({
  kind: z.literal("system"),
  /** The part of the house that acts by itself, or the operator at the terminal. */
  name: z.enum(["setup", "recorder", "vault", "scheduler", "ledger", "operator", "gate"]),
});
export type SystemActor = z.infer<typeof SystemActor>;

export const Actor = z.discriminatedUnion("kind", [PersonActor, SystemActor]);
export type Actor = z.infer<typeof Actor>;
