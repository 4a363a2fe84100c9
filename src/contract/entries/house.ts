import { z } from "zod";
import { Sha256Hex } from "../ids.ts";
import { Change } from "./parts.ts";

/** The house, its ledger and the operator's tools. */
export const houseEntries = {
  "house.set-up@1": z.strictObject({ profile: z.string(), origin: z.string() }),
  "setting.changed@1": Change,
  "act.refused@1": z.strictObject({
    attempted: z.string().max(80),
    code: z.string().max(64),
    rule: z.string().max(64),
    facts: z.record(z.string(), z.union([z.string().max(500), z.number()])),
  }),
  // the ledger itself and the operator's tools
  "ledger.opened@1": z.strictObject({ origin: z.string(), keyId: z.string() }),
  "ledger.exported@1": z.strictObject({ size: z.int(), root: Sha256Hex }),
  "check.finished@1": z.strictObject({ findings: z.int(), segments: z.int(), entries: z.int() }),
  "catalogue.rebuilt@1": z.strictObject({ lessons: z.int(), segments: z.int(), gaps: z.int() }),
} as const;
