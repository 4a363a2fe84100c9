import { missingReceipts } from "../../kernel/archive/campaign.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { selectCampaign } from "./archive.store.ts";

/** How far the December of a period is, as its duty is pre-filled with. */
export async function campaignProgress(
  house: House,
  period: { readonly fromMs: number },
): Promise<Readonly<Record<string, string | number>>> {
  const year = Number(localTime(period.fromMs, house.config.timeZone).date.slice(0, 4));
  const one = await selectCampaign(house.db, house.siteId, year);
  if (one === undefined) return { campaign: year, listConfirmed: 0 };
  const { row, items, receipts } = one;
  const at = (step: (typeof items)[number]["step"]) =>
    items.filter((item) => item.step === step).length;
  const missing = missingReceipts(receipts.map((receipt) => receipt.receiver));
  return {
    campaign: year,
    listConfirmed: row.confirmed_at_ms === null ? 0 : 1,
    archiveItems: items.length,
    archivedItems: at("archived"),
    defectiveItems: at("defective"),
    receiptsGiven: receipts.length,
    receiptsMissing: missing.length,
  };
}
