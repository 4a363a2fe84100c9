import type { PaperKind } from "../../contract/approval.ts";
import type { PaperMedia } from "../../kernel/paper/check-paper.ts";
import type { Database, Writing } from "../../platform/database.ts";

export type PapersTables = {
  "papers.paper": {
    paper_id: string;
    site_id: string;
    kind: PaperKind;
    file_name: string;
    media_type: PaperMedia;
    size_bytes: number;
    sha256: string;
    kept_at_ms: number;
    account_id: string;
    kept_by: string;
  };
};
export type PaperRow = PapersTables["papers.paper"];

export async function insertPaper(tx: Writing, row: PaperRow): Promise<void> {
  await tx.withTables<PapersTables>().insertInto("papers.paper").values(row).execute();
}

export async function selectPapers(
  db: Database,
  siteId: string,
  paperIds: readonly string[],
): Promise<PaperRow[]> {
  if (paperIds.length === 0) return [];
  return db
    .withTables<PapersTables>()
    .selectFrom("papers.paper")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("paper_id", "in", [...paperIds])
    .orderBy("kept_at_ms")
    .orderBy("paper_id")
    .execute();
}
