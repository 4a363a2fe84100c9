import { granted } from "../../contract/outcome.ts";
import { overwriteFile, unlinkErased } from "../../platform/erase-file.ts";
import type { House } from "../../platform/house.ts";
import { joinPath } from "../../platform/vault-files.ts";
import { act } from "../ledger/index.ts";
import { apartFolder } from "./copy-evidence.ts";
import { markCopyErased, selectCopiesShowing } from "./evidence-copies.store.ts";
import { evidenceNumber } from "./read-evidence.ts";

/**
 * Copies of evidence end with the occasion they show, and never before: its destruction, or the standing
 * order once its hold is lifted (P-6). What other occasions show stays. Cut off anywhere, it is done again.
 */
export async function eraseEvidenceCopies(
  house: House,
  homeId: string,
): Promise<{ readonly name: string; readonly state: "erased" }[]> {
  const told: { name: string; state: "erased" }[] = [];
  for (const row of await selectCopiesShowing(house.db, house.siteId, homeId)) {
    const own = row.segments.filter((segment) => segment.homeId === homeId);
    const folder = joinPath(house.paths.evidence, apartFolder(row));
    const paths = own.flatMap(({ segmentId }) => [
      joinPath(folder, `${segmentId}.mp4`),
      joinPath(folder, `${segmentId}.segment.json`),
    ]);
    for (const path of paths) await overwriteFile(path);
    await unlinkErased(paths);
    const evidenceId = row.evidence_id;
    await act(
      house,
      { kind: "system", name: "scheduler" },
      "evidence.copy-erased@1",
      async (tx) => {
        await markCopyErased(tx, evidenceId, homeId);
        return granted({
          value: undefined,
          subject: { type: "evidence", id: evidenceId },
          body: {
            evidenceId,
            homeId,
            files: paths.length,
            sizeBytes: own.reduce((sum, one) => sum + one.sizeBytes, 0),
          },
        });
      },
    );
    told.push({ name: evidenceNumber(row), state: "erased" });
  }
  return told;
}
