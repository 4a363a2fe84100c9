import { z } from "zod";
import { Strokes } from "./approval.ts";
import { Id, Ms } from "./ids.ts";
import { limits } from "./limits.ts";

/** 检修, 升级, 调试, 配件更换, 故障维修 (S0-5.4.1). */
export const ticketKinds = ["inspection", "upgrade", "tuning", "parts", "repair"] as const;
export const TicketKind = z.enum(ticketKinds);
export type TicketKind = z.infer<typeof TicketKind>;

export const deviceKinds = ["camera", "recorder", "disk", "other"] as const;
export const DeviceKind = z.enum(deviceKinds);
export type DeviceKind = z.infer<typeof DeviceKind>;

const Name = z.string().trim().min(1).max(limits.nameCharacters);
const Text = z.string().trim().min(1).max(limits.textCharacters);
const LooseText = z.string().trim().max(limits.textCharacters);
export const CalendarDay = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

export const Device = z.strictObject({
  deviceId: Id,
  kind: DeviceKind,
  cameraId: Id.nullable(),
  name: z.string(),
  /** 设备编号 */
  number: z.string(),
  /** 验收日期; repair is free for three years from it (N-28). */
  acceptedOn: CalendarDay.nullable(),
  /** The last day under warranty. */
  warrantyUntil: CalendarDay.nullable(),
  underWarranty: z.boolean().nullable(),
  openTickets: z.int(),
});
export type Device = z.infer<typeof Device>;

/** A camera of the house, a device already listed, or another one. */
export const DeviceChoice = z.union([
  z.strictObject({ cameraId: Id }),
  z.strictObject({ deviceId: Id }),
  z.strictObject({ kind: z.enum(["recorder", "disk", "other"]), name: Name, number: Name }),
]);
export type DeviceChoice = z.infer<typeof DeviceChoice>;

export const TicketInput = z.strictObject({
  kind: TicketKind,
  device: DeviceChoice,
  /** 故障现象, or what is to be done. */
  fault: Text,
  /** 处理前状态 */
  before: LooseText,
  incidentId: Id.nullable(),
});
export type TicketInput = z.infer<typeof TicketInput>;

export const TicketResult = z.strictObject({
  /** 处理后状态 */
  after: Text,
  /** 处理意见 */
  advice: Text,
  hands: Name,
  parts: z.array(Name).max(30),
  remark: LooseText,
});
export type TicketResult = z.infer<typeof TicketResult>;

export const Ticket = z.strictObject({
  ticketId: Id,
  kind: TicketKind,
  deviceId: Id,
  deviceName: z.string(),
  deviceNumber: z.string(),
  incidentId: Id.nullable(),
  fault: z.string(),
  before: z.string(),
  openedBy: z.string(),
  openedAtMs: Ms,
  result: TicketResult.nullable(),
  closedBy: z.string().nullable(),
  closedAtMs: Ms.nullable(),
  signature: Strokes.nullable(),
});
export type Ticket = z.infer<typeof Ticket>;

/** What a camera says of itself: its software, and how its stream is made. */
export const CameraLooks = z.record(z.string().max(40), z.union([z.string().max(200), z.int()]));
export type CameraLooks = z.infer<typeof CameraLooks>;

export const DeviceChange = z.strictObject({
  changeId: Id,
  seenAtMs: Ms,
  stream: z.string(),
  /** Name → before and after. */
  fields: z.array(z.strictObject({ name: z.string(), before: z.string(), after: z.string() })),
  /** The open ticket it belongs to; without one it was an incident. */
  ticketId: Id.nullable(),
});
export type DeviceChange = z.infer<typeof DeviceChange>;

/** F-04 is kept by the day, the week or the month. */
export const maintenancePeriods = ["day", "week", "month"] as const;
export const MaintenancePeriod = z.enum(maintenancePeriods);
export type MaintenancePeriod = z.infer<typeof MaintenancePeriod>;
export const maintenanceForms = ["F-04", "F-05"] as const;
export const MaintenanceForm = z.enum(maintenanceForms);
export type MaintenanceForm = z.infer<typeof MaintenanceForm>;

/** 插入, 拔出. */
export const usbActions = ["attached", "detached"] as const;
export const UsbAction = z.enum(usbActions);
export type UsbAction = z.infer<typeof UsbAction>;
/** What a device is, by the classes it announces: storage, keyboard or mouse, anything else. */
export const usbClasses = ["storage", "input", "other"] as const;
export const UsbClass = z.enum(usbClasses);
export type UsbClass = z.infer<typeof UsbClass>;

const Printable = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\u0000-\u001f\u007f]*$/);

/** One line of a host's log, as it is handed over. */
export const UsbSighting = z.strictObject({
  host: Printable(64).min(1),
  atMs: Ms,
  action: UsbAction,
  class: UsbClass,
  vendorId: z.string().regex(/^[0-9a-f]{4}$/),
  productId: z.string().regex(/^[0-9a-f]{4}$/),
  serial: Printable(limits.serialCharacters),
  name: Printable(limits.nameCharacters),
});
export type UsbSighting = z.infer<typeof UsbSighting>;

export const UsbEvent = UsbSighting.extend({
  eventId: Id,
  /** The registered medium it is; null: unknown to the register. */
  medium: z.strictObject({ mediumId: Id, label: z.string() }).nullable(),
  incidentId: Id.nullable(),
  way: z.enum(["watched", "imported"]),
});
export type UsbEvent = z.infer<typeof UsbEvent>;
