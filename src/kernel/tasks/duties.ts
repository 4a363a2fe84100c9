import type { Severity } from "../../contract/incidents.ts";
import type { Role } from "../../contract/roles.ts";
import {
  type PeriodKind,
  type TaskField,
  type TaskKind,
  administratorDuties,
} from "../../contract/tasks.ts";

/** A duty that comes round, as data: who owes it, how often, by which clause. */
export interface Duty {
  readonly kind: TaskKind;
  readonly rule: string;
  readonly every: PeriodKind;
  readonly role: Role;
  /** What the person fills in beside what the house knows. */
  readonly fields: readonly TaskField[];
  /** Signed on a page of its own, together with what stands there. */
  readonly ownPage?: true;
}

const byAdministrator = (kind: TaskKind, rule: string, every: PeriodKind): Duty => ({
  kind,
  rule,
  every,
  role: "admin",
  fields: [],
});

export const duties: readonly Duty[] = [
  ...administratorDuties.map((kind) => byAdministrator(kind, "S0-4.2a", "day")),
  byAdministrator("copy-check", "S0-8.1c", "week"),
  {
    ...byAdministrator("virus-scan", "S0-8.4a", "quarter"),
    fields: ["tool", "scope", "found", "evidence"],
  },
  {
    ...byAdministrator("hardware-check", "S0-8.4a", "quarter"),
    fields: ["scope", "found", "evidence"],
  },
  byAdministrator("capacity-review", "S0-8.4b", "year"),
  byAdministrator("archive-campaign", "S0-16", "december"),
  { ...byAdministrator("daily-check", "S0-18.1", "day"), ownPage: true },
  { ...byAdministrator("monthly-check", "S0-18.2", "month"), ownPage: true },
  {
    ...byAdministrator("spot-check", "S0-18.3", "quarter"),
    role: "auditor",
    ownPage: true,
  },
];

/** What a self-check found and gave a deadline (S0-18.2): it comes once, with that deadline. */
export const rectification: Duty = {
  ...byAdministrator("rectification", "S0-18.2", "once"),
  fields: ["evidence"],
};

/** An external session without its agreement's reference (S0-5.2.4): it ends when the lesson has it. */
export const agreementAsked: Duty = {
  ...byAdministrator("external-agreement", "S0-5.2.4", "once"),
  ownPage: true,
};

export function dutyOf(kind: TaskKind): Duty | undefined {
  return [...duties, rectification, agreementAsked].find((duty) => duty.kind === kind);
}

const hourMs = 3_600_000;
/** How long before the end of its period an unsigned duty is reminded of. */
export const remindBeforeMs: Readonly<Record<PeriodKind, number>> = {
  day: 8 * hourMs,
  week: 24 * hourMs,
  month: 3 * 24 * hourMs,
  quarter: 14 * 24 * hourMs,
  year: 30 * 24 * hourMs,
  december: 7 * 24 * hourMs,
  once: 3 * 24 * hourMs,
};

/** What is left undone weighs more the longer it is. */
export function severityOfMissed(every: PeriodKind, missed: number): Severity {
  if (every !== "day") return missed > 1 ? "critical" : "major";
  if (missed >= 7) return "critical";
  return missed >= 3 ? "major" : "minor";
}
