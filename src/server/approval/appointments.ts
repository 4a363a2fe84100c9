import type { PersonActor } from "../../contract/actor.ts";
import { type Appointment, type Office, offices } from "../../contract/appointments.ts";
import type { Signing } from "../../contract/approval.ts";
import type { EntryKind } from "../../contract/entries.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { rolePermissions } from "../../contract/roles.ts";
import type { Appointments } from "../../contract/routes/institution.ts";
import { officeRefusal } from "../../kernel/duties.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { accounts, findAccounts } from "../people/index.ts";
import { sign } from "../signing/index.ts";
import {
  insertAppointment,
  lockAppointment,
  lockOffices,
  selectAppointments,
  updateAppointment,
} from "./appointments.store.ts";
import type { AppointmentRow } from "./approval-tables.ts";
import { dutyText, dutyTexts } from "./duty-texts.ts";
import { fittingHolders } from "./office-holders.ts";

const most = limits.pageRows;

/** Who holds which office or is asked to, what each is bound to, and which office nobody holds. */
export async function listAppointments(
  house: House,
  actor: PersonActor,
): Promise<Outcome<Appointments>> {
  const rows = await selectAppointments(house.db, house.siteId, { most });
  const standing = rows.filter((row) => row.ended_at_ms === null);
  const fits = await fittingHolders(house, standing);
  const people = await findAccounts(house, [
    ...new Set(rows.flatMap((row) => [row.account_id, row.opened_by])),
  ]);
  const name = (accountId: string) => people.get(accountId)?.name ?? "";
  const appointments = rows.map((row): Appointment => ({
    appointmentId: row.appointment_id,
    office: row.office,
    accountId: row.account_id,
    name: name(row.account_id),
    state: stateOf(row, fits),
    openedAtMs: row.opened_at_ms,
    openedBy: name(row.opened_by),
    acknowledgedAtMs: row.acknowledged_at_ms,
    textVersion: row.text_version,
    endedAtMs: row.ended_at_ms,
    own: row.account_id === actor.accountId,
  }));
  return granted({ appointments, texts: dutyTexts(), vacant: vacantAmong(appointments) });
}

function stateOf(row: AppointmentRow, fits: ReadonlySet<string>): Appointment["state"] {
  if (row.ended_at_ms !== null) return "ended";
  if (!fits.has(row.appointment_id)) return "unfit";
  return row.acknowledged_at_ms === null ? "waiting" : "held";
}

function vacantAmong(all: readonly Pick<Appointment, "office" | "state">[]): Office[] {
  return offices.filter(
    (office) => !all.some((one) => one.office === office && one.state === "held"),
  );
}

/** Offices nobody has taken up: the house tells of them until somebody does (S3-Q1). */
export async function vacantOffices(house: House): Promise<Office[]> {
  const rows = await selectAppointments(house.db, house.siteId, { standing: true, most });
  const fits = await fittingHolders(house, rows);
  return vacantAmong(rows.map((row) => ({ office: row.office, state: stateOf(row, fits) })));
}

/** Whom the caller may appoint: nobody whose role or other office excludes it, nor the caller (4.3). */
export async function listOfficeCandidates(
  house: House,
  actor: PersonActor,
  office: Office,
): Promise<Outcome<{ candidates: { accountId: string; name: string; role: string }[] }>> {
  const listed = await accounts.list(house, actor);
  if (!listed.ok) return listed;
  const standing = await selectAppointments(house.db, house.siteId, { standing: true, most });
  const candidates = listed.value.accounts
    .filter((one) => one.state === "active" || one.state === "locked")
    .filter(({ accountId, role, category }) => {
      const held = officesOf(standing, accountId);
      const own = accountId === actor.accountId;
      return (
        !held.includes(office) &&
        officeRefusal({ office, role, category, alsoHeld: held, own }) === undefined
      );
    })
    .map(({ accountId, name, role }) => ({ accountId, name, role }));
  return granted({ candidates });
}

function officesOf(rows: readonly AppointmentRow[], accountId: string): Office[] {
  return rows.filter((row) => row.account_id === accountId).map((row) => row.office);
}

/** Appoints somebody; nothing is held by it until the person acknowledges the duty. */
export async function openAppointment(
  house: House,
  actor: PersonActor,
  ask: { readonly office: Office; readonly accountId: string },
): Promise<Outcome<Appointments>> {
  const { office, accountId } = ask;
  const listed = await accounts.list(house, actor);
  if (!listed.ok) return listed;
  const person = listed.value.accounts.find(
    (one) => one.accountId === accountId && (one.state === "active" || one.state === "locked"),
  );
  if (person === undefined) return refuse(house, actor, refused("not_found"));
  const { role, category } = person;
  const opened = await act(house, actor, "appointment.opened@1", async (tx) => {
    await lockOffices(tx, house.siteId);
    const standing = await selectAppointments(tx, house.siteId, { standing: true, most });
    const alsoHeld = officesOf(standing, accountId);
    const own = accountId === actor.accountId;
    const code = officeRefusal({ office, role, category, alsoHeld, own });
    if (code !== undefined) return refused(code, { office, role });
    const taken =
      alsoHeld.includes(office) ||
      (office === "privacy" && standing.some((row) => row.office === office));
    if (taken) return refused("office_taken", { office });
    const row = newRow(house, actor, ask);
    await insertAppointment(tx, row);
    const { appointment_id: appointmentId } = row;
    const subject = { type: "appointment" as const, id: appointmentId };
    return granted({ value: undefined, subject, body: { appointmentId, office, accountId } });
  });
  return opened.ok ? listAppointments(house, actor) : opened;
}

