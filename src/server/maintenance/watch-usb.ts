import type { UsbSighting } from "../../contract/maintenance.ts";
import { granted } from "../../contract/outcome.ts";
import { needsRegister, usbChanges } from "../../kernel/maintenance/usb-log.ts";
import type { House } from "../../platform/house.ts";
import { type UsbDevice, hostName, readUsbDevices, usbKey } from "../../platform/usb-devices.ts";
import { incidents } from "../incidents/index.ts";
import { act } from "../ledger/index.ts";
import { media } from "../media/index.ts";
import { insertUsbEvents, selectNewestOfHost } from "./usb.store.ts";

const watcher = { kind: "system", name: "scheduler" } as const;

export interface UsbWatchState {
  /** Whether this host shows its devices at all. */
  readonly sees: boolean;
  readonly host: string;
  readonly lookedAtMs: number | null;
}

/** Looks at what is plugged into this host, again and again, and enters what came and went. */
export class UsbWatch {
  readonly #host: string;
  readonly #read: () => Promise<UsbDevice[] | undefined>;
  #before: UsbDevice[] | undefined;
  #state: UsbWatchState;

  constructor(
    of: {
      readonly host?: string;
      readonly read?: () => Promise<UsbDevice[] | undefined>;
    } = {},
  ) {
    this.#host = of.host ?? hostName();
    this.#read = of.read ?? (() => readUsbDevices());
    this.#state = { sees: false, host: this.#host, lookedAtMs: null };
  }

  get state(): UsbWatchState {
    return this.#state;
  }

  async look(house: House): Promise<void> {
    const now = await this.#read();
    const atMs = house.clock.now();
    this.#state = { sees: now !== undefined, host: this.#host, lookedAtMs: atMs };
    if (now === undefined) return;
    const before = this.#before ?? (await pluggedBefore(house, this.#host));
    const { attached, detached } = usbChanges(before, now);
    for (const device of detached)
      await enterSighting(house, this.#sighting(device, "detached", atMs));
    for (const device of attached)
      await enterSighting(house, this.#sighting(device, "attached", atMs));
    this.#before = now;
  }

  #sighting(device: UsbDevice, action: UsbSighting["action"], atMs: number): UsbSighting {
    const { vendorId, productId, serial, name } = device;
    return {
      host: this.#host,
      atMs,
      action,
      class: device.class,
      vendorId,
      productId,
      serial,
      name,
    };
  }
}

/** What was plugged in when the house last looked: after a start nothing is told twice, and nothing missed. */
async function pluggedBefore(house: House, host: string): Promise<UsbDevice[]> {
  const rows = await selectNewestOfHost(house.db, house.siteId, host);
  return rows
    .filter((row) => row.action === "attached")
    .map((row) => {
      const of = { vendorId: row.vendor_id, productId: row.product_id, serial: row.serial };
      return { ...of, key: usbKey(of), name: row.name, class: row.class };
    });
}

async function enterSighting(house: House, seen: UsbSighting): Promise<void> {
  const medium = (await media.bySerial(house, [seen.serial])).get(seen.serial);
  const mediumId = medium?.mediumId ?? null;
  const incidentId = await incidentOf(house, seen, mediumId !== null);
  const eventId = house.newId();
  await act(house, watcher, "usb.seen@1", async (tx) => {
    await insertUsbEvents(tx, [
      { ...usbRow(house, seen, { mediumId, incidentId }), event_id: eventId, way: "watched" },
    ]);
    const { host, atMs, action, vendorId, productId } = seen;
    const device = { host, atMs, action, class: seen.class, vendorId, productId, mediumId };
    return granted({
      value: undefined,
      subject: { type: "house" as const, id: house.siteId },
      body: { eventId, ...device },
    });
  });
}

/** What the register does not know is an incident while it is plugged in (S0-14.3). */
export async function incidentOf(
  house: House,
  seen: UsbSighting,
  isKnown: boolean,
): Promise<string | null> {
  const { host, serial, vendorId, productId, name } = seen;
  const device = usbKey(seen);
  const id = `${host} ${device}`.slice(0, 200);
  const about = { kind: "usb-unknown", subject: { type: "usb-device", id } } as const;
  if (seen.action === "detached") await incidents.settle(house, about);
  if (isKnown || !needsRegister(seen)) return null;
  const facts = { host, device: `${name} ${vendorId}:${productId}`.trim(), serial };
  return (await incidents.raise(house, { ...about, severity: "major", facts })).incidentId;
}

export function usbRow(
  house: House,
  seen: UsbSighting,
  of: { readonly mediumId: string | null; readonly incidentId: string | null },
) {
  return {
    site_id: house.siteId,
    host: seen.host,
    at_ms: seen.atMs,
    action: seen.action,
    class: seen.class,
    vendor_id: seen.vendorId,
    product_id: seen.productId,
    serial: seen.serial,
    name: seen.name,
    medium_id: of.mediumId,
    incident_id: of.incidentId,
  };
}
