import { z } from "zod";
import { Id, Ms } from "./ids.ts";

/** Why a trial restore of the whole house is not sound, or did not come about. */
export const trialReasons = [
  /** Footage, papers or keys that should lie in the copies are not there or are not what was entered. */
  "lost",
  /** An object of the copies was damaged, swapped or missing. */
  "refused",
  /** The database could not be recovered from the copies. */
  "database",
  /** The recovered ledger is not the beginning of this house's own. */
  "ledger",
  /** Fewer or other rows than this house had at that moment. */
  "counts",
  /** Recovered rows contradict their entries. */
  "findings",
  "no-space",
  "unreachable",
  /** It was cut off: the machine or the program ended. */
  "cut-off",
] as const;
export const TrialReason = z.enum(trialReasons);
export type TrialReason = z.infer<typeof TrialReason>;

const Amount = z.strictObject({ segments: z.int(), sizeBytes: z.int(), durationMs: z.int() });
const Counts = z.strictObject({
  rounds: z.int(),
  segments: z.int(),
  sizeBytes: z.int(),
  homes: z.int(),
});

/** What a trial restore found out; figures only, so that it can be signed and read in any language. */
export const TrialReport = z.strictObject({
  version: z.literal(1),
  /** The moment the database came back to, and its age when the trial began. */
  recoveredToMs: Ms.nullable(),
  behindMs: z.int().nullable(),
  newestNight: z.string().nullable(),
  ledger: z.strictObject({
    entries: z.int(),
    verdict: z.enum(["continues", "behind", "forked", "foreign-key", "nothing-known"]),
    /** Entry for entry the beginning of this house's ledger. */
    same: z.boolean(),
    /** Entries this house has and a restore would not bring back. */
    behind: z.int(),
  }),
  /** Rows up to the last round recovered: of the scratch house, and of this one. */
  restored: Counts,
  here: Counts,
  /** The part of the footage that was fetched, opened and compared; `left`: no time or space for it. */
  sample: z.strictObject({
    homes: z.int(),
    segments: z.int(),
    sizeBytes: z.int(),
    left: z.int(),
  }),
  /** Should be in the copies and is not. */
  lost: Amount,
  /** Taken in since the last night: not copied yet, and gone if the house were lost now. */
  waiting: Amount,
  papers: z.int(),
  sheets: z.int(),
  /** At most twenty are named. */
  refused: z.array(z.strictObject({ name: z.string().max(400), why: z.string().max(60) })).max(20),
  refusedCount: z.int(),
  findings: z.int(),
});
export type TrialReport = z.infer<typeof TrialReport>;

export const trialResults = ["running", "sound", "failed"] as const;

/** One trial restore of the whole house. */
export const TrialLine = z.strictObject({
  trialId: Id,
  /** ISO week, `2026-W23`. */
  week: z.string(),
  targetName: z.string(),
  startedAtMs: Ms,
  endedAtMs: Ms.nullable(),
  result: z.enum(trialResults),
  reasons: z.array(TrialReason),
  report: TrialReport.nullable(),
});
export type TrialLine = z.infer<typeof TrialLine>;
