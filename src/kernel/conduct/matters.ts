import type { Profile } from "../../contract/approval.ts";
import type { MatterKind, Sanction } from "../../contract/conduct.ts";
import { isTooLate } from "./suspect.ts";

/**
 * What the regulation of each kind of institution names (C-54): S0-19 for a clinical centre, the rules of a
 * hospital, S3-13 for a campus. The house records what people chose.
 */
const byProfile: Readonly<Record<Profile, readonly Sanction[]>> = {
  clinical: ["none", "talk", "criticism", "deduction", "school-rules"],
  hospital: ["none", "talk", "criticism", "deduction", "hospital-rules", "referral"],
  campus: ["none", "correction-order", "criticism", "no-award", "appraisal"],
};

export function sanctionsOf(profile: Profile): readonly Sanction[] {
  return byProfile[profile];
}

/** A damage must be told within eight hours of being noticed (N-26); the others have no such term. */
export function isReportedLate(
  kind: MatterKind,
  at: { readonly noticedAtMs: number; readonly reportedAtMs: number },
): boolean {
  return kind === "damage" && isTooLate(at.noticedAtMs, at.reportedAtMs);
}

/** What is missing before a matter can be closed (S0-5.4.3). */
export function missingToClose(of: {
  readonly kind: MatterKind;
  readonly responsible: string | null;
  readonly disposition: string;
  readonly sanctions: readonly Sanction[];
}): ("responsible" | "disposition" | "sanctions")[] {
  const missing: ("responsible" | "disposition" | "sanctions")[] = [];
  if (of.responsible === null || of.responsible === "") missing.push("responsible");
  if (of.disposition.trim() === "") missing.push("disposition");
  if (of.kind === "violation" && of.sanctions.length === 0) missing.push("sanctions");
  return missing;
}
