import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import type { CustodyLink, Medium, MediumRead } from "../../contract/media.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { movesOffered } from "../../kernel/custody/medium-moves.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { type LinkRow, type MediumRow, selectLinks, selectMedia } from "./media.store.ts";

export async function listMedia(
  house: House,
  actor: PersonActor,
  of: { readonly requestId?: string | undefined },
): Promise<Outcome<{ media: Medium[] }>> {
  const rows = await asTier(house, actor, (db) =>
    selectMedia(db, house.siteId, { requestId: of.requestId, most: limits.mediaMost }),
  );
  return granted({ media: rows.map(mediumOf) });
}

/** A medium with its whole chain, first link first. */
export async function readMedium(
  house: House,
  actor: PersonActor,
  mediumId: string,
): Promise<Outcome<MediumRead>> {
  return asTier(house, actor, async (db) => {
    const [row] = await selectMedia(db, house.siteId, { mediumId, most: 1 });
    if (row === undefined) return refused("not_found");
    const links = await selectLinks(db, mediumId);
    return granted({ ...mediumOf(row), chain: links.map(linkOf) });
  });
}

function mediumOf(row: MediumRow): Medium {
  return {
    mediumId: row.medium_id,
    label: row.label,
    kind: row.kind,
    makerSerial: row.maker_serial,
    secrecy: row.secrecy,
    custodian: row.custodian,
    state: row.state,
    requestId: row.request_id,
    serial: row.request_serial,
    holder: row.holder,
    owed: row.owed,
    registeredAtMs: row.registered_at_ms,
    movedAtMs: row.moved_at_ms,
    can: movesOffered(row.state, row.owed),
  };
}

function linkOf(row: LinkRow): CustodyLink {
  return {
    number: row.number,
    move: row.move,
    state: row.state,
    atMs: row.at_ms,
    name: row.name,
    requestId: row.request_id,
    serial: row.request_serial,
    holder: row.holder,
    note: row.note,
    signature: row.strokes,
  };
}
