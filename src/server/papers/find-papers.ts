import type { Paper } from "../../contract/approval.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { paperFiles } from "../../platform/paper-files.ts";
import { type PaperRow, selectPapers } from "./papers.store.ts";

/** The papers behind these ids, oldest first; an id that names none is left out. */
export async function findPapers(house: House, paperIds: readonly string[]): Promise<Paper[]> {
  return (await selectPapers(house.db, house.siteId, paperIds)).map(paperOf);
}

export interface OpenPaper {
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly fileName: string;
  /** Half-open part of the whole. */
  read(part: { readonly startByte: number; readonly endByte: number }): Uint8Array;
}

/** The bytes of a paper, checked against their digest; who may have them the caller has decided. */
export async function openPaper(house: House, paperId: string): Promise<Outcome<OpenPaper>> {
  const [row] = await selectPapers(house.db, house.siteId, [paperId]);
  if (row === undefined) return refused("not_found");
  const bytes = await paperFiles(house.paths).read(row.sha256);
  return granted({
    mediaType: row.media_type,
    sizeBytes: bytes.length,
    fileName: row.file_name,
    read: (part) => bytes.subarray(part.startByte, part.endByte),
  });
}

/** Whether this account kept the paper: the keeper may read what it uploaded. */
export async function isKeeper(house: House, accountId: string, paperId: string): Promise<boolean> {
  const [row] = await selectPapers(house.db, house.siteId, [paperId]);
  return row?.account_id === accountId;
}

export function paperOf(row: PaperRow): Paper {
  return {
    paperId: row.paper_id,
    kind: row.kind,
    fileName: row.file_name,
    mediaType: row.media_type,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    keptAtMs: row.kept_at_ms,
    keptBy: row.kept_by,
  };
}
