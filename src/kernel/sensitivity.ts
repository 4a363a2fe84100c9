import { type Sensitivity, sensitivities } from "../contract/lesson.ts";

const rank = (label: Sensitivity): number => sensitivities.indexOf(label);

/** Whether `one` is a higher label than `other` (S3-Q2). */
export function isAbove(one: Sensitivity, other: Sensitivity): boolean {
  return rank(one) > rank(other);
}

/** The highest of some labels; without any, nothing is sensitive. */
export function highestOf(labels: readonly Sensitivity[]): Sensitivity {
  return labels.reduce((top, label) => (isAbove(label, top) ? label : top), "ordinary");
}
