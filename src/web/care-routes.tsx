import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as under from "./route-guards.tsx";

/** Pages of conduct, of devices and of what is plugged into hosts. */
export const conductList = createRoute({
  getParentRoute: () => under.readsConduct,
  path: "/conduct",
  component: lazyRouteComponent(() => import("./conduct/conduct-page.tsx"), "ConductPage"),
});
export const oneMatter = createRoute({
  getParentRoute: () => under.reportsConduct,
  path: "/conduct/$matterId",
  component: lazyRouteComponent(() => import("./conduct/matter-page.tsx"), "MatterPage"),
});
export const report = createRoute({
  getParentRoute: () => under.reportsConduct,
  path: "/report",
  validateSearch: (search: Record<string, unknown>): { lesson?: string } =>
    typeof search["lesson"] === "string" ? { lesson: search["lesson"] } : {},
  component: lazyRouteComponent(() => import("./conduct/report-page.tsx"), "ReportPage"),
});
export const maintenanceList = createRoute({
  getParentRoute: () => under.readsMaintenance,
  path: "/maintenance",
  component: lazyRouteComponent(
    () => import("./maintenance/maintenance-page.tsx"),
    "MaintenancePage",
  ),
});
export const oneDevice = createRoute({
  getParentRoute: () => under.readsMaintenance,
  path: "/maintenance/$deviceId",
  component: lazyRouteComponent(() => import("./maintenance/device-page.tsx"), "DevicePage"),
});
export const usbEvents = createRoute({
  getParentRoute: () => under.readsMaintenance,
  path: "/usb",
  component: lazyRouteComponent(() => import("./maintenance/usb-page.tsx"), "UsbPage"),
});
