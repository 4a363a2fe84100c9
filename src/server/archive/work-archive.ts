import { limits } from "../../contract/limits.ts";
import { Fault } from "../../contract/faults.ts";
import { granted, refused } from "../../contract/outcome.ts";
import { failedChecks, mayAccept } from "../../kernel/archive/four-properties.ts";
import type { House } from "../../platform/house.ts";
import { carried } from "../copies/index.ts";
import { act, quiet } from "../ledger/index.ts";
import { items, markState } from "../retention/index.ts";
import { digestOf } from "../signing/index.ts";
import { type ArchivedRow, selectCampaign, selectNext, updateListed } from "./archive.store.ts";
import { type Packed, buildPackage, proofOf, storedName } from "./build-package.ts";
import { type Examined, examineItem } from "./examine-item.ts";
import { scheduler } from "./open-campaign.ts";
import type { ArchivePorts } from "./ports.ts";

type Row = ArchivedRow & { readonly year: number };

/**
 * One item of a confirmed list: checked, packed, entered. What a kill cut short is begun anew, and
 * given up after some attempts; an item that is archived is never packed twice. True: more to do.
 */
export async function workArchive(
  house: House,
  ports: Pick<ArchivePorts, "typeset">,
): Promise<boolean> {
  const row = await selectNext(house.db, house.siteId);
  if (row === undefined) return false;
  try {
    return await archiveOne(house, row, ports);
  } catch (cause) {
    if (!(cause instanceof Fault) || cause.kind === "database") throw cause;
    house.log.error({ err: cause, item: row.item_id }, "an item could not be packed");
    await setAside(house, row, cause.code);
    return true;
  }
}

async function archiveOne(
  house: House,
  row: Row,
  ports: Pick<ArchivePorts, "typeset">,
): Promise<boolean> {
  if (row.attempts >= limits.archiveAttemptsMost) {
    await setAside(house, row, "interrupted");
    return true;
  }
  if (row.home_id === null) {
    await archived(house, row, { packed: null, examined: null });
    return true;
  }
  const [item] = await items.find(house, [row.item_id]);
  const examined = item === undefined ? undefined : await examineItem(house, item, row.home_id);
  if (examined === undefined) {
    await setAside(house, row, "absent");
    return true;
  }
  const failed = failedChecks(examined.report);
  if (failed.length > 0 && !(row.accepted !== null && mayAccept(failed))) {
    await defective(house, row, examined);
    return true;
  }
  const proof = await proofOf(house, row, examined);
  // The newest entry belongs into the package, and it is signed within seconds.
  if (proof === undefined) return false;
  await begin(house, row);
  const one = await selectCampaign(house.db, house.siteId, row.year);
  const confirmedBy = one?.row.confirmed_by_name ?? "";
  const packed = await buildPackage(house, { row, confirmedBy, examined, ports }, proof);
  await archived(house, row, { packed, examined });
  return true;
}

const keyOf = (row: Row) => ({ campaignId: row.campaign_id, itemId: row.item_id });

async function begin(house: House, row: Row): Promise<void> {
  await quiet(house, "how far packing is, which its end will enter", (tx) =>
    updateListed(tx, keyOf(row), { step: "packing", attempts: row.attempts + 1 }),
  );
}

/** What stands in the way is no finding about the item: it waits for somebody to look at it. */
async function setAside(house: House, row: Row, trouble: string): Promise<void> {
  await quiet(house, "packing that failed is shown, and begun again by hand", (tx) =>
    updateListed(tx, keyOf(row), { step: "defective", trouble }),
  );
}

async function defective(house: House, row: Row, examined: Examined): Promise<void> {
  const { report } = examined;
  await act(house, scheduler, "archive.item-defective@1", async (tx) => {
    const { campaignId, itemId } = keyOf(row);
    const what = { step: "defective", report, checked_at_ms: report.checkedAtMs } as const;
    await updateListed(tx, { campaignId, itemId }, { ...what, size_bytes: report.sizeBytes });
    return granted({
      value: undefined,
      subject: { type: "item", id: itemId },
      body: {
        campaignId,
        year: row.year,
        itemId,
        failed: failedChecks(report),
        reportSha256: digestOf(report),
      },
    });
  });
}

/** The item's own state and the campaign's line change in one transaction. */
async function archived(
  house: House,
  row: Row,
  of: { readonly packed: Packed | null; readonly examined: Examined | null },
): Promise<void> {
  const { packed, examined } = of;
  const report = examined?.report ?? null;
  const { campaignId, itemId } = keyOf(row);
  const done = await act(house, scheduler, "archive.item-archived@1", async (tx) => {
    const marked = await markState(house, tx, { itemId, act: "archive", causeId: campaignId });
    if (!marked.ok) return refused("archive_defective", { name: row.line.name });
    await updateListed(
      tx,
      { campaignId, itemId },
      {
        step: "archived",
        trouble: null,
        ...(report === null ? {} : { report, checked_at_ms: report.checkedAtMs }),
        package_sha256: packed?.sha256 ?? null,
        package_bytes: packed?.sizeBytes ?? null,
        manifest_sha256: packed?.manifestSha256 ?? null,
        size_bytes: report?.sizeBytes ?? 0,
        archived_at_ms: house.clock.now(),
      },
    );
    if (packed !== null && row.home_id !== null)
      await carried.add(house, tx, [
        { class: "archive", path: `${itemId}/${storedName}`, homeId: row.home_id, ...packed },
      ]);
    return granted({
      value: undefined,
      subject: { type: "item", id: itemId },
      body: {
        campaignId,
        year: row.year,
        itemId,
        reportSha256: report === null ? null : digestOf(report),
        packageSha256: packed?.sha256 ?? null,
        manifestSha256: packed?.manifestSha256 ?? null,
        sizeBytes: packed?.sizeBytes ?? 0,
      },
      also: marked.value.also,
    });
  });
  // Held, listed for destruction, or gone meanwhile: it is not archived from there.
  if (!done.ok) await setAside(house, row, "state-changed");
}