function newRow(
  house: House,
  actor: PersonActor,
  { office, accountId }: { readonly office: Office; readonly accountId: string },
): AppointmentRow {
  return {
    appointment_id: house.newId(),
    site_id: house.siteId,
    office,
    account_id: accountId,
    opened_at_ms: house.clock.now(),
    opened_by: actor.accountId,
    text_version: null,
    text_sha256: null,
    strokes: null,
    acknowledged_at_ms: null,
    ended_at_ms: null,
  };
}

export interface Acknowledgement {
  readonly appointmentId: string;
  /** Of the text that was on the screen. */
  readonly version: number;
  readonly signing: Signing;
}

/** The person appointed takes the office up: signs the duty as it was read (S3-Q1). */
export async function acknowledgeAppointment(
  house: House,
  actor: PersonActor,
  ask: Acknowledgement,
): Promise<Outcome<Appointments>> {
  const { appointmentId, version } = ask;
  const rows = await selectAppointments(house.db, house.siteId, { standing: true, most });
  const known = rows.find((row) => row.appointment_id === appointmentId);
  const text = known === undefined ? undefined : dutyText(known.office);
  const refusal =
    known === undefined || known.account_id !== actor.accountId || text === undefined
      ? refused("not_found")
      : await whyNotAcknowledged(house, known, text.version === version);
  if (refusal !== undefined || text === undefined)
    return refuse(house, actor, refusal ?? refused("not_found"), "appointment.acknowledged@1");
  const signed = await sign(house, actor, ask.signing);
  if (!signed.ok) return signed;
  const { strokes, sha256 } = signed.value;
  const done = await act(house, actor, "appointment.acknowledged@1", async (tx) => {
    const row = await lockAppointment(tx, house.siteId, appointmentId);
    if (row === undefined || row.ended_at_ms !== null) return refused("not_found");
    if (row.acknowledged_at_ms !== null) return refused("conflict");
    await updateAppointment(tx, appointmentId, {
      text_version: text.version,
      text_sha256: text.sha256,
      strokes,
      acknowledged_at_ms: house.clock.now(),
    });
    return granted({
      value: undefined,
      subject: { type: "appointment", id: appointmentId },
      body: {
        appointmentId,
        office: row.office,
        accountId: row.account_id,
        textVersion: text.version,
        textSha256: text.sha256,
        signatureSha256: sha256,
      },
    });
  });
  return done.ok ? listAppointments(house, actor) : done;
}

/** What stands against taking it up before anybody types a password. */
async function whyNotAcknowledged(
  house: House,
  row: AppointmentRow,
  textIsThis: boolean,
): Promise<Refusal | undefined> {
  if (row.acknowledged_at_ms !== null || !textIsThis) return refused("conflict");
  const fits = await fittingHolders(house, [row]);
  return fits.size === 1 ? undefined : refused("office_excluded", { office: row.office });
}

/** Ends an appointment: whoever may appoint, or the person who holds it. */
export async function endAppointment(
  house: House,
  actor: PersonActor,
  ask: { readonly appointmentId: string; readonly reason: string },
): Promise<Outcome<Appointments>> {
  const { appointmentId, reason } = ask;
  const appoints = rolePermissions[actor.role].includes("office.appoint");
  const ended = await act(house, actor, "appointment.ended@1", async (tx) => {
    const row = await lockAppointment(tx, house.siteId, appointmentId);
    const own = row?.account_id === actor.accountId;
    if (row === undefined || !(own || appoints)) return refused("not_found");
    if (row.ended_at_ms !== null) return refused("conflict");
    await updateAppointment(tx, appointmentId, { ended_at_ms: house.clock.now() });
    return granted({
      value: undefined,
      subject: { type: "appointment", id: appointmentId },
      body: {
        appointmentId,
        office: row.office,
        accountId: row.account_id,
        by: own ? ("holder" as const) : ("house" as const),
      },
      personal: { reason },
    });
  });
  return ended.ok ? listAppointments(house, actor) : ended;
}

async function refuse(
  house: House,
  actor: PersonActor,
  refusal: Refusal,
  kind: EntryKind = "appointment.opened@1",
): Promise<Refusal> {
  await enterRefusal(house, actor, kind, refusal, { type: "account", id: actor.accountId });
  return refusal;
}
