import type { Snapshot } from "../../contract/entries.ts";
import type { Site } from "../../contract/routes/places.ts";
import { demonstrationNetworks, privateNetworks } from "../../kernel/address.ts";
import type { Database, Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { findSite } from "./site.store.ts";

/** Rules of this release are those of the clinical centre; further profiles are data, too. */
const profile = "clinical-centre";

/** The institution as stored, or as the configuration has it while nobody has changed anything. */
export async function siteOf(house: House, db: Database | Writing): Promise<Site> {
  const row = await findSite(db, house.siteId);
  return {
    siteId: house.siteId,
    name: row?.name ?? "",
    profile: row?.profile ?? profile,
    timeZone: house.config.timeZone,
    leadMs: row?.lead_ms ?? house.config.leadMs,
    tailMs: row?.tail_ms ?? house.config.tailMs,
    networks: [...(row?.networks ?? defaultNetworks(house))],
  };
}

/** Private networks; loopback only where the house is a demonstration. */
export function defaultNetworks(house: House): readonly string[] {
  return house.config.demonstration ? demonstrationNetworks : privateNetworks;
}

export function siteSnapshot(site: Site): Snapshot {
  const { siteId: _, ...rest } = site;
  return rest;
}
