import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import type { ArchiveCampaign } from "../../contract/archive.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { decemberOf } from "../../kernel/archive/campaign.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { due } from "../retention/index.ts";
import { digestOf, sign } from "../signing/index.ts";
import {
  type ArchivedRow,
  insertListed,
  lockCampaign,
  selectCampaign,
  updateCampaign,
} from "./archive.store.ts";
import { listCandidates } from "./list-candidates.ts";
import { openCampaign } from "./open-campaign.ts";
import { type YearAsk, readCampaign } from "./read-campaign.ts";

/** Whether five years are archived, too (C-33): the institution's choice, until the list is confirmed. */
export async function chooseScope(
  house: House,
  actor: PersonActor,
  ask: YearAsk & { readonly fiveYears: boolean },
): Promise<Outcome<ArchiveCampaign>> {
  const { year, fiveYears } = ask;
  await openCampaign(house, actor, year);
  const done = await act(house, actor, "archive.choice-changed@1", async (tx) => {
    const one = await lockCampaign(tx, house.siteId, year);
    if (one === undefined) return refused("not_found");
    if (one.row.confirmed_at_ms !== null) return refused("archive_confirmed", { year });
    const { campaign_id: campaignId } = one.row;
    await updateCampaign(tx, campaignId, { five_years: fiveYears });
    return granted({
      value: undefined,
      subject: { type: "archive", id: campaignId },
      body: { campaignId, year, fiveYears },
    });
  });
  return done.ok ? readCampaign(house, actor, ask) : done;
}

const kind = "archive.confirmed@1" as const;

/** The administrator signs the list; from here on the house checks and packs item by item. */
export async function confirmList(
  house: House,
  actor: PersonActor,
  ask: YearAsk & { readonly signing: Signing },
): Promise<Outcome<ArchiveCampaign>> {
  const { year } = ask;
  const { fromMs, dueMs } = decemberOf(year, house.config.timeZone);
  if (house.clock.now() < fromMs) {
    const refusal = refused("archive_not_yet", { year });
    await enterRefusal(house, actor, kind, refusal, { type: "house", id: house.siteId });
    return refusal;
  }
  const signature = await sign(house, actor, ask.signing);
  if (!signature.ok) return signature;
  await openCampaign(house, actor, year);
  const known = await selectCampaign(house.db, house.siteId, year);
  const fiveYears = known?.row.five_years ?? false;
  const drawn = await drawList(house, actor, { fiveYears, untilMs: dueMs });
  if (!drawn.ok) return drawn;
  const rows = drawn.value;
  const done = await act(house, actor, kind, async (tx) => {
    const one = await lockCampaign(tx, house.siteId, year);
    if (one === undefined) return refused("not_found");
    if (one.row.confirmed_at_ms !== null) return refused("archive_confirmed", { year });
    // Somebody chose otherwise while this was read: what was seen is not what would be signed.
    if (one.row.five_years !== fiveYears) return refused("conflict");
    const { campaign_id: campaignId } = one.row;
    const listSha256 = digestOf(rows.map(({ line }) => [line.itemId, line.number, line.class]));
    await insertListed(
      tx,
      rows.map((row, position) => ({ ...row, campaign_id: campaignId, position })),
    );
    await updateCampaign(tx, campaignId, {
      confirmed_by: actor.accountId,
      confirmed_by_name: actor.name,
      strokes: signature.value.strokes,
      list_sha256: listSha256,
      confirmed_at_ms: house.clock.now(),
    });
    return granted({
      value: undefined,
      subject: { type: "archive", id: campaignId },
      body: {
        campaignId,
        year,
        items: rows.length,
        listSha256,
        signatureSha256: signature.value.sha256,
      },
    });
  });
  return done.ok ? readCampaign(house, actor, ask) : done;
}

/** The list as rows, each recording with its folder. */
async function drawList(
  house: House,
  actor: PersonActor,
  ask: { readonly fiveYears: boolean; readonly untilMs: number },
): Promise<Outcome<Omit<ArchivedRow, "campaign_id" | "position">[]>> {
  const listed = await listCandidates(house, actor, ask);
  if (!listed.ok) return listed;
  const { candidates, more } = listed.value;
  if (more) return refused("archive_too_long", { limit: limits.archiveItems });
  const itemIds = candidates.map((line) => line.itemId);
  const nowMs = house.clock.now();
  const judged = itemIds.length === 0 ? [] : await due(house, { nowMs, itemIds });
  const homes = new Map(judged.map((said) => [said.itemId, said.homeId]));
  return granted(
    candidates.map((line) => ({
      ...emptyRow,
      item_id: line.itemId,
      site_id: house.siteId,
      home_id: homes.get(line.itemId) ?? null,
      line,
    })),
  );
}

const emptyRow = {
  step: "waiting",
  attempts: 0,
  report: null,
  trouble: null,
  accepted: null,
  package_sha256: null,
  package_bytes: null,
  manifest_sha256: null,
  size_bytes: 0,
  checked_at_ms: null,
  archived_at_ms: null,
} as const;
