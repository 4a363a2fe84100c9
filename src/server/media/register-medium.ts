import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import type { MediumInput, MediumRead } from "../../contract/media.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { comparableSerial } from "../../kernel/custody/medium-moves.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { type Signature, sign } from "../signing/index.ts";
import {
  type LinkRow,
  type MediumRow,
  insertLink,
  insertMedium,
  selectMedia,
} from "./media.store.ts";
import { readMedium } from "./read-media.ts";

/** Takes a medium into the register: known by its maker's serial, blank, in store; signed (S0-14.3). */
export async function registerMedium(
  house: House,
  actor: PersonActor,
  input: MediumInput,
): Promise<Outcome<MediumRead>> {
  const serialKey = comparableSerial(input.makerSerial);
  const taken = refused("medium_serial_taken");
  const refusal = await refusalOf(house, serialKey);
  if (refusal !== undefined) {
    const subject = { type: "account", id: actor.accountId } as const;
    await enterRefusal(house, actor, "medium.registered@1", refusal, subject);
    return refusal;
  }
  const signed = await sign(house, actor, input.signing);
  if (!signed.ok) return signed;
  const medium = newMedium(house, input, serialKey);
  const done = await act(house, actor, "medium.registered@1", async (tx) => {
    if (!(await insertMedium(tx, medium))) return taken;
    await insertLink(tx, firstLink(medium, actor, signed.value));
    return granted({
      value: undefined,
      subject: { type: "medium", id: medium.medium_id },
      body: {
        mediumId: medium.medium_id,
        kind: medium.kind,
        makerSerial: medium.maker_serial,
        secrecy: medium.secrecy,
        signatureSha256: signed.value.sha256,
      },
      personal: { label: medium.label, custodian: medium.custodian },
    });
  });
  return done.ok ? readMedium(house, actor, medium.medium_id) : done;
}

async function refusalOf(house: House, serialKey: string): Promise<Refusal | undefined> {
  const rows = await selectMedia(house.db, house.siteId, { most: limits.mediaMost });
  if (rows.some((row) => row.serial_key === serialKey)) return refused("medium_serial_taken");
  return rows.length < limits.mediaMost
    ? undefined
    : refused("too_many", { most: limits.mediaMost });
}

function newMedium(house: House, input: MediumInput, serialKey: string): MediumRow {
  const atMs = house.clock.now();
  return {
    medium_id: house.newId(),
    site_id: house.siteId,
    label: input.label,
    kind: input.kind,
    maker_serial: input.makerSerial,
    serial_key: serialKey,
    secrecy: input.secrecy,
    custodian: input.custodian,
    state: "in-store",
    request_id: null,
    request_serial: null,
    holder: null,
    owed: false,
    links: 1,
    registered_at_ms: atMs,
    moved_at_ms: atMs,
  };
}

function firstLink(medium: MediumRow, actor: PersonActor, signature: Signature): LinkRow {
  return {
    medium_id: medium.medium_id,
    number: 1,
    site_id: medium.site_id,
    move: "register",
    state: medium.state,
    at_ms: medium.registered_at_ms,
    account_id: actor.accountId,
    name: actor.name,
    request_id: null,
    request_serial: null,
    holder: null,
    note: "",
    strokes: signature.strokes,
    signature_sha256: signature.sha256,
  };
}
