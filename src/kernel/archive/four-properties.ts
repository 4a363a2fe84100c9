import type { FourPropertyReport, Property, PropertyCheck } from "../../contract/archive.ts";
import { propertyChecks } from "../../contract/archive.ts";

/** Which of the four properties a check is of (DA/T 70). */
export const propertyOf: Readonly<Record<PropertyCheck, Property>> = {
  "record-sealed": "authenticity",
  "bytes-digest": "authenticity",
  "round-proof": "authenticity",
  "source-agrees": "authenticity",
  "name-agrees": "authenticity",
  "lesson-agrees": "authenticity",
  "files-present": "integrity",
  "records-present": "integrity",
  "bytes-whole": "integrity",
  "numbers-whole": "integrity",
  "gaps-explained": "integrity",
  "metadata-whole": "integrity",
  "manifest-whole": "integrity",
  "format-allowed": "usability",
  "head-readable": "usability",
  "fragments-readable": "usability",
  "duration-agrees": "usability",
  "nothing-foreign": "safety",
  "plain-files": "safety",
  "virus-scan": "safety",
};

/**
 * Defects that cannot be mended afterwards and leave the evidence what it is: with a reason and a
 * signature it is archived all the same, and its report goes with it.
 */
const acceptable: readonly PropertyCheck[] = [
  "numbers-whole",
  "gaps-explained",
  "metadata-whole",
  "manifest-whole",
  "duration-agrees",
];

export type ReportLine = FourPropertyReport["lines"][number];

/** Gathers what was looked at; a check that nothing was said about was not examined. */
export class Examination {
  readonly #looked = new Map<PropertyCheck, number>();
  readonly #wrong = new Map<PropertyCheck, string[]>();

  /** One thing was looked at; `wrong` names it when it is not as it should be. */
  look(check: PropertyCheck, wrong?: string): void {
    this.#looked.set(check, (this.#looked.get(check) ?? 0) + 1);
    if (wrong === undefined) return;
    this.#wrong.set(check, [...(this.#wrong.get(check) ?? []), wrong.slice(0, 400)]);
  }

  lines(): ReportLine[] {
    return propertyChecks.map((check) => {
      const looked = this.#looked.get(check) ?? 0;
      const about = this.#wrong.get(check) ?? [];
      const result = looked === 0 ? "not-examined" : about.length === 0 ? "passed" : "failed";
      const property = propertyOf[check];
      return { check, property, result, looked, wrong: about.length, about: about.slice(0, 20) };
    });
  }
}

export function failedChecks(report: Pick<FourPropertyReport, "lines">): PropertyCheck[] {
  return report.lines.filter((line) => line.result === "failed").map((line) => line.check);
}

/** Whether an item with these failed checks can be archived with a stated reason. */
export function mayAccept(failed: readonly PropertyCheck[]): boolean {
  return failed.length > 0 && failed.every((check) => acceptable.includes(check));
}
