import type { UsbAction, UsbClass } from "../../contract/maintenance.ts";
import type { Database, Writing } from "../../platform/database.ts";

/** USB events as Kysely sees them; `migrations/0351-maintenance.sql` is their definition. */
type UsbTables = {
  "maintenance.usb_event": {
    event_id: string;
    site_id: string;
    host: string;
    at_ms: number;
    action: UsbAction;
    class: UsbClass;
    vendor_id: string;
    product_id: string;
    serial: string;
    name: string;
    medium_id: string | null;
    incident_id: string | null;
    way: "watched" | "imported";
  };
};
export type UsbRow = UsbTables["maintenance.usb_event"];

/** How many of them are new: a log imported twice counts once. */
export async function insertUsbEvents(tx: Writing, rows: readonly UsbRow[]): Promise<number> {
  let taken = 0;
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const done = await tx
      .withTables<UsbTables>()
      .insertInto("maintenance.usb_event")
      .values(rows.slice(at, at + rowsAtOnce))
      .onConflict((known) => known.doNothing())
      .executeTakeFirst();
    taken += Number(done.numInsertedOrUpdatedRows ?? 0n);
  }
  return taken;
}

const rowsAtOnce = 500;

type Sighting = Pick<UsbRow, "host" | "at_ms" | "action" | "vendor_id" | "product_id" | "serial">;

export async function isSeen(db: Database, siteId: string, of: Sighting): Promise<boolean> {
  const row = await db
    .withTables<UsbTables>()
    .selectFrom("maintenance.usb_event")
    .select("event_id")
    .where("site_id", "=", siteId)
    .where("host", "=", of.host)
    .where("at_ms", "=", of.at_ms)
    .where("action", "=", of.action)
    .where("vendor_id", "=", of.vendor_id)
    .where("product_id", "=", of.product_id)
    .where("serial", "=", of.serial)
    .executeTakeFirst();
  return row !== undefined;
}

/** The newest event of each device of a host. */
export function selectNewestOfHost(db: Database, siteId: string, host: string): Promise<UsbRow[]> {
  return db
    .withTables<UsbTables>()
    .selectFrom("maintenance.usb_event")
    .distinctOn(["vendor_id", "product_id", "serial"])
    .selectAll()
    .where("site_id", "=", siteId)
    .where("host", "=", host)
    .where("way", "=", "watched")
    .orderBy("vendor_id")
    .orderBy("product_id")
    .orderBy("serial")
    .orderBy("at_ms", "desc")
    .execute();
}

/** Newest first. */
export function selectUsbEvents(
  db: Database,
  siteId: string,
  of: { readonly unknownOnly: boolean; readonly most: number },
): Promise<UsbRow[]> {
  let query = db
    .withTables<UsbTables>()
    .selectFrom("maintenance.usb_event")
    .selectAll()
    .where("site_id", "=", siteId);
  if (of.unknownOnly) query = query.where("incident_id", "is not", null);
  return query.orderBy("at_ms", "desc").orderBy("event_id", "desc").limit(of.most).execute();
}

export async function selectHosts(
  db: Database,
  siteId: string,
): Promise<{ host: string; lastAtMs: number }[]> {
  const rows = await db
    .withTables<UsbTables>()
    .selectFrom("maintenance.usb_event")
    .select((eb) => ["host", eb.fn.max("at_ms").as("lastAtMs")])
    .where("site_id", "=", siteId)
    .groupBy("host")
    .orderBy("host")
    .limit(200)
    .execute();
  return rows.map(({ host, lastAtMs }) => ({ host, lastAtMs: Number(lastAtMs) }));
}
