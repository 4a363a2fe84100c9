import type { PersonActor } from "../../contract/actor.ts";
import type { Kiosk } from "../../contract/attendance.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { drawSecret } from "../../platform/random.ts";
import { drawToken, hashToken } from "../../platform/token.ts";
import { containment } from "../containment/index.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { venueScope } from "../people/index.ts";
import { venues } from "../places/index.ts";
import { closeRow, enterByCode, insertKiosk, type KioskRow, selectKiosks } from "./kiosks.store.ts";

const codeCharacters = 10;

/** Kiosks of the venues this person plans for. */
export async function listKiosks(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ kiosks: Kiosk[] }>> {
  const rows = await selectKiosks(house.db, house.siteId);
  const places = await venues.find(house, [...new Set(rows.map((row) => row.venue_id))]);
  const nameOf = new Map(places.map((venue) => [venue.venueId, venue.name]));
  const mine = actor.role === "manager" ? await venueScope(house, actor.accountId) : undefined;
  const own = rows.filter((row) => mine === undefined || mine.includes(row.venue_id));
  return granted({ kiosks: own.map((row) => kioskOf(row, nameOf.get(row.venue_id) ?? "")) });
}

function kioskOf(row: KioskRow, venueName: string): Kiosk {
  return {
    kioskId: row.kiosk_id,
    name: row.name,
    venueId: row.venue_id,
    venueName,
    registeredAtMs: row.registered_at_ms,
    enteredAtMs: row.entered_at_ms,
  };
}

/** Registers a kiosk for a venue. The code goes to whoever stands at the device, within minutes, once. */
export async function registerKiosk(
  house: House,
  actor: PersonActor,
  input: { readonly venueId: string; readonly name: string },
): Promise<Outcome<{ kiosk: Kiosk; code: string; expiresAtMs: number }>> {
  const [venue] = await venues.find(house, [input.venueId]);
  if (venue === undefined || venue.state === "closed" || !(await answersFor(house, actor, venue)))
    return refused("not_found");
  const code = drawSecret(codeCharacters);
  const nowMs = house.clock.now();
  const row: KioskRow = {
    kiosk_id: house.newId(),
    site_id: house.siteId,
    venue_id: venue.venueId,
    name: input.name,
    registered_by: actor.accountId,
    registered_at_ms: nowMs,
    code_hash: hashToken(code),
    code_until_ms: nowMs + limits.kioskCodeMs,
    token_hash: null,
    entered_at_ms: null,
    closed_at_ms: null,
  };
  return act(house, actor, "kiosk.registered@1", async (tx) => {
    if ((await selectKiosks(tx, house.siteId)).length >= limits.kiosksMost)
      return refused("too_many");
    await insertKiosk(tx, row);
    return granted({
      value: { kiosk: kioskOf(row, venue.name), code, expiresAtMs: row.code_until_ms },
      subject: { type: "kiosk", id: row.kiosk_id },
      body: { kioskId: row.kiosk_id, venueId: row.venue_id },
      personal: { name: input.name },
    });
  });
}

async function answersFor(
  house: House,
  actor: PersonActor,
  venue: { readonly venueId: string },
): Promise<boolean> {
  if (actor.role !== "manager") return true;
  return (await venueScope(house, actor.accountId)).includes(venue.venueId);
}

/** The device that shows a code in its time becomes the kiosk; the code is used up. */
export async function enterKiosk(house: House, code: string): Promise<Outcome<{ token: string }>> {
  const codeHash = hashToken(code);
  const rows = await selectKiosks(house.db, house.siteId);
  // Nobody's code: not entered, or anybody at the door could fill the ledger.
  const asked = rows.find((row) => row.code_hash === codeHash);
  if (asked === undefined) return refused("kiosk_code_wrong");
  const stopped = await containment.whyStopped(house, asked.venue_id);
  if (stopped !== undefined) return stopped;
  const { token, tokenHash } = drawToken();
  const gate = { kind: "system", name: "gate" } as const;
  return act(house, gate, "kiosk.entered@1", async (tx) => {
    const nowMs = house.clock.now();
    const by = { siteId: house.siteId, codeHash, tokenHash, nowMs };
    const row = await enterByCode(tx, by);
    if (row === undefined) return refused("kiosk_code_wrong");
    return granted({
      value: { token },
      subject: { type: "kiosk", id: row.kiosk_id },
      body: { kioskId: row.kiosk_id, venueId: row.venue_id },
    });
  });
}

/** From its close on the device shows nothing and takes nobody. */
export async function closeKiosk(
  house: House,
  actor: PersonActor,
  kioskId: string,
): Promise<Outcome<{ kiosks: Kiosk[] }>> {
  const rows = await selectKiosks(house.db, house.siteId);
  const found = rows.find((row) => row.kiosk_id === kioskId);
  if (found === undefined || !(await answersFor(house, actor, { venueId: found.venue_id }))) {
    const refusal = refused("not_found");
    const subject = { type: "account" as const, id: actor.accountId };
    await enterRefusal(house, actor, "kiosk.closed@1", refusal, subject);
    return refusal;
  }
  const closed = await act(house, actor, "kiosk.closed@1", async (tx) => {
    const row = await closeRow(tx, { siteId: house.siteId, kioskId, nowMs: house.clock.now() });
    if (row === undefined) return refused("not_found");
    return granted({
      value: undefined,
      subject: { type: "kiosk", id: kioskId },
      body: { kioskId, venueId: row.venue_id },
      personal: { name: row.name },
    });
  });
  return closed.ok ? listKiosks(house, actor) : closed;
}
