import type { Actor } from "../../contract/actor.ts";
import { granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { insertCampaign, selectCampaign } from "./archive.store.ts";

export const scheduler = { kind: "system", name: "scheduler" } as const;

/** A year's campaign, opened once; whoever comes second finds it. */
export async function openCampaign(house: House, actor: Actor, year: number): Promise<void> {
  if ((await selectCampaign(house.db, house.siteId, year)) !== undefined) return;
  const campaignId = house.newId();
  await act(house, actor, "archive.opened@1", async (tx) => {
    const opened = await insertCampaign(tx, {
      campaign_id: campaignId,
      site_id: house.siteId,
      year,
      five_years: false,
      opened_at_ms: house.clock.now(),
      confirmed_by: null,
      confirmed_by_name: null,
      strokes: null,
      list_sha256: null,
      confirmed_at_ms: null,
    });
    if (!opened) return refused("conflict");
    return granted({
      value: undefined,
      subject: { type: "archive", id: campaignId },
      body: { campaignId, year },
    });
  });
}
