import type { PersonActor } from "../../contract/actor.ts";
import type { Paper } from "../../contract/approval.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { fileLabel } from "./file-label.ts";
import { paperOf } from "./find-papers.ts";
import { insertPaper, type PaperRow } from "./papers.store.ts";

/** What lies under its digest already; the bytes come before the row, so a row never names nothing. */
export interface LyingPaper {
  readonly paperId: string;
  readonly kind: PaperRow["kind"];
  /** A label for people; never part of a path. */
  readonly fileName: string;
  readonly mediaType: PaperRow["media_type"];
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Enters a paper whose bytes lie under their digest (S0-11.2). */
export function enterPaper(
  house: House,
  actor: PersonActor,
  paper: LyingPaper,
): Promise<Outcome<Paper>> {
  const { paperId, kind, sha256, sizeBytes } = paper;
  return act(house, actor, "paper.kept@1", async (tx) => {
    const row = {
      paper_id: paperId,
      site_id: house.siteId,
      kind,
      file_name: fileLabel(paper.fileName, paper.mediaType),
      media_type: paper.mediaType,
      size_bytes: sizeBytes,
      sha256,
      kept_at_ms: house.clock.now(),
      account_id: actor.accountId,
      kept_by: actor.name,
    };
    await insertPaper(tx, row);
    return granted({
      value: paperOf(row),
      subject: { type: "paper", id: paperId },
      body: { paperId, kind, sha256, sizeBytes },
      personal: { fileName: row.file_name },
    });
  });
}
