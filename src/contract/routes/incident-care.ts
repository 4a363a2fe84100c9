import { z } from "zod";
import { Id } from "../ids.ts";
import { Incident, IncidentDuty, IncidentStatistic, IncidentStep } from "../incidents.ts";
import { limits } from "../limits.ts";
import { route } from "../route.ts";

const OneIncident = z.strictObject({ incidentId: Id });

/** Whose incidents are, how they were handled, and how often they come. */
export const incidentCareRoutes = {
  "incidents.handOver": route({
    method: "PUT",
    path: "/api/incidents/{incidentId}/hand-over",
    permission: "incident.handle",
    audit: "incident.handed-over@1",
    title: { zh: "移交异常事件", en: "Hand an incident over" },
    params: OneIncident,
    body: z.strictObject({
      accountId: Id,
      reason: z.string().trim().min(1).max(limits.textCharacters),
    }),
    answer: Incident,
  }),
  "incidents.history": route({
    method: "GET",
    path: "/api/incidents/{incidentId}/history",
    permission: "incident.read",
    audit: { none: "read" },
    title: { zh: "处置记录", en: "How an incident was handled" },
    params: OneIncident,
    answer: z.strictObject({ steps: z.array(IncidentStep) }),
  }),
  "incidents.statistics": route({
    method: "GET",
    path: "/api/incident-statistics",
    permission: "incident.read",
    audit: { none: "read" },
    title: { zh: "异常统计", en: "Statistics of incidents" },
    query: z.strictObject({ fromMs: z.coerce.number().int(), toMs: z.coerce.number().int() }),
    answer: z.strictObject({ lines: z.array(IncidentStatistic) }),
  }),
  "incidentDuty.read": route({
    method: "GET",
    path: "/api/incident-duty",
    permission: "incident.read",
    audit: { none: "read" },
    title: { zh: "异常处置值班", en: "Who is on duty for incidents" },
    answer: z.strictObject({
      duty: IncidentDuty,
      /** Who can be on duty. */
      people: z.array(z.strictObject({ accountId: Id, name: z.string(), login: z.string() })),
    }),
  }),
  "incidentDuty.change": route({
    method: "PUT",
    path: "/api/incident-duty",
    permission: "incident.handle",
    audit: "incident-duty.changed@1",
    title: { zh: "设置异常处置值班", en: "Set who is on duty for incidents" },
    body: IncidentDuty,
    answer: IncidentDuty,
  }),
} as const;
