import type { Severity } from "../../contract/incidents.ts";

/** When a disk is called low: days that are left, or percent that are free, whichever comes first. */
export const alarmSteps = [
  { days: 3, percent: 2, severity: "critical" },
  { days: 7, percent: 5, severity: "major" },
  { days: 14, percent: 10, severity: "minor" },
] as const satisfies readonly { days: number; percent: number; severity: Severity }[];
export type AlarmStep = (typeof alarmSteps)[number];

export interface Fill {
  readonly sizeBytes: number;
  readonly freeBytes: number;
  readonly daysLeft: number | undefined;
}

/** The gravest step a disk has reached; undefined while there is room. */
export function alarmOf({ sizeBytes, freeBytes, daysLeft }: Fill): AlarmStep | undefined {
  const percent = sizeBytes <= 0 ? 100 : (freeBytes / sizeBytes) * 100;
  return alarmSteps.find(
    (step) => percent < step.percent || (daysLeft !== undefined && daysLeft < step.days),
  );
}
