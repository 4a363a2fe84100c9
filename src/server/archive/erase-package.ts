import { granted } from "../../contract/outcome.ts";
import { overwriteFile, unlinkErased } from "../../platform/erase-file.ts";
import { openExportFiles } from "../../platform/export-files.ts";
import type { House } from "../../platform/house.ts";
import { joinPath, listNames } from "../../platform/vault-files.ts";
import { act, historyOf } from "../ledger/index.ts";
import { selectPackagesOf } from "./archive.store.ts";
import { scheduler } from "./open-campaign.ts";

/**
 * Packages that still lie here go with the occasion they were made of (S0-17.1); their copies elsewhere
 * ended with its key. What was handed over is the archive's own. Cut off anywhere, it is done again.
 */
export async function erasePackages(
  house: House,
  homeId: string,
): Promise<{ readonly name: string; readonly state: "erased" }[]> {
  const told: { name: string; state: "erased" }[] = [];
  for (const row of await selectPackagesOf(house.db, house.siteId, homeId)) {
    const itemId = row.item_id;
    const folder = joinPath(house.paths.archive, itemId);
    const paths = (await listNames(folder)).map((name) => joinPath(folder, name));
    for (const path of paths) await overwriteFile(path);
    await unlinkErased(paths);
    await openExportFiles(house.paths.archive).remove(itemId);
    const kinds = ["archive.package-erased@1"] as const;
    if ((await historyOf(house, itemId, { kinds, most: 1 })).length === 0)
      await act(house, scheduler, "archive.package-erased@1", async () =>
        granted({
          value: undefined,
          subject: { type: "item", id: itemId },
          body: { itemId, homeId, sizeBytes: row.package_bytes ?? 0 },
        }),
      );
    told.push({ name: row.line.number, state: "erased" });
  }
  return told;
}
