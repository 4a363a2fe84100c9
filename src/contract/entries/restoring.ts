import { z } from "zod";
import { Ms, Sha256Hex } from "../ids.ts";

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
} as const;
