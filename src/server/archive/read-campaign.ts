import type { PersonActor } from "../../contract/actor.ts";
import type {
  ArchiveCampaign,
  ArchiveItem,
  ArchiveReceipt,
  BookletLine,
} from "../../contract/archive.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import { rolePermissions } from "../../contract/roles.ts";
import {
  campaignState,
  decemberOf,
  mayHandOver,
  missingReceipts,
} from "../../kernel/archive/campaign.ts";
import { failedChecks, mayAccept } from "../../kernel/archive/four-properties.ts";
import { dayStart, localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { digestOf } from "../signing/index.ts";
import {
  type ArchivedRow,
  type Campaign,
  type ReceiptRow,
  selectCampaign,
} from "./archive.store.ts";
import { listCandidates } from "./list-candidates.ts";
import type { ArchivePorts } from "./ports.ts";

export type BookletOf = ArchivePorts["booklet"];

export interface YearAsk {
  readonly year: number;
  readonly bookletOf: BookletOf;
}

/** One December: what would be archived, what is, and who has received it. */
export async function readCampaign(
  house: House,
  actor: PersonActor,
  ask: YearAsk,
): Promise<Outcome<ArchiveCampaign>> {
  const one = await selectCampaign(house.db, house.siteId, ask.year);
  const { fromMs, dueMs } = decemberOf(ask.year, house.config.timeZone);
  const nowMs = house.clock.now();
  const fiveYears = one?.row.five_years ?? false;
  const confirmed = one !== undefined && one.row.confirmed_at_ms !== null;
  const listed = confirmed
    ? granted({ candidates: [], more: false })
    : await listCandidates(house, actor, { fiveYears, untilMs: dueMs });
  if (!listed.ok) return listed;
  const received = one?.receipts.map((row) => row.receiver) ?? [];
  const manages = rolePermissions[actor.role].includes("retention.manage");
  const booklet = await bookletOf(house, ask);
  return granted({
    year: ask.year,
    state: campaignState({ nowMs, fromMs, confirmed, received }),
    fromMs,
    dueMs,
    overdue: nowMs >= dueMs && one !== undefined && missingReceipts(received).length > 0,
    fiveYears,
    ...listed.value,
    items: one?.items.map(itemOf) ?? [],
    booklet: [...booklet],
    receipts: one?.receipts.map((row) => receiptOf(row, dueMs)) ?? [],
    confirmedBy: one?.row.confirmed_by_name ?? null,
    confirmedAtMs: one?.row.confirmed_at_ms ?? null,
    listSha256: one?.row.list_sha256 ?? null,
    nowMs,
    can: manages ? actsOf(one, nowMs >= fromMs) : [],
  });
}

function actsOf(one: Campaign | undefined, begun: boolean): ArchiveCampaign["can"] {
  if (one === undefined || one.row.confirmed_at_ms === null)
    return begun ? ["choose", "confirm"] : ["choose"];
  const open = missingReceipts(one.receipts.map((row) => row.receiver)).length > 0;
  return open && mayHandOver(one.items.map((row) => row.step)) ? ["receive"] : [];
}

/** Sheets printed in the year, as the bound ledger has them. */
export function bookletOf(house: House, ask: YearAsk): Promise<readonly BookletLine[]> {
  const zone = house.config.timeZone;
  const fromMs = dayStart(`${ask.year}-01-01`, zone);
  const toMs = dayStart(`${ask.year + 1}-01-01`, zone);
  return ask.bookletOf(house, { fromMs, toMs });
}

export function itemOf(row: ArchivedRow): ArchiveItem {
  const failed = row.report === null ? [] : failedChecks(row.report);
  return {
    ...row.line,
    step: row.step,
    sizeBytes: row.size_bytes,
    failed,
    trouble: row.trouble,
    accepted: row.accepted,
    mayAccept: row.step === "defective" && mayAccept(failed),
    checkedAtMs: row.checked_at_ms,
    archivedAtMs: row.archived_at_ms,
    packageSha256: row.package_sha256,
    packageBytes: row.package_bytes,
  };
}

function receiptOf(row: ReceiptRow, dueMs: number): ArchiveReceipt {
  return {
    receiver: row.receiver,
    way: row.way,
    receiverName: row.receiver_name,
    handedBy: row.handed_by_name,
    listSha256: row.list_sha256,
    strokes: row.strokes,
    paperId: row.paper_id,
    atMs: row.received_at_ms,
    late: row.received_at_ms >= dueMs,
  };
}

/** What is handed over: packages by their digests, papers by their numbers, sheets by theirs. */
export function handedDigest(
  items: readonly ArchivedRow[],
  booklet: readonly BookletLine[],
): string {
  return digestOf({
    items: items
      .filter((row) => row.step === "archived")
      .map((row) => [row.line.number, row.line.carrier, row.package_sha256]),
    booklet: booklet.map((line) => [line.serial, line.fileSha256, line.state]),
  });
}

export function yearOf(house: House, atMs: number): number {
  return Number(localTime(atMs, house.config.timeZone).date.slice(0, 4));
}
