import { sql } from "kysely";
import type { Office } from "../../contract/appointments.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";
import type { AppointmentRow, ApprovalTables } from "./approval-tables.ts";

/** Appointments of a house, the newest first; `standing` leaves out those that ended. */
export function selectAppointments(
  db: Database | Writing,
  siteId: string,
  filter: { readonly standing?: true; readonly office?: Office; readonly most: number },
): Promise<AppointmentRow[]> {
  let query = db
    .withTables<ApprovalTables>()
    .selectFrom("approval.appointment")
    .selectAll()
    .where("site_id", "=", siteId);
  if (filter.standing === true) query = query.where("ended_at_ms", "is", null);
  if (filter.office !== undefined) query = query.where("office", "=", filter.office);
  return query.orderBy("opened_at_ms", "desc").limit(filter.most).execute();
}

/** The appointment, locked until the transaction ends. */
export function lockAppointment(
  tx: Writing,
  siteId: string,
  appointmentId: string,
): Promise<AppointmentRow | undefined> {
  return tx
    .withTables<ApprovalTables>()
    .selectFrom("approval.appointment")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("appointment_id", "=", appointmentId)
    .forUpdate()
    .executeTakeFirst();
}

/** One appointment at a time: two at once cannot both find the office free. */
export async function lockOffices(tx: Writing, siteId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`approval.appointment ${siteId}`}))`.execute(
    tx,
  );
}

export async function insertAppointment(tx: Writing, row: AppointmentRow): Promise<void> {
  await tx.withTables<ApprovalTables>().insertInto("approval.appointment").values(row).execute();
}

export async function updateAppointment(
  tx: Writing,
  appointmentId: string,
  change: Partial<
    Pick<
      AppointmentRow,
      "text_version" | "text_sha256" | "strokes" | "acknowledged_at_ms" | "ended_at_ms"
    >
  >,
): Promise<void> {
  const { strokes, ...rest } = change;
  const drawn = strokes === undefined ? {} : { strokes: jsonb<AppointmentRow["strokes"]>(strokes) };
  await tx
    .withTables<ApprovalTables>()
    .updateTable("approval.appointment")
    .set({ ...rest, ...drawn })
    .where("appointment_id", "=", appointmentId)
    .execute();
}
