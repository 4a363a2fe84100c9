import {
  type SectionAnswer,
  type SelfCheckSection,
  selfCheckSections,
} from "../../contract/supervision.ts";

/** Why a self-check cannot be signed (S0-18.2); undefined where it can. */
export interface Unsignable {
  readonly code: "self_check_incomplete" | "finding_without_deadline";
  readonly section: SelfCheckSection;
}

/**
 * Four sections, each answered once; findings where it says so, and each of them with a deadline after
 * the signature.
 */
export function unsignable(
  sections: readonly SectionAnswer[],
  nowMs: number,
): Unsignable | undefined {
  for (const section of selfCheckSections) {
    const [answer, ...more] = sections.filter((one) => one.section === section);
    if (answer === undefined || more.length > 0) return { code: "self_check_incomplete", section };
    if (answer.evidence === "" || (answer.result === "findings") !== answer.findings.length > 0)
      return { code: "self_check_incomplete", section };
    if (answer.findings.some(({ dueMs }) => dueMs === null || dueMs <= nowMs))
      return { code: "finding_without_deadline", section };
  }
  return undefined;
}
