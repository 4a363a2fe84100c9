import type { PersonActor } from "../../contract/actor.ts";
import type { ArchiveCampaign, BookletLine, NewReceipt, Receiver } from "../../contract/archive.ts";
import type { Signing } from "../../contract/approval.ts";
import type { FormRow, FormSheet } from "../../contract/form-sheet.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { decemberOf, mayHandOver, missingReceipts } from "../../kernel/archive/campaign.ts";
import { localTime } from "../../kernel/local-time.ts";
import { openExportFiles } from "../../platform/export-files.ts";
import { filled } from "../../kernel/filled-template.ts";
import type { House } from "../../platform/house.ts";
import { containment } from "../containment/index.ts";
import { act } from "../ledger/index.ts";
import { findPapers } from "../papers/index.ts";
import { digestOf, sign } from "../signing/index.ts";
import {
  type ArchivedRow,
  type Campaign,
  type ReceiptRow,
  insertReceipt,
  lockCampaign,
  selectCampaign,
} from "./archive.store.ts";
import { storedName } from "./build-package.ts";
import type { ArchivePorts } from "./ports.ts";
import { type YearAsk, bookletOf, handedDigest, readCampaign } from "./read-campaign.ts";
import { plainRow, sheetWords } from "./report-sheet.ts";
import { settleReceived } from "./sweep-archive.ts";

/** Enters who received the year's archive: signed here under their name, or by the scanned sheet. */
export async function receive(
  house: House,
  actor: PersonActor,
  ask: YearAsk & { readonly receipt: NewReceipt; readonly signing: Signing },
): Promise<Outcome<ArchiveCampaign>> {
  const { year, receipt } = ask;
  const { receiver, by } = receipt;
  const scan = by.way === "scan" ? (await findPapers(house, [by.paperId]))[0] : undefined;
  if (by.way === "scan" && scan === undefined) return refused("not_found");
  const signature = await sign(house, actor, ask.signing);
  if (!signature.ok) return signature;
  const booklet = await bookletOf(house, ask);
  const done = await act(house, actor, "archive.received@1", async (tx) => {
    const one = await lockCampaign(tx, house.siteId, year);
    if (one === undefined) return refused("not_found");
    const refusal = refusalOf(one, receiver);
    if (refusal !== undefined) return refusal;
    const { campaign_id: campaignId } = one.row;
    const nowMs = house.clock.now();
    const listSha256 = handedDigest(one.items, booklet);
    await insertReceipt(tx, {
      receipt_id: house.newId(),
      site_id: house.siteId,
      campaign_id: campaignId,
      receiver,
      way: by.way,
      receiver_name: receipt.receiverName,
      strokes: by.way === "signed" ? by.strokes : null,
      paper_id: by.way === "scan" ? by.paperId : null,
      handed_by: actor.accountId,
      handed_by_name: actor.name,
      handed_strokes: signature.value.strokes,
      list_sha256: listSha256,
      received_at_ms: nowMs,
    });
    return granted({
      value: undefined,
      subject: { type: "archive", id: campaignId },
      body: {
        campaignId,
        year,
        receiver,
        way: by.way,
        listSha256,
        signatureSha256: by.way === "signed" ? digestOf(by.strokes) : (scan?.sha256 ?? ""),
        late: nowMs >= decemberOf(year, house.config.timeZone).dueMs,
      },
      personal: { receiver: receipt.receiverName },
    });
  });
  if (!done.ok) return done;
  await settleReceived(house, year);
  return readCampaign(house, actor, ask);
}

function refusalOf(one: Campaign, receiver: Receiver) {
  if (one.row.confirmed_at_ms === null) return refused("archive_not_confirmed");
  const received = one.receipts.map((row) => row.receiver);
  if (!missingReceipts(received).includes(receiver)) return refused("archive_received");
  return mayHandOver(one.items.map((row) => row.step)) ? undefined : refused("archive_at_work");
}

/** F-37, as it stands now: to be signed on paper, or with the signatures that were given. */
export async function printHandover(
  house: House,
  actor: PersonActor,
  ask: YearAsk & { readonly receiver: Receiver; readonly typeset: ArchivePorts["typeset"] },
): Promise<Outcome<{ fileName: string; bytes: Uint8Array }>> {
  const { year, receiver } = ask;
  const one = await selectCampaign(house.db, house.siteId, year);
  if (one === undefined || one.row.confirmed_at_ms === null)
    return refused("archive_not_confirmed");
  const booklet = await bookletOf(house, ask);
  const sheet = handoverSheet(house, { one, booklet, receiver });
  const bytes = await ask.typeset(house, sheet, actor.name);
  return granted({ fileName: `${sheet.serial}.pdf`, bytes });
}

