import { granted } from "../../contract/outcome.ts";
import { openExportFiles } from "../../platform/export-files.ts";
import { overwriteFile } from "../../platform/erase-file.ts";
import type { House } from "../../platform/house.ts";
import { joinPath, listNames } from "../../platform/vault-files.ts";
import { act } from "../ledger/index.ts";
import { selectDerived } from "./derived.store.ts";
import { changeCopy } from "./export.store.ts";

export interface Derived {
  readonly name: string;
  /** `listed`: it was handed out; the house can name it, not remove it. */
  readonly state: "erased" | "listed";
}

/** Copies made of a lesson that is destroyed: overwritten where they lie here, named where they left. */
export async function eraseDerived(house: House, lessonId: string): Promise<Derived[]> {
  const files = openExportFiles(house.paths.exports);
  const told: Derived[] = [];
  for (const row of await selectDerived(house.db, house.siteId, lessonId)) {
    const { export_id: exportId, request_id: requestId } = row;
    const folder = joinPath(house.paths.exports, exportId);
    const names = await listNames(folder);
    for (const name of names) await overwriteFile(joinPath(folder, name)).catch(() => false);
    await files.remove(exportId);
    if (row.state === "ready")
      await act(house, { kind: "system", name: "scheduler" }, "export.removed@1", async (tx) => {
        await changeCopy(
          tx,
          { exportId, from: ["ready"] },
          { state: "removed", removed_at_ms: house.clock.now() },
        );
        return granted({
          value: undefined,
          subject: { type: "export", id: exportId },
          body: { exportId, requestId, why: "destroyed" },
        });
      });
    if (names.length > 0) told.push({ name: row.serial, state: "erased" });
    if (row.taken > 0) told.push({ name: row.serial, state: "listed" });
  }
  return told;
}
