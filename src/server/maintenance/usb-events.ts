import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import type { UsbEvent, UsbSighting } from "../../contract/maintenance.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { toHex } from "../../kernel/bytes.ts";
import {
  type UsbLog,
  isJsonLines,
  needsRegister,
  readUsbLines,
  readUsbTable,
} from "../../kernel/maintenance/usb-log.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { readTable } from "../../platform/spreadsheet.ts";
import { asTier } from "../../platform/tiers.ts";
import { usbKey } from "../../platform/usb-devices.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { media } from "../media/index.ts";
import { insertUsbEvents, isSeen, selectHosts, selectUsbEvents } from "./usb.store.ts";
import { incidentOf, usbRow } from "./watch-usb.ts";

/** USB events of every host that is seen, newest first. */
export async function listUsbEvents(
  house: House,
  actor: PersonActor,
  unknownOnly: boolean,
): Promise<Outcome<{ events: UsbEvent[]; hosts: { host: string; lastAtMs: number }[] }>> {
  const of = { unknownOnly, most: limits.usbEventsListed };
  const [rows, hosts] = await asTier(house, actor, async (db) => [
    await selectUsbEvents(db, house.siteId, of),
    await selectHosts(db, house.siteId),
  ]);
  const known = await media.bySerial(
    house,
    rows.filter((row) => row.medium_id !== null).map((row) => row.serial),
  );
  const events = rows.map((row) => ({
    eventId: row.event_id,
    host: row.host,
    atMs: row.at_ms,
    action: row.action,
    class: row.class,
    vendorId: row.vendor_id,
    productId: row.product_id,
    serial: row.serial,
    name: row.name,
    medium:
      row.medium_id === null
        ? null
        : { mediumId: row.medium_id, label: known.get(row.serial)?.label ?? row.serial },
    incidentId: row.incident_id,
    way: row.way,
  }));
  return granted({ events, hosts });
}

export interface UsbImported {
  readonly rows: number;
  readonly taken: number;
  readonly unknown: number;
  readonly faults: UsbLog["faults"];
}

/** Takes the log of another host in, whole or not at all; a line known already counts once. */
export async function importUsbLog(
  house: House,
  actor: PersonActor,
  bytes: Uint8Array,
): Promise<Outcome<UsbImported>> {
  const log = await readLog(bytes);
  if (log === undefined) {
    const refusal = refused("usb_log_unreadable");
    const subject = { type: "house" as const, id: house.siteId };
    await enterRefusal(house, actor, "usb.imported@1", refusal, subject);
    return refusal;
  }
  const { rows, faults } = log;
  const isAhead = log.sightings.some((seen) => seen.atMs > house.clock.now() + aheadMostMs);
  if (isAhead) return refused("bad_input", { field: "time" });
  if (faults.length > 0)
    return granted({ rows, taken: 0, unknown: 0, faults: faults.slice(0, faultsShown) });
  const sightings = log.sightings.toSorted((a, b) => a.atMs - b.atMs);
  const known = await media.bySerial(
    house,
    sightings.map(({ serial }) => serial),
  );
  const incidents = await incidentsOf(house, sightings, new Set(known.keys()));
  const fileSha256 = toHex(sha256(bytes));
  const eventRows = sightings.map((seen) => ({
    ...usbRow(house, seen, {
      mediumId: known.get(seen.serial)?.mediumId ?? null,
      incidentId: isUnknown(seen, known) ? (incidents.get(deviceAt(seen)) ?? null) : null,
    }),
    event_id: house.newId(),
    way: "imported" as const,
  }));
  const unknown = eventRows.filter((row) => row.incident_id !== null).length;
  return act(house, actor, "usb.imported@1", async (tx) => {
    const taken = await insertUsbEvents(tx, eventRows);
    return granted({
      value: { rows, taken, unknown, faults: [] },
      subject: { type: "house", id: house.siteId },
      body: { fileSha256, rows, taken, unknown },
    });
  });
}

const aheadMostMs = 24 * 3_600_000;
const faultsShown = 50;

const deviceAt = (seen: UsbSighting): string => `${seen.host} ${usbKey(seen)}`;
const isUnknown = (seen: UsbSighting, known: ReadonlyMap<string, unknown>): boolean =>
  needsRegister(seen) && !known.has(seen.serial);

/** One incident for each unknown device with anything new; settled where the log ends with it unplugged. */
async function incidentsOf(
  house: House,
  sightings: readonly UsbSighting[],
  known: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const raised = new Map<string, string>();
  const last = new Map(sightings.map((seen) => [deviceAt(seen), seen]));
  for (const seen of sightings) {
    if (known.has(seen.serial) || !needsRegister(seen) || raised.has(deviceAt(seen))) continue;
    const row = usbRow(house, seen, { mediumId: null, incidentId: null });
    if (await isSeen(house.db, house.siteId, row)) continue;
    const incidentId = await incidentOf(house, seen, false);
    if (incidentId !== null) raised.set(deviceAt(seen), incidentId);
  }
  for (const seen of last.values())
    if (seen.action === "detached" && raised.has(deviceAt(seen)))
      await incidentOf(house, seen, known.has(seen.serial));
  return raised;
}

async function readLog(bytes: Uint8Array): Promise<UsbLog | undefined> {
  const text = new TextDecoder().decode(bytes);
  if (isJsonLines(text)) return readUsbLines(text);
  const table = await readTable(bytes, {
    rowsMost: limits.usbLogRows + 1,
    columnsMost: 20,
    cellCharacters: 300,
  });
  return table.ok ? readUsbTable(table.value) : undefined;
}
