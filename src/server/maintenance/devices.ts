import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import type { Device, DeviceChange, DeviceChoice, Ticket } from "../../contract/maintenance.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { comparableSerial } from "../../kernel/custody/medium-moves.ts";
import { localTime } from "../../kernel/local-time.ts";
import { isUnderWarranty, warrantyUntil } from "../../kernel/maintenance/warranty.ts";
import type { Database, Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { act } from "../ledger/index.ts";
import { cameras } from "../places/index.ts";
import {
  type ChangeRow,
  type DeviceRow,
  insertDevice,
  selectChanges,
  selectDevices,
  selectTickets,
  updateAccepted,
} from "./maintenance.store.ts";
import { ticketsOf } from "./ticket-view.ts";

/** Every device with a file, and the cameras that have none yet. */
export async function listDevices(
  house: House,
  actor: PersonActor,
): Promise<
  Outcome<{
    devices: Device[];
    cameras: { cameraId: string; label: string; name: string }[];
  }>
> {
  const devices = await asTier(house, actor, async (db) => {
    const rows = await selectDevices(db, house.siteId, { most: limits.devicesMost });
    return devicesOf(house, db, rows);
  });
  const listed = new Set(devices.map((one) => one.cameraId));
  const all = await cameras.list(house, actor);
  if (!all.ok) return all;
  const rest = all.value.cameras
    .filter((one) => one.state !== "retired" && !listed.has(one.cameraId))
    .map(({ cameraId, label, name }) => ({ cameraId, label, name }));
  return granted({ devices, cameras: rest });
}

/** A device with every ticket and every change that was seen, newest first. */
export async function readDevice(
  house: House,
  actor: PersonActor,
  deviceId: string,
): Promise<Outcome<{ device: Device; tickets: Ticket[]; changes: DeviceChange[] }>> {
  return asTier(house, actor, async (db) => {
    const rows = await selectDevices(db, house.siteId, { deviceId, most: 1 });
    const [device] = await devicesOf(house, db, rows);
    if (device === undefined) return refused("not_found");
    const of = { deviceId, most: limits.ticketsListed };
    const tickets = await ticketsOf(house, db, await selectTickets(db, house.siteId, of));
    const changes = await selectChanges(db, deviceId, limits.pageRows);
    return granted({ device, tickets, changes: changes.map(changeOf) });
  });
}

/** Notes when a device was accepted: from then on repair is free for three years (N-28). */
export async function noteDevice(
  house: House,
  actor: PersonActor,
  ask: { readonly deviceId: string; readonly acceptedOn: string | null },
): Promise<Outcome<Device>> {
  const { deviceId, acceptedOn } = ask;
  if (acceptedOn !== null && !isCalendarDay(acceptedOn))
    return refused("bad_input", { field: "acceptedOn" });
  const noted = await act(house, actor, "device.noted@1", async (tx) => {
    const [row] = await selectDevices(tx, house.siteId, { deviceId, most: 1 });
    if (row === undefined) return refused("not_found");
    await updateAccepted(tx, deviceId, acceptedOn);
    return granted({
      value: { ...row, accepted_on: acceptedOn },
      subject: { type: "device" as const, id: deviceId },
      body: { deviceId, kind: row.kind, acceptedOn },
    });
  });
  if (!noted.ok) return noted;
  const [device] = await devicesOf(house, house.db, [noted.value]);
  return device === undefined ? refused("not_found") : granted(device);
}

/** 30 February is none. */
function isCalendarDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
}

/** The device somebody means; a camera or another device is listed with its first ticket. */
export async function deviceChosen(
  house: House,
  tx: Writing,
  choice: DeviceChoice,
): Promise<Outcome<DeviceRow>> {
  if ("deviceId" in choice) {
    const [row] = await selectDevices(tx, house.siteId, { deviceId: choice.deviceId, most: 1 });
    return row === undefined ? refused("not_found") : granted(row);
  }
  if ("cameraId" in choice) return deviceOfCamera(house, tx, choice.cameraId);
  const numberKey = comparableSerial(choice.number);
  const { kind, name, number } = choice;
  const device = { kind, camera_id: null, name, number, number_key: numberKey };
  return listed(house, tx, device);
}

/** The file of a camera, made where there is none. */
export async function deviceOfCamera(
  house: House,
  tx: Writing,
  cameraId: string,
): Promise<Outcome<DeviceRow>> {
  const [row] = await selectDevices(tx, house.siteId, { cameraId, most: 1 });
  if (row !== undefined) return granted(row);
  const [camera] = await cameras.find(house, [cameraId]);
  if (camera === undefined) return refused("not_found");
  const { label, name } = camera;
  const device = { kind: "camera" as const, camera_id: cameraId, name, number: label };
  return listed(house, tx, { ...device, number_key: label });
}

async function listed(
  house: House,
  tx: Writing,
  of: Omit<DeviceRow, "device_id" | "site_id" | "accepted_on">,
): Promise<Outcome<DeviceRow>> {
  const all = { device_id: house.newId(), site_id: house.siteId, accepted_on: null };
  await insertDevice(tx, { ...all, ...of });
  const numbered = { kind: of.kind, numberKey: of.number_key };
  const [row] = await selectDevices(tx, house.siteId, { numbered, most: 1 });
  return row === undefined ? refused("conflict") : granted(row);
}

async function devicesOf(
  house: House,
  db: Database,
  rows: readonly DeviceRow[],
): Promise<Device[]> {
  const open = await selectTickets(db, house.siteId, { open: true, most: limits.ticketsListed });
  const today = localTime(house.clock.now(), house.config.timeZone).date;
  return rows.map((row) => ({
    deviceId: row.device_id,
    kind: row.kind,
    cameraId: row.camera_id,
    name: row.name,
    number: row.number,
    acceptedOn: row.accepted_on,
    warrantyUntil: row.accepted_on === null ? null : warrantyUntil(row.accepted_on),
    underWarranty: row.accepted_on === null ? null : isUnderWarranty(row.accepted_on, today),
    openTickets: open.filter((one) => one.device_id === row.device_id).length,
  }));
}

const changeOf = (row: ChangeRow): DeviceChange => ({
  changeId: row.change_id,
  seenAtMs: row.seen_at_ms,
  stream: row.stream,
  fields: [...row.fields],
  ticketId: row.ticket_id,
});
