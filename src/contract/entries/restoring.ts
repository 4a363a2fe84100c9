import { z } from "zod";
import { Id, Ms, Sha256Hex } from "../ids.ts";
import { TrialReason } from "../restore-trial.ts";

/** A house put back from its copies: what was reached and what was lost, told by the house itself. */
export const restoringEntries = {
  "house.restored@1": z.strictObject({
    /** The moment that was asked for; null: the newest there is. */
    wantedMs: Ms.nullable(),
    /** When the last transaction that was recovered had been committed. */
    recoveredToMs: Ms.nullable(),
    base: z.string().max(20),
    entries: z.int(),
    /** Size and root of the newest checkpoint known to have left the house before; null: none was. */
    knownSize: z.int().nullable(),
    knownRoot: Sha256Hex.nullable(),
    /** Entries that were signed before and are nowhere any more. */
    lostEntries: z.int(),
    /** Entries put back from the copies of the ledger; the changes they tell of are lost. */
    adoptedEntries: z.int(),
    segments: z.int(),
    lostSegments: z.int(),
    lostBytes: z.int(),
    lostMs: z.int(),
    refused: z.int(),
  }),
  /** The whole house restored for trial from one place, compared, and removed again. */
  "restore.tried@1": z.strictObject({
    trialId: Id,
    targetId: Id,
    week: z.string().max(8),
    sound: z.boolean(),
    reasons: z.array(TrialReason).max(10),
    recoveredToMs: Ms.nullable(),
    entries: z.int(),
    segments: z.int(),
    sizeBytes: z.int(),
    lostSegments: z.int(),
    /** Taken in and not copied yet: what would be lost if the house were lost at that moment. */
    waitingSegments: z.int(),
    waitingMs: z.int(),
    /** Homes of the sample there was no time or space for. */
    left: z.int(),
    refused: z.int(),
  }),
} as const;
