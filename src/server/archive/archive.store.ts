import type { Strokes } from "../../contract/approval.ts";
import type {
  ArchiveCandidate,
  ArchiveStep,
  FourPropertyReport,
  Receiver,
} from "../../contract/archive.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

/** The room's tables as Kysely sees them; `migrations/0260-archive.sql` is their definition. */
type ArchiveTables = {
  "archive.campaign": {
    campaign_id: string;
    site_id: string;
    year: number;
    five_years: boolean;
    opened_at_ms: number;
    confirmed_by: string | null;
    confirmed_by_name: string | null;
    strokes: Strokes | null;
    list_sha256: string | null;
    confirmed_at_ms: number | null;
  };
  "archive.item": {
    campaign_id: string;
    item_id: string;
    site_id: string;
    position: number;
    home_id: string | null;
    line: ArchiveCandidate;
    step: ArchiveStep;
    attempts: number;
    report: FourPropertyReport | null;
    trouble: string | null;
    accepted: string | null;
    package_sha256: string | null;
    package_bytes: number | null;
    manifest_sha256: string | null;
    size_bytes: number;
    checked_at_ms: number | null;
    archived_at_ms: number | null;
  };
  "archive.receipt": {
    receipt_id: string;
    site_id: string;
    campaign_id: string;
    receiver: Receiver;
    way: "signed" | "scan";
    receiver_name: string;
    strokes: Strokes | null;
    paper_id: string | null;
    handed_by: string;
    handed_by_name: string;
    handed_strokes: Strokes;
    list_sha256: string;
    received_at_ms: number;
  };
};
export type CampaignRow = ArchiveTables["archive.campaign"];
export type ArchivedRow = ArchiveTables["archive.item"];
export type ReceiptRow = ArchiveTables["archive.receipt"];

const tables = (db: Database | Writing) => db.withTables<ArchiveTables>();

export interface Campaign {
  readonly row: CampaignRow;
  readonly items: readonly ArchivedRow[];
  readonly receipts: readonly ReceiptRow[];
}

export async function insertCampaign(tx: Writing, row: CampaignRow): Promise<boolean> {
  const done = await tables(tx)
    .insertInto("archive.campaign")
    .values(row)
    .onConflict((known) => known.columns(["site_id", "year"]).doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function selectCampaign(
  db: Database | Writing,
  siteId: string,
  year: number,
): Promise<Campaign | undefined> {
  const row = await tables(db)
    .selectFrom("archive.campaign")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("year", "=", year)
    .executeTakeFirst();
  return row === undefined ? undefined : withParts(db, row);
}

/** The campaign's row, held until the transaction ends. */
export async function lockCampaign(
  tx: Writing,
  siteId: string,
  year: number,
): Promise<Campaign | undefined> {
  const row = await tables(tx)
    .selectFrom("archive.campaign")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("year", "=", year)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : withParts(tx, row);
}

async function withParts(db: Database | Writing, row: CampaignRow): Promise<Campaign> {
  const items = await tables(db)
    .selectFrom("archive.item")
    .selectAll()
    .where("campaign_id", "=", row.campaign_id)
    .orderBy("position")
    .execute();
  const receipts = await tables(db)
    .selectFrom("archive.receipt")
    .selectAll()
    .where("campaign_id", "=", row.campaign_id)
    .execute();
  return { row, items, receipts };
}

export async function selectYears(db: Database, siteId: string): Promise<number[]> {
  const rows = await tables(db)
    .selectFrom("archive.campaign")
    .select("year")
    .where("site_id", "=", siteId)
    .orderBy("year")
    .execute();
  return rows.map((row) => row.year);
}

export async function updateCampaign(
  tx: Writing,
  campaignId: string,
  change: Partial<Omit<CampaignRow, "campaign_id" | "site_id" | "year" | "opened_at_ms">>,
): Promise<void> {
  const { strokes, ...rest } = change;
  await tables(tx)
    .updateTable("archive.campaign")
    .set({ ...rest, ...(strokes === undefined ? {} : { strokes: jsonb(strokes) }) })
    .where("campaign_id", "=", campaignId)
    .execute();
}

export async function insertListed(tx: Writing, rows: readonly ArchivedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tables(tx)
    .insertInto("archive.item")
    .values(rows.map((row) => ({ ...row, line: jsonb(row.line), report: null })))
    .execute();
}

export async function updateListed(
  tx: Writing,
  key: { readonly campaignId: string; readonly itemId: string },
  change: Partial<Omit<ArchivedRow, "campaign_id" | "item_id" | "site_id" | "position" | "line">>,
): Promise<void> {
  const { report, ...rest } = change;
  await tables(tx)
    .updateTable("archive.item")
    .set({ ...rest, ...(report === undefined ? {} : { report: jsonb(report) }) })
    .where("campaign_id", "=", key.campaignId)
    .where("item_id", "=", key.itemId)
    .execute();
}

/** The next item on its way, what was begun first. */
export async function selectNext(
  db: Database,
  siteId: string,
): Promise<(ArchivedRow & { year: number }) | undefined> {
  return tables(db)
    .selectFrom("archive.item as i")
    .innerJoin("archive.campaign as c", "c.campaign_id", "i.campaign_id")
    .selectAll("i")
    .select("c.year")
    .where("i.site_id", "=", siteId)
    .where("i.step", "in", ["packing", "waiting"])
    .orderBy("c.year")
    .orderBy("i.step")
    .orderBy("i.position")
    .executeTakeFirst();
}

export async function insertReceipt(tx: Writing, row: ReceiptRow): Promise<void> {
  await tables(tx)
    .insertInto("archive.receipt")
    .values({
      ...row,
      strokes: row.strokes === null ? null : jsonb(row.strokes),
      handed_strokes: jsonb(row.handed_strokes),
    })
    .execute();
}

/** Packages made of one occasion, with the numbers they were handed over under. */
export function selectPackagesOf(db: Database, siteId: string, homeId: string) {
  return tables(db)
    .selectFrom("archive.item")
    .select(["item_id", "line", "package_bytes"])
    .where("site_id", "=", siteId)
    .where("home_id", "=", homeId)
    .where("package_sha256", "is not", null)
    .execute();
}

export async function isReceiptPaper(
  db: Database,
  siteId: string,
  paperId: string,
): Promise<boolean> {
  const row = await tables(db)
    .selectFrom("archive.receipt")
    .select("receipt_id")
    .where("site_id", "=", siteId)
    .where("paper_id", "=", paperId)
    .executeTakeFirst();
  return row !== undefined;
}
