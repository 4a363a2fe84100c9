import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { openExportFiles } from "../../platform/export-files.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { type CopyRow, countTaken, findCopy } from "./export.store.ts";

/** The name of a copy's bytes in its folder. */
export const storedName = "package.bin";

export interface ExportBytes {
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly fileName: string;
  read(part: { startByte: number; endByte: number }): AsyncIterable<Uint8Array>;
}

/** Hands the bytes of a finished copy to whoever carries the case out; entered first (S0-10b). */
export async function takeExport(
  house: House,
  actor: PersonActor,
  exportId: string,
): Promise<Outcome<ExportBytes>> {
  const row = await findCopy(house.db, house.siteId, exportId);
  if (row === undefined) return refused("not_found");
  const files = openExportFiles(house.paths.exports);
  const there = await files.sizeOf(exportId, storedName);
  return act(house, actor, "export.taken@1", async (tx) => {
    const { state, sha256, size_bytes: sizeBytes, file_name: fileName } = row;
    if (state === "removed") return refused("export_gone");
    if (state !== "ready" || sha256 === null || sizeBytes === null || fileName === null)
      return refused("export_not_ready", { state });
    if (there !== sizeBytes || !(await countTaken(tx, exportId))) return refused("export_gone");
    return granted({
      value: {
        mediaType: mediaTypeOf(row),
        sizeBytes,
        fileName,
        read: (part) => files.read(exportId, storedName, part),
      },
      subject: { type: "export", id: exportId },
      body: { exportId, requestId: row.request_id, sha256, sizeBytes },
    });
  });
}

function mediaTypeOf(row: CopyRow): string {
  return row.protection === "none" ? "application/zip" : "application/octet-stream";
}
