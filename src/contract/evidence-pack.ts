import { z } from "zod";
import { GapReason, InterruptionCause, Verdict } from "./completion.ts";
import { CoverageKind } from "./camera.ts";
import { Id, Ms, Sha256Hex } from "./ids.ts";
import { limits } from "./limits.ts";
import { Role } from "./roles.ts";

/** `drawn`: what goes in stands and its digests are entered; the proof of that entry is waited for. */
const packStates = ["queued", "gathering", "drawn", "ready", "failed", "removed"] as const;
export const PackState = z.enum(packStates);
export type PackState = z.infer<typeof PackState>;

/** Why no pack came of it; shown to whoever asked. */
const packFailures = [
  "no-right",
  "nothing-entered",
  "too-many-entries",
  "too-many-lines",
  "disk-full",
  "interrupted",
  "trouble",
] as const;
export const PackFailure = z.enum(packFailures);
export type PackFailure = z.infer<typeof PackFailure>;

/** A period and why it is asked for; at most a year, at least an hour. */
export const PackAsk = z.strictObject({
  fromMs: Ms,
  toMs: Ms,
  reason: z.string().trim().min(1).max(limits.reasonCharacters),
});
export type PackAsk = z.infer<typeof PackAsk>;

/** 证据包: evidence of a period as one signed archive that verifies offline; no footage. */
export const EvidencePack = z.strictObject({
  packId: Id,
  fromMs: Ms,
  toMs: Ms,
  reason: z.string(),
  askedBy: z.string(),
  role: Role,
  askedAtMs: Ms,
  /** Who asks for it may take it: it holds what that person may read. */
  mine: z.boolean(),
  state: PackState,
  failure: PackFailure.nullable(),
  doneSteps: z.int(),
  steps: z.int(),
  /** Of what there was when it was asked for. */
  lessons: z.int(),
  entries: z.int(),
  fileName: z.string().nullable(),
  sizeBytes: z.int().nullable(),
  sha256: Sha256Hex.nullable(),
  readyAtMs: Ms.nullable(),
  /** Then its bytes go; it can be asked for again. */
  removedAtMs: Ms.nullable(),
  taken: z.int(),
});
export type EvidencePack = z.infer<typeof EvidencePack>;

const Part = z.strictObject({ startMs: Ms, endMs: Ms });

/** A line of `data/evidence/lessons.jsonl`: which seconds of a lesson there are, and why others are not. */
export const LessonAccount = z.strictObject({
  lessonId: Id,
  officialName: z.string(),
  lesson: Part,
  recorded: z.boolean(),
  settled: z.boolean(),
  destroyedAtMs: Ms.nullable(),
  verdict: Verdict,
  missingKinds: z.array(CoverageKind),
  cameras: z.array(
    z.strictObject({
      label: z.string(),
      name: z.string(),
      coverage: z.array(CoverageKind),
      expectedMs: z.int(),
      presentMs: z.int(),
      missing: z.array(Part),
    }),
  ),
  interruptions: z.array(
    z.strictObject({
      label: z.string(),
      startMs: Ms,
      endMs: Ms.nullable(),
      cause: InterruptionCause,
      reason: GapReason.nullable(),
      text: z.string(),
      by: z.string(),
    }),
  ),
  confirmed: z.strictObject({ by: z.string(), atMs: Ms, factsSha256: Sha256Hex }).nullable(),
  /** Parts of the manifest of its folder, with the digest each file has now. */
  manifests: z.array(z.strictObject({ path: z.string(), sha256: Sha256Hex.nullable() })),
});
export type LessonAccount = z.infer<typeof LessonAccount>;
