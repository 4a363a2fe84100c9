import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import type { ArchiveCampaign, FourPropertyReport } from "../../contract/archive.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { failedChecks, mayAccept } from "../../kernel/archive/four-properties.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { due, items } from "../retention/index.ts";
import { digestOf, sign } from "../signing/index.ts";
import { lockCampaign, selectCampaign, updateListed } from "./archive.store.ts";
import { examineItem } from "./examine-item.ts";
import { type YearAsk, readCampaign } from "./read-campaign.ts";

type ItemAsk = YearAsk & { readonly itemId: string };

/** Puts a defective item on its way again, after what was wrong was mended. */
export async function retryItem(
  house: House,
  actor: PersonActor,
  ask: ItemAsk,
): Promise<Outcome<ArchiveCampaign>> {
  const { year, itemId } = ask;
  const done = await act(house, actor, "archive.item-retried@1", async (tx) => {
    const one = await lockCampaign(tx, house.siteId, year);
    const row = one?.items.find((item) => item.item_id === itemId);
    if (one === undefined || row === undefined) return refused("not_found");
    if (row.step !== "defective") return refused("archive_not_defective", { name: row.line.name });
    const { campaign_id: campaignId } = one.row;
    const again = { step: "waiting", attempts: 0, trouble: null } as const;
    await updateListed(tx, { campaignId, itemId }, again);
    return granted({
      value: undefined,
      subject: { type: "item", id: itemId },
      body: { campaignId, year, itemId },
    });
  });
  return done.ok ? readCampaign(house, actor, ask) : done;
}

/** Archives in spite of defects nobody can mend: stated, with a reason and a signature. */
export async function acceptDefects(
  house: House,
  actor: PersonActor,
  ask: ItemAsk & { readonly reason: string; readonly signing: Signing },
): Promise<Outcome<ArchiveCampaign>> {
  const { year, itemId, reason } = ask;
  const signature = await sign(house, actor, ask.signing);
  if (!signature.ok) return signature;
  const done = await act(house, actor, "archive.defects-accepted@1", async (tx) => {
    const one = await lockCampaign(tx, house.siteId, year);
    const row = one?.items.find((item) => item.item_id === itemId);
    if (one === undefined || row === undefined) return refused("not_found");
    const failed = row.report === null ? [] : failedChecks(row.report);
    if (row.step !== "defective") return refused("archive_not_defective", { name: row.line.name });
    if (!mayAccept(failed)) return refused("archive_defective", { name: row.line.name });
    const { campaign_id: campaignId } = one.row;
    const again = { step: "waiting", attempts: 0, trouble: null, accepted: reason } as const;
    await updateListed(tx, { campaignId, itemId }, again);
    return granted({
      value: undefined,
      subject: { type: "item", id: itemId },
      body: {
        campaignId,
        year,
        itemId,
        failed,
        reasonSha256: digestOf(reason),
        signatureSha256: signature.value.sha256,
      },
      personal: { reason },
    });
  });
  return done.ok ? readCampaign(house, actor, ask) : done;
}

/** The report as it was made; of an item that is not listed yet, the check is run now. */
export async function reportOf(
  house: House,
  ask: { readonly year: number; readonly itemId: string },
): Promise<Outcome<FourPropertyReport>> {
  const one = await selectCampaign(house.db, house.siteId, ask.year);
  const row = one?.items.find((item) => item.item_id === ask.itemId);
  if (row?.report != null) return granted(row.report);
  const [line] = await items.find(house, [ask.itemId]);
  const [said] = await due(house, { nowMs: house.clock.now(), itemIds: [ask.itemId] });
  if (line === undefined || said?.homeId == null) return refused("not_found");
  const examined = await examineItem(house, line, said.homeId);
  return examined === undefined ? refused("not_found") : granted(examined.report);
}
