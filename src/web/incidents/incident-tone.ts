import type { IncidentState, Severity } from "../../contract/incidents.ts";
import type { Tone } from "../look/status.tsx";

export const severityTones = {
  notice: "plain",
  minor: "busy",
  major: "warn",
  critical: "alarm",
} as const satisfies Record<Severity, Tone>;

export const incidentTones = {
  open: "alarm",
  acknowledged: "busy",
  settled: "warn",
  closed: "good",
} as const satisfies Record<IncidentState, Tone>;
