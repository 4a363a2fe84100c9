import type { PersonActor } from "../../contract/actor.ts";
import type { Paper } from "../../contract/approval.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import { toHex } from "../../kernel/bytes.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { paperFiles } from "../../platform/paper-files.ts";
import { act } from "../ledger/index.ts";
import { fileLabel } from "./file-label.ts";
import { paperOf } from "./find-papers.ts";
import { insertPaper } from "./papers.store.ts";

/**
 * Keeps what the house itself wrote about its state, for ever and under its digest like every paper:
 * copied each night, read back, never changed.
 */
export async function keepSnapshot(
  house: House,
  actor: PersonActor,
  of: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Outcome<Paper>> {
  const paperId = house.newId();
  const files = paperFiles(house.paths);
  const digest = toHex(sha256(of.bytes));
  files.quarantine(paperId, of.bytes);
  await files.keep(paperId, digest);
  return act(house, actor, "paper.kept@1", async (tx) => {
    const row = {
      paper_id: paperId,
      site_id: house.siteId,
      kind: "snapshot" as const,
      file_name: fileLabel(of.name, "application/json"),
      media_type: "application/json" as const,
      size_bytes: of.bytes.length,
      sha256: digest,
      kept_at_ms: house.clock.now(),
      account_id: actor.accountId,
      kept_by: actor.name,
    };
    await insertPaper(tx, row);
    return granted({
      value: paperOf(row),
      subject: { type: "paper", id: paperId },
      body: { paperId, kind: row.kind, sha256: digest, sizeBytes: of.bytes.length },
      personal: { fileName: row.file_name },
    });
  });
}
