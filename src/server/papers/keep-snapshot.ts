import type { PersonActor } from "../../contract/actor.ts";
import type { Paper } from "../../contract/approval.ts";
import type { Outcome } from "../../contract/outcome.ts";
import { toHex } from "../../kernel/bytes.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { paperFiles } from "../../platform/paper-files.ts";
import { enterPaper } from "./enter-paper.ts";

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
  return enterPaper(house, actor, {
    paperId,
    kind: "snapshot",
    fileName: of.name,
    mediaType: "application/json",
    sizeBytes: of.bytes.length,
    sha256: digest,
  });
}
