import { z } from "zod";
import { Signing } from "../approval.ts";
import { Id } from "../ids.ts";
import { Incident, IncidentKind, Severity } from "../incidents.ts";
import { limits } from "../limits.ts";
import { route } from "../route.ts";
import { StorageState } from "../storage.ts";
import { TaskFilled, TaskLine, TaskResult, TaskSheet } from "../tasks.ts";

const Period = z.strictObject({ fromMs: z.coerce.number().int(), toMs: z.coerce.number().int() });
const OneTask = z.strictObject({ taskId: Id });
const OneIncident = z.strictObject({ incidentId: Id });

/** Looking after the house: duties that come round, incidents, disks. */
export const tendingRoutes = {
  "tasks.list": route({
    method: "GET",
    path: "/api/tasks",
    permission: "task.read",
    audit: { none: "read" },
    title: { zh: "定期工作", en: "Duties of a period" },
    query: Period,
    answer: z.strictObject({ tasks: z.array(TaskLine) }),
  }),
  "tasks.read": route({
    method: "GET",
    path: "/api/tasks/{taskId}",
    permission: "task.read",
    audit: { none: "read" },
    title: { zh: "一项定期工作", en: "One duty with its facts" },
    params: OneTask,
    answer: TaskSheet,
  }),
  "tasks.sign": route({
    method: "POST",
    path: "/api/tasks/{taskId}/signing",
    permission: "task.sign",
    audit: "task.signed@1",
    title: { zh: "定期工作签字", en: "Sign a duty" },
    params: OneTask,
    body: z.strictObject({
      result: TaskResult,
      remark: z.string().trim().max(limits.textCharacters),
      filled: TaskFilled,
      signing: Signing,
    }),
    answer: TaskLine,
  }),
  "tasks.table": route({
    method: "GET",
    path: "/api/tasks-table",
    permission: "task.read",
    audit: "task.exported@1",
    title: { zh: "定期工作完成情况（XLSX）", en: "XLSX of duties and how they were done" },
    query: Period,
    answer: "bytes",
  }),
  "incidents.list": route({
    method: "GET",
    path: "/api/incidents",
    permission: "incident.read",
    audit: { none: "read" },
    title: { zh: "异常事件", en: "Incidents" },
    query: z.strictObject({
      box: z.enum(["unfinished", "all"]).default("unfinished"),
      kind: IncidentKind.optional(),
      beforeMs: z.coerce.number().int().optional(),
    }),
    answer: z.strictObject({ incidents: z.array(Incident), more: z.boolean() }),
  }),
  "incidents.count": route({
    method: "GET",
    path: "/api/incident-count",
    permission: "incident.read",
    audit: { none: "read" },
    background: true,
    title: { zh: "待处理的异常事件数", en: "How many incidents wait" },
    answer: z.strictObject({
      goingOn: z.int(),
      settled: z.int(),
      worst: Severity.nullable(),
    }),
  }),
  "incidents.read": route({
    method: "GET",
    path: "/api/incidents/{incidentId}",
    permission: "incident.read",
    audit: { none: "read" },
    title: { zh: "一件异常事件", en: "One incident" },
    params: OneIncident,
    answer: Incident,
  }),
  "incidents.acknowledge": route({
    method: "PUT",
    path: "/api/incidents/{incidentId}/owner",
    permission: "incident.handle",
    audit: "incident.acknowledged@1",
    title: { zh: "受理异常事件", en: "Take an incident on" },
    params: OneIncident,
    answer: Incident,
  }),
  "incidents.close": route({
    method: "PUT",
    path: "/api/incidents/{incidentId}/closing",
    permission: "incident.handle",
    audit: "incident.closed@1",
    title: { zh: "关闭异常事件", en: "Close an incident with what was done" },
    params: OneIncident,
    body: z.strictObject({ done: z.string().trim().min(1).max(limits.textCharacters) }),
    answer: Incident,
  }),
  "storage.read": route({
    method: "GET",
    path: "/api/storage",
    permission: "storage.read",
    audit: { none: "read" },
    title: { zh: "存储状况", en: "State of the disks" },
    answer: StorageState,
  }),
  "storage.report": route({
    method: "GET",
    path: "/api/storage-report",
    permission: "storage.read",
    audit: "storage.reported@1",
    title: { zh: "年度容量报告（XLSX）", en: "XLSX of a year's capacity" },
    query: z.strictObject({ year: z.coerce.number().int().min(2000).max(9999) }),
    answer: "bytes",
  }),
} as const;
