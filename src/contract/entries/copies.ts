import { z } from "zod";
import { NightReason, TargetKind } from "../copies.ts";
import { Id, Ms, Sha256Hex } from "../ids.ts";
import { Change } from "./parts.ts";

const Night = z.strictObject({
  targetId: Id,
  date: z.string().max(10),
  objects: z.int(),
  sizeBytes: z.int(),
});

/** Copies outside the house: targets, keys, nights, checks, repairs, forgetting. */
export const copiesEntries = {
  "copy.target-added@1": z.strictObject({
    targetId: Id,
    kind: TargetKind,
    versioned: z.boolean(),
    locks: z.boolean(),
    lockDays: z.int(),
  }),
  "copy.target-ended@1": z.strictObject({ targetId: Id }),
  "copy.settings-changed@1": Change,
  "escrow.made@1": z.strictObject({ recipient: z.string().max(200), identities: z.int() }),
  "escrow.confirmed@1": z.strictObject({ recipient: z.string().max(200) }),
  /** A night's list of every object with its digests; the checkpoint above it makes it signed. */
  "copy.night-listed@1": Night.extend({
    full: z.boolean(),
    listSha256: Sha256Hex,
    previousSha256: Sha256Hex.nullable(),
    outside: z.boolean(),
  }),
  /** The checkpoint came back from the target. */
  "copy.night-finished@1": Night.extend({ late: z.boolean(), checkpointSize: z.int() }),
  "copy.night-failed@1": Night.extend({ reason: NightReason, pending: z.int() }),
  "copy.checked@1": z.strictObject({
    checkId: Id,
    week: z.string().max(8),
    objects: z.int(),
    sizeBytes: z.int(),
    damaged: z.int(),
    missing: z.int(),
    trialHomeId: Id.nullable(),
    trialFiles: z.int(),
    trialWrong: z.int(),
  }),
  "copy.damage-found@1": z.strictObject({
    targetId: Id,
    object: z.string().max(300),
    what: z.enum(["missing", "changed", "misplaced"]),
  }),
  "vault.rot-found@1": z.strictObject({ objectId: Id, part: z.enum(["bytes", "record"]) }),
  "vault.repaired@1": z.strictObject({
    objectId: Id,
    part: z.enum(["bytes", "record"]),
    targetId: Id,
    sha256: Sha256Hex,
  }),
  "copy.scrubbed@1": z.strictObject({ objects: z.int(), sizeBytes: z.int(), damaged: z.int() }),
  "copy.identity-destroyed@1": z.strictObject({ homeId: Id, reason: z.string().max(64) }),
  "copy.forgotten@1": z.strictObject({
    homeId: Id,
    targetId: Id,
    objects: z.int(),
    state: z.enum(["deleted", "locked-until"]),
    untilMs: Ms.nullable(),
  }),
} as const;
