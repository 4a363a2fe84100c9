import { campaignState, decemberOf, missingReceipts } from "../../kernel/archive/campaign.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { type Campaign, selectCampaign, selectYears } from "./archive.store.ts";
import { openCampaign, scheduler } from "./open-campaign.ts";
import { yearOf } from "./read-campaign.ts";

/** Opens the campaign on 1 December, and says so when its receipts are missing after the 31st (N-17). */
export async function sweepArchive(house: House): Promise<void> {
  const nowMs = house.clock.now();
  const zone = house.config.timeZone;
  const year = yearOf(house, nowMs);
  if (nowMs >= decemberOf(year, zone).fromMs) await openCampaign(house, scheduler, year);
  for (const known of await selectYears(house.db, house.siteId)) {
    if (nowMs < decemberOf(known, zone).dueMs) continue;
    const one = await selectCampaign(house.db, house.siteId, known);
    if (one !== undefined) await tellMissing(house, one, known);
  }
}

async function tellMissing(house: House, one: Campaign, year: number): Promise<void> {
  const received = one.receipts.map((row) => row.receiver);
  const missing = missingReceipts(received);
  const { fromMs } = decemberOf(year, house.config.timeZone);
  const confirmed = one.row.confirmed_at_ms !== null;
  if (campaignState({ nowMs: house.clock.now(), fromMs, confirmed, received }) === "handed-over")
    return;
  await incidents.raise(house, {
    kind: "archive-unreceived",
    severity: "major",
    subject: { type: "case", id: `archive-${year}` },
    facts: { year, missing: missing.length, receivers: missing.join(" ") },
  });
}

/** Both receipts are there: it is no incident any more. */
export async function settleReceived(house: House, year: number): Promise<void> {
  const one = await selectCampaign(house.db, house.siteId, year);
  if (one === undefined) return;
  if (missingReceipts(one.receipts.map((row) => row.receiver)).length > 0) return;
  await incidents.settle(house, {
    kind: "archive-unreceived",
    subject: { type: "case", id: `archive-${year}` },
  });
}
