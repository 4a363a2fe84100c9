import { z } from "zod";
import { Signing } from "../approval.ts";
import { Id, Ms } from "../ids.ts";
import { limits } from "../limits.ts";
import {
  CalendarDay,
  Device,
  DeviceChange,
  MaintenanceForm,
  MaintenancePeriod,
  Ticket,
  TicketInput,
  TicketResult,
  UsbEvent,
} from "../maintenance.ts";
import { route } from "../route.ts";

const FormQuery = z.strictObject({
  form: MaintenanceForm,
  period: MaintenancePeriod,
  fromMs: z.coerce.number().pipe(Ms),
  toMs: z.coerce.number().pipe(Ms),
});

/** Maintenance tickets, devices with their history, and USB events of hosts (S0-5.4.1, S0-14.3). */
export const maintenanceRoutes = {
  "maintenance.list": route({
    method: "GET",
    path: "/api/maintenance",
    permission: "maintenance.read",
    audit: { none: "read" },
    title: { zh: "维护工单", en: "Maintenance tickets" },
    query: z.strictObject({ box: z.enum(["open", "all"]) }),
    answer: z.strictObject({ tickets: z.array(Ticket) }),
  }),
  "maintenance.open": route({
    method: "POST",
    path: "/api/maintenance",
    permission: "maintenance.keep",
    audit: "maintenance.opened@1",
    title: { zh: "开具维护工单", en: "Open a maintenance ticket" },
    body: TicketInput,
    answer: Ticket,
  }),
  "maintenance.close": route({
    method: "POST",
    path: "/api/maintenance/{ticketId}/close",
    permission: "maintenance.keep",
    audit: "maintenance.closed@1",
    title: { zh: "维护完毕、签字", en: "Close a ticket with what was done, signed" },
    params: z.strictObject({ ticketId: Id }),
    body: TicketResult.extend({ signing: Signing }),
    answer: Ticket,
  }),
  "maintenance.table": route({
    method: "GET",
    path: "/api/maintenance-table",
    permission: "maintenance.read",
    audit: "maintenance.printed@1",
    title: { zh: "导出 F-04、F-05（XLSX）", en: "F-04 or F-05 as a workbook" },
    query: FormQuery,
    answer: "bytes",
  }),
  "maintenance.sheet": route({
    method: "GET",
    path: "/api/maintenance-sheet",
    permission: "maintenance.read",
    audit: "maintenance.printed@1",
    title: { zh: "打印 F-04、F-05（PDF）", en: "F-04 or F-05 as a sheet" },
    query: FormQuery,
    answer: "bytes",
  }),
  "devices.list": route({
    method: "GET",
    path: "/api/devices",
    permission: "maintenance.read",
    audit: { none: "read" },
    title: { zh: "设备档案", en: "Devices" },
    answer: z.strictObject({
      devices: z.array(Device),
      /** Cameras of the house that have no file yet. */
      cameras: z.array(z.strictObject({ cameraId: Id, label: z.string(), name: z.string() })),
    }),
  }),
  "devices.read": route({
    method: "GET",
    path: "/api/devices/{deviceId}",
    permission: "maintenance.read",
    audit: { none: "read" },
    title: { zh: "设备维护档案", en: "A device with everything done about it" },
    params: z.strictObject({ deviceId: Id }),
    answer: z.strictObject({
      device: Device,
      tickets: z.array(Ticket),
      changes: z.array(DeviceChange),
    }),
  }),
  "devices.note": route({
    method: "POST",
    path: "/api/devices/{deviceId}",
    permission: "maintenance.keep",
    audit: "device.noted@1",
    title: { zh: "登记验收日期", en: "Note when a device was accepted" },
    params: z.strictObject({ deviceId: Id }),
    body: z.strictObject({ acceptedOn: CalendarDay.nullable() }),
    answer: Device,
  }),
  "usb.list": route({
    method: "GET",
    path: "/api/usb-events",
    permission: "maintenance.read",
    audit: { none: "read" },
    title: { zh: "USB 接入记录", en: "USB events of hosts" },
    query: z.strictObject({ unknownOnly: z.enum(["yes", "no"]) }),
    answer: z.strictObject({
      events: z.array(UsbEvent),
      /** Whether this host's devices can be seen at all, and when they last were. */
      watch: z.strictObject({ sees: z.boolean(), host: z.string(), lookedAtMs: Ms.nullable() }),
      hosts: z.array(z.strictObject({ host: z.string(), lastAtMs: Ms })),
    }),
  }),
  "usb.import": route({
    method: "POST",
    path: "/api/usb-events",
    permission: "maintenance.keep",
    audit: "usb.imported@1",
    title: { zh: "导入主机 USB 日志", en: "Take in the USB log of another host" },
    upload: { largestBytes: limits.usbLogBytes },
    answer: z.strictObject({
      rows: z.int(),
      taken: z.int(),
      unknown: z.int(),
      faults: z.array(z.strictObject({ row: z.int(), reason: z.string().max(40) })),
    }),
  }),
} as const;
