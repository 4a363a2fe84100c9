import { z } from "zod";
import { Id, Ms, Sha256Hex } from "../ids.ts";
import { AssignedHow, IncidentTargets } from "../incidents.ts";

const OneIncident = z.strictObject({ incidentId: Id });

/** Whose an incident is, and what became of its time (S0-4.2b, C-37, N-26). */
export const incidentCareEntries = {
  "incident.assigned@1": OneIncident.extend({
    accountId: Id,
    how: AssignedHow,
    respondDueMs: Ms,
    handleDueMs: Ms,
  }),
  "incident.handed-over@1": OneIncident.extend({
    fromId: Id.nullable(),
    toId: Id,
    reasonSha256: Sha256Hex,
  }),
  "incident.reminded@1": OneIncident.extend({ dueMs: Ms }),
  /** `respond`: nobody took it on in time, the director is told. `hard`: not over in time, the superior is. */
  "incident.escalated@1": OneIncident.extend({ limit: z.enum(["respond", "hard"]), dueMs: Ms }),
  "incident-duty.changed@1": z.strictObject({
    onDutyId: Id.nullable(),
    delegateId: Id.nullable(),
    targets: IncidentTargets,
  }),
} as const;
