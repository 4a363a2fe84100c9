import type { maintenanceRoutes } from "../../contract/routes/maintenance.ts";
import { granted } from "../../contract/outcome.ts";
import { type TypesetForm, type UsbWatch, devices, tickets, usb } from "../maintenance/index.ts";
import { asFile } from "./as-file.ts";
import type { Handlers } from "./handler.ts";

export function maintenanceHandlers(of: {
  readonly typeset: TypesetForm;
  readonly usbWatch: UsbWatch;
}): Handlers<keyof typeof maintenanceRoutes> {
  const { typeset, usbWatch } = of;
  return {
    "maintenance.list": ({ house, actor, query }) => tickets.list(house, actor, query.box),
    "maintenance.open": ({ house, actor, body }) => tickets.open(house, actor, body),
    "maintenance.close": ({ house, actor, params, body }) =>
      tickets.close(house, actor, { ...params, ...body }),
    "maintenance.table": async ({ house, actor, query }) =>
      asFile(await tickets.table(house, actor, query), "xlsx"),
    "maintenance.sheet": async ({ house, actor, query }) =>
      asFile(await tickets.print(house, actor, { ...query, typeset }), "pdf"),
    "devices.list": ({ house, actor }) => devices.list(house, actor),
    "devices.read": ({ house, actor, params }) => devices.read(house, actor, params.deviceId),
    "devices.note": ({ house, actor, params, body }) =>
      devices.note(house, actor, { ...params, ...body }),
    "usb.list": async ({ house, actor, query }) => {
      const listed = await usb.list(house, actor, query.unknownOnly === "yes");
      return listed.ok ? granted({ ...listed.value, watch: usbWatch.state }) : listed;
    },
    "usb.import": ({ house, actor, upload }) => usb.import(house, actor, upload.bytes),
  };
}
