import { z } from "zod";
import { StreamName } from "../camera.ts";
import { Id, Ms } from "../ids.ts";

/** A plain snapshot of a row: what `check` recomputes and compares with the newest `after`. */
export const Snapshot = z.record(
  z.string().max(64),
  z.union([
    z.string().max(20_000),
    z.int(),
    z.boolean(),
    z.null(),
    z.array(z.string().max(2_000)).max(1_000),
  ]),
);
export type Snapshot = z.infer<typeof Snapshot>;

/** A change of a row, told by what it was and what it is. */
export const Change = z.strictObject({ before: Snapshot.nullable(), after: Snapshot.nullable() });
/** A stretch of one camera's stream. */
export const Range = z.strictObject({ cameraId: Id, stream: StreamName, startMs: Ms, endMs: Ms });

/** `displaced`: the same account signed in elsewhere (S0-13a). */
export const exitKinds = ["sign-out", "idle", "forced", "gone", "displaced"] as const;

/** By what somebody showed who they are (S0-13a). `setup` is the first administrator's first run. */
export const signInWays = ["password", "setup", "oidc", "cas", "ldap", "passkey"] as const;
export const SignInWay = z.enum(signInWays);
export type SignInWay = z.infer<typeof SignInWay>;
