import { z } from "zod";
import { Id, Ms, Sha256Hex } from "../ids.ts";
import {
  CalendarDay,
  CameraLooks,
  DeviceKind,
  MaintenanceForm,
  TicketKind,
  UsbAction,
  UsbClass,
} from "../maintenance.ts";

/** Devices: what was done about them, what changed in them, and what was plugged into hosts. */
export const maintenanceEntries = {
  "maintenance.opened@1": z.strictObject({
    ticketId: Id,
    kind: TicketKind,
    deviceId: Id,
    incidentId: Id.nullable(),
  }),
  "maintenance.closed@1": z.strictObject({
    ticketId: Id,
    kind: TicketKind,
    deviceId: Id,
    parts: z.int(),
    resultSha256: Sha256Hex,
    signatureSha256: Sha256Hex,
  }),
  "maintenance.printed@1": z.strictObject({
    form: MaintenanceForm,
    serial: z.string().max(64),
    fromMs: Ms,
    toMs: Ms,
    rows: z.int(),
    digest: Sha256Hex,
  }),
  "device.noted@1": z.strictObject({
    deviceId: Id,
    kind: DeviceKind,
    acceptedOn: CalendarDay.nullable(),
  }),
  /** A camera's software or stream is another one than before. */
  "device.changed@1": z.strictObject({
    deviceId: Id,
    cameraId: Id,
    stream: z.string().max(16),
    before: CameraLooks,
    after: CameraLooks,
    ticketId: Id.nullable(),
  }),
  "usb.seen@1": z.strictObject({
    eventId: Id,
    host: z.string().max(64),
    atMs: Ms,
    action: UsbAction,
    class: UsbClass,
    vendorId: z.string().max(4),
    productId: z.string().max(4),
    mediumId: Id.nullable(),
  }),
  "usb.imported@1": z.strictObject({
    fileSha256: Sha256Hex,
    rows: z.int(),
    taken: z.int(),
    unknown: z.int(),
  }),
} as const;
