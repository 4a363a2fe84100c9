/** Maintenance (维护): devices, what was done about them, what changed in them, what was plugged into hosts. */
import { listDevices, noteDevice, readDevice } from "./devices.ts";
import { printMaintenance, tableOfMaintenance } from "./print-forms.ts";
import { closeTicket, listTickets, openTicket } from "./tickets.ts";
import { importUsbLog, listUsbEvents } from "./usb-events.ts";
import { watchCameras } from "./watch-cameras.ts";

export const tickets = {
  list: listTickets,
  open: openTicket,
  close: closeTicket,
  print: printMaintenance,
  table: tableOfMaintenance,
};

export const devices = {
  list: listDevices,
  read: readDevice,
  note: noteDevice,
  /** A job of the house. */
  watch: watchCameras,
};

export const usb = { list: listUsbEvents, import: importUsbLog };

export { UsbWatch } from "./watch-usb.ts";
export type { TypesetForm } from "./print-forms.ts";
