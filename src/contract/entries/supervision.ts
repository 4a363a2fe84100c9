import { z } from "zod";
import { Id, Ms, Sha256Hex } from "../ids.ts";
import { InspectingUnit, Population, ProbeName } from "../supervision.ts";

/** Checks of each day, month and quarter, and what the director is told of each month. */
export const supervisionEntries = {
  "daily-check.judged@1": z.strictObject({
    day: z.string().max(10),
    fromMs: Ms,
    toMs: Ms,
    red: z.array(ProbeName),
    /** SHA-256 of the canonical text of probes and missing recordings. */
    checkSha256: Sha256Hex,
  }),
  "daily-check.signed@1": z.strictObject({
    day: z.string().max(10),
    red: z.array(ProbeName),
    checkSha256: Sha256Hex,
  }),
  "self-check.signed@1": z.strictObject({
    month: z.string().max(7),
    findings: z.int(),
    rectifications: z.array(Id).max(100),
    checkSha256: Sha256Hex,
  }),
  /** Population and seed are entered before anybody sees the sample (S0-18.3). */
  "spot-check.drawn@1": z.strictObject({
    checkId: Id,
    quarter: z.string().max(7),
    fromMs: Ms,
    toMs: Ms,
    unit: InspectingUnit,
    population: Population,
    populationSize: z.int(),
    populationSha256: Sha256Hex,
    size: z.int(),
    seed: Sha256Hex,
    earlier: z.int(),
  }),
  /** What was found stands in the personal field `note`. */
  "spot-check.noted@1": z.strictObject({
    checkId: Id,
    key: z.string().max(200),
    result: z.enum(["fit", "finding", "unavailable"]),
  }),
  "spot-check.finished@1": z.strictObject({
    checkId: Id,
    quarter: z.string().max(7),
    fit: z.int(),
    findings: z.int(),
    unavailable: z.int(),
    reportSha256: Sha256Hex,
    signatureSha256: Sha256Hex,
  }),
  "digest.made@1": z.strictObject({
    digestId: Id,
    month: z.string().max(7),
    overdueTasks: z.int(),
    openIncidents: z.int(),
    refusals: z.int(),
    digestSha256: Sha256Hex,
    dueMs: Ms,
  }),
  /** To the account the institution named; null: to everybody who holds the role above the director. */
  "digest.escalated@1": z.strictObject({
    digestId: Id,
    month: z.string().max(7),
    to: Id.nullable(),
  }),
  "digest.acknowledged@1": z.strictObject({
    digestId: Id,
    month: z.string().max(7),
    late: z.boolean(),
    digestSha256: Sha256Hex,
    signatureSha256: Sha256Hex,
  }),
  "digest.superior-named@1": z.strictObject({ before: Id.nullable(), after: Id.nullable() }),
  "supervision.exported@1": z.strictObject({
    what: z.enum(["self-check", "spot-check", "spot-check-pack"]),
    of: z.string().max(64),
    form: z.enum(["pdf", "xlsx", "zip"]),
    fileSha256: Sha256Hex,
  }),
} as const;
