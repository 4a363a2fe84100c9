import { z } from "zod";
import { Id, Ms, Sha256Hex } from "../ids.ts";
import { IncidentFacts, IncidentKind, IncidentSubject, Severity } from "../incidents.ts";
import { TaskKind, TaskResult } from "../tasks.ts";

const Told = {
  incidentId: Id,
  kind: IncidentKind,
  severity: Severity,
  subject: IncidentSubject,
  facts: IncidentFacts,
};

/** Looking after the house: what happened, and the duties that come round. */
export const tendingEntries = {
  "incident.raised@1": z.strictObject(Told),
  /** Seen again as something worse, or again within the hour after it had settled. */
  "incident.worsened@1": z.strictObject(Told),
  "incident.returned@1": z.strictObject(Told),
  "incident.reported@1": z.strictObject({ incidentId: Id, kind: IncidentKind }),
  "incident.settled@1": z.strictObject({ incidentId: Id, count: z.int() }),
  "incident.acknowledged@1": z.strictObject({ incidentId: Id }),
  /** What was done stands in the personal field `done`. */
  "incident.closed@1": z.strictObject({ incidentId: Id, doneSha256: Sha256Hex }),
  "task.opened@1": z.strictObject({ from: z.string().max(10), tasks: z.int() }),
  "task.reminded@1": z.strictObject({
    taskId: Id,
    task: TaskKind,
    period: z.string().max(10),
    dueMs: Ms,
  }),
  "task.missed@1": z.strictObject({
    taskId: Id,
    task: TaskKind,
    period: z.string().max(10),
    dueMs: Ms,
  }),
  /** The remark stands in the personal field `remark`. */
  "task.signed@1": z.strictObject({
    taskId: Id,
    task: TaskKind,
    period: z.string().max(10),
    dueMs: Ms,
    late: z.boolean(),
    result: TaskResult,
    factsSha256: Sha256Hex,
    signatureSha256: Sha256Hex,
  }),
  "task.exported@1": z.strictObject({
    fromMs: Ms,
    toMs: Ms,
    rows: z.int(),
    fileSha256: Sha256Hex,
  }),
  "storage.reported@1": z.strictObject({
    year: z.int(),
    disks: z.int(),
    duplicateFiles: z.int(),
    duplicateBytes: z.int(),
    fileSha256: Sha256Hex,
  }),
} as const;