interface HandedOver {
  readonly one: Campaign;
  readonly booklet: readonly BookletLine[];
  readonly receiver: Receiver;
}

export function handoverSheet(house: House, of: HandedOver): FormSheet {
  const words = sheetWords();
  const { one, booklet, receiver } = of;
  const { year } = one.row;
  const receipt = one.receipts.find((row) => row.receiver === receiver);
  const handed = one.items.filter((row) => row.step === "archived");
  const tail = (atMs: number) => [
    receipt?.handed_by_name ?? "",
    receipt?.receiver_name ?? "",
    receipt === undefined ? "" : localTime(atMs, house.config.timeZone).date,
  ];
  const atMs = receipt?.received_at_ms ?? 0;
  const rows = [
    ...handed.map((row) => [...itemCells(row), ...tail(atMs)]),
    ...booklet.map((line) => [...sheetCells(line), ...tail(atMs)]),
  ];
  const count = { items: handed.length, sheets: booklet.length };
  const [to = "", scope = "", list = "", hander = "", taker = ""] = words.handoverRows;
  return {
    title: words.handover,
    serial: `F-37-${year}-${receiver === "cabinet" ? "1" : "2"}`,
    digest: receipt?.list_sha256 ?? handedDigest(one.items, booklet),
    period: filled(words.period, { year }),
    count: filled(words.count, count),
    rows: [
      plainRow(to, words.receivers[receiver]),
      plainRow(scope, filled(words.period, { year })),
      {
        ...plainRow(list, ""),
        table: {
          columns: words.handoverColumns,
          shares: [15, 17, 6, 8, 23, 9, 9, 13],
          rows,
        },
      },
      { ...plainRow(hander, ""), marks: marksOf(house, receipt, "hander") },
      { ...plainRow(taker, ""), marks: marksOf(house, receipt, "taker") },
    ],
  };
}

function itemCells(row: ArchivedRow): string[] {
  const words = sheetWords();
  const { number, name, carrier } = row.line;
  return [number, name, words.quantity, words.carriers[carrier], digestText(row.package_sha256)];
}

function sheetCells(line: BookletLine): string[] {
  const words = sheetWords();
  const { form, rows, pages } = line;
  const state = words.sheetStates[line.state] ?? line.state;
  const name = filled(words.sheetName, { form, rows, state });
  const amount = filled(words.pages, { pages });
  return [line.serial, name, amount, words.sheetCarrier, digestText(line.fileSha256)];
}

/** A digest in groups of eight, so that a narrow column can break it. */
function digestText(sha256: string | null): string {
  return (sha256 ?? "").replaceAll(/(.{8})(?=.)/g, "$1 ");
}

function marksOf(
  house: House,
  receipt: ReceiptRow | undefined,
  who: "hander" | "taker",
): FormRow["marks"] {
  if (receipt === undefined) return [];
  const words = sheetWords();
  const { date, time } = localTime(receipt.received_at_ms, house.config.timeZone);
  const at = `${date} ${time}`;
  if (who === "hander")
    return [
      {
        line: filled(words.signed, { name: receipt.handed_by_name, at }),
        strokes: receipt.handed_strokes,
      },
    ];
  const line = receipt.way === "scan" ? words.scan : words.signed;
  return [{ line: filled(line, { name: receipt.receiver_name, at }), strokes: receipt.strokes }];
}

export interface PackageBytes {
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly fileName: string;
  read(part: { startByte: number; endByte: number }): AsyncIterable<Uint8Array>;
}

/** A package for whoever carries it to the archives; entered first. */
export async function takePackage(
  house: House,
  actor: PersonActor,
  ask: { readonly year: number; readonly itemId: string },
): Promise<Outcome<PackageBytes>> {
  const { year, itemId } = ask;
  const files = openExportFiles(house.paths.archive);
  const there = await files.sizeOf(itemId, storedName);
  return act(house, actor, "archive.package-taken@1", async (tx) => {
    const one = await lockCampaign(tx, house.siteId, year);
    const row = one?.items.find((item) => item.item_id === itemId);
    if (one === undefined || row === undefined || row.package_sha256 === null)
      return refused("not_found");
    const frozen = await containment.whyFrozen(house);
    if (frozen !== undefined) return frozen;
    if (there === undefined || there !== row.package_bytes) return refused("export_gone");
    return granted({
      value: {
        mediaType: "application/zip",
        sizeBytes: there,
        fileName: `AIP-${row.line.number}.zip`,
        read: (part) => files.read(itemId, storedName, part),
      },
      subject: { type: "item", id: itemId },
      body: { campaignId: one.row.campaign_id, year, itemId, packageSha256: row.package_sha256 },
    });
  });
}
