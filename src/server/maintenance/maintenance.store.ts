import type { Strokes } from "../../contract/approval.ts";
import type { StreamName } from "../../contract/camera.ts";
import type {
  CameraLooks,
  DeviceKind,
  TicketKind,
  TicketResult,
} from "../../contract/maintenance.ts";
import type { LooksChange } from "../../kernel/maintenance/camera-looks.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

/** Devices and tickets as Kysely sees them; `migrations/0351-maintenance.sql` is their definition. */
type MaintenanceTables = {
  "maintenance.device": {
    device_id: string;
    site_id: string;
    kind: DeviceKind;
    camera_id: string | null;
    name: string;
    number: string;
    number_key: string;
    accepted_on: string | null;
  };
  "maintenance.ticket": {
    ticket_id: string;
    site_id: string;
    kind: TicketKind;
    device_id: string;
    incident_id: string | null;
    fault: string;
    before: string;
    opened_by: string;
    opened_name: string;
    opened_at_ms: number;
    result: TicketResult | null;
    closed_by: string | null;
    closed_name: string | null;
    closed_at_ms: number | null;
    signature: Strokes | null;
    signature_sha256: string | null;
  };
  "maintenance.looks": {
    site_id: string;
    camera_id: string;
    stream: StreamName;
    looks: CameraLooks;
    seen_at_ms: number;
  };
  "maintenance.change": {
    change_id: string;
    site_id: string;
    device_id: string;
    stream: StreamName;
    fields: LooksChange[];
    ticket_id: string | null;
    seen_at_ms: number;
  };
};
export type DeviceRow = MaintenanceTables["maintenance.device"];
export type TicketRow = MaintenanceTables["maintenance.ticket"];
export type LooksRow = MaintenanceTables["maintenance.looks"];
export type ChangeRow = MaintenanceTables["maintenance.change"];

export interface DeviceFilter {
  readonly deviceId?: string;
  readonly cameraId?: string;
  readonly numbered?: { readonly kind: DeviceKind; readonly numberKey: string };
  readonly most: number;
}

export function selectDevices(
  db: Database | Writing,
  siteId: string,
  filter: DeviceFilter,
): Promise<DeviceRow[]> {
  let query = db
    .withTables<MaintenanceTables>()
    .selectFrom("maintenance.device")
    .selectAll()
    .where("site_id", "=", siteId);
  const { deviceId, cameraId, numbered } = filter;
  if (deviceId !== undefined) query = query.where("device_id", "=", deviceId);
  if (cameraId !== undefined) query = query.where("camera_id", "=", cameraId);
  if (numbered !== undefined)
    query = query.where("kind", "=", numbered.kind).where("number_key", "=", numbered.numberKey);
  return query.orderBy("kind").orderBy("number_key").limit(filter.most).execute();
}

/** Nothing where it is listed already. */
export async function insertDevice(tx: Writing, row: DeviceRow): Promise<void> {
  await tx
    .withTables<MaintenanceTables>()
    .insertInto("maintenance.device")
    .values(row)
    .onConflict((known) => known.doNothing())
    .execute();
}

export async function updateAccepted(
  tx: Writing,
  deviceId: string,
  acceptedOn: string | null,
): Promise<void> {
  await tx
    .withTables<MaintenanceTables>()
    .updateTable("maintenance.device")
    .set({ accepted_on: acceptedOn })
    .where("device_id", "=", deviceId)
    .execute();
}

export async function insertTicket(
  tx: Writing,
  row: Omit<
    TicketRow,
    "result" | "closed_by" | "closed_name" | "closed_at_ms" | "signature" | "signature_sha256"
  >,
): Promise<void> {
  const open = { result: null, closed_by: null, closed_name: null, closed_at_ms: null };
  await tx
    .withTables<MaintenanceTables>()
    .insertInto("maintenance.ticket")
    .values({ ...row, ...open, signature: null, signature_sha256: null })
    .execute();
}

export async function lockTicket(
  tx: Writing,
  siteId: string,
  ticketId: string,
): Promise<TicketRow | undefined> {
  return tx
    .withTables<MaintenanceTables>()
    .selectFrom("maintenance.ticket")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("ticket_id", "=", ticketId)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateDone(
  tx: Writing,
  ticketId: string,
  done: {
    readonly result: TicketResult;
    readonly signature: Strokes;
    readonly closed_by: string;
    readonly closed_name: string;
    readonly closed_at_ms: number;
    readonly signature_sha256: string;
  },
): Promise<void> {
  const { result, signature, ...rest } = done;
  await tx
    .withTables<MaintenanceTables>()
    .updateTable("maintenance.ticket")
    .set({
      ...rest,
      result: jsonb<TicketResult>(result),
      signature: jsonb<Strokes>(signature),
    })
    .where("ticket_id", "=", ticketId)
    .execute();
}

export interface TicketFilter {
  readonly open?: boolean;
  readonly deviceId?: string;
  readonly kind?: TicketKind;
  /** Half-open; tickets opened, or closed, within it. */
  readonly opened?: { readonly fromMs: number; readonly toMs: number };
  readonly closed?: { readonly fromMs: number; readonly toMs: number };
  readonly most: number;
}

/** Newest first. */
export function selectTickets(
  db: Database | Writing,
  siteId: string,
  filter: TicketFilter,
): Promise<TicketRow[]> {
  let query = db
    .withTables<MaintenanceTables>()
    .selectFrom("maintenance.ticket")
    .selectAll()
    .where("site_id", "=", siteId);
  const { open, deviceId, kind, opened, closed } = filter;
  if (open === true) query = query.where("closed_at_ms", "is", null);
  if (deviceId !== undefined) query = query.where("device_id", "=", deviceId);
  if (kind !== undefined) query = query.where("kind", "=", kind);
  if (opened !== undefined)
    query = query
      .where("opened_at_ms", ">=", opened.fromMs)
      .where("opened_at_ms", "<", opened.toMs);
  if (closed !== undefined)
    query = query
      .where("closed_at_ms", ">=", closed.fromMs)
      .where("closed_at_ms", "<", closed.toMs);
  return query
    .orderBy("opened_at_ms", "desc")
    .orderBy("ticket_id", "desc")
    .limit(filter.most)
    .execute();
}

export function selectLooks(db: Database, siteId: string): Promise<LooksRow[]> {
  return db
    .withTables<MaintenanceTables>()
    .selectFrom("maintenance.looks")
    .selectAll()
    .where("site_id", "=", siteId)
    .execute();
}

export async function saveLooks(tx: Writing, row: LooksRow): Promise<void> {
  const looks = jsonb<CameraLooks>(row.looks);
  await tx
    .withTables<MaintenanceTables>()
    .insertInto("maintenance.looks")
    .values({ ...row, looks })
    .onConflict((known) =>
      known
        .columns(["site_id", "camera_id", "stream"])
        .doUpdateSet({ looks, seen_at_ms: row.seen_at_ms }),
    )
    .execute();
}

export async function insertChange(tx: Writing, row: ChangeRow): Promise<void> {
  const fields = jsonb<LooksChange[]>(row.fields);
  await tx
    .withTables<MaintenanceTables>()
    .insertInto("maintenance.change")
    .values({ ...row, fields })
    .execute();
}

export function selectChanges(db: Database, deviceId: string, most: number): Promise<ChangeRow[]> {
  return db
    .withTables<MaintenanceTables>()
    .selectFrom("maintenance.change")
    .selectAll()
    .where("device_id", "=", deviceId)
    .orderBy("seen_at_ms", "desc")
    .orderBy("change_id", "desc")
    .limit(most)
    .execute();
}
