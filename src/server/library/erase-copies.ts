import { limits } from "../../contract/limits.ts";
import { granted } from "../../contract/outcome.ts";
import { overwriteFile, unlinkErased } from "../../platform/erase-file.ts";
import { openExportFiles } from "../../platform/export-files.ts";
import type { House } from "../../platform/house.ts";
import { joinPath, listNames } from "../../platform/vault-files.ts";
import { carried } from "../copies/index.ts";
import { act } from "../ledger/index.ts";
import {
  type ItemRow,
  noteErased,
  selectItems,
  selectWithdrawals,
  takeOut,
} from "./library.store.ts";

const scheduler = { kind: "system", name: "scheduler" } as const;

/** Overwrites and removes an item's bytes, then enters it; cut off anywhere, it is done again. */
export async function eraseCopy(
  house: House,
  of: { readonly row: ItemRow; readonly why: "withdrawn" | "destroyed" },
): Promise<void> {
  const { row, why } = of;
  const itemId = row.item_id;
  // The key first: from here on no copy elsewhere can be opened.
  await carried.drop(house, itemId);
  const folder = joinPath(house.paths.library, itemId);
  const paths = (await listNames(folder)).map((name) => joinPath(folder, name));
  for (const path of paths) await overwriteFile(path);
  await unlinkErased(paths);
  await openExportFiles(house.paths.library).remove(itemId);
  await act(house, scheduler, "library.erased@1", async (tx) => {
    const atMs = house.clock.now();
    await takeOut(tx, { itemId, atMs });
    await noteErased(tx, itemId, atMs);
    return granted({
      value: undefined,
      subject: { type: "library-item", id: itemId },
      body: {
        itemId,
        why,
        files: row.files.length,
        sizeBytes: row.files.reduce((sum, file) => sum + file.sizeBytes, 0),
      },
    });
  });
}

/** Copies made from a lesson that is destroyed go with it (S0-17.1). */
export async function eraseLibraryCopies(
  house: House,
  lessonId: string,
): Promise<{ readonly name: string; readonly state: "erased" }[]> {
  const rows = await selectItems(house.db, house.siteId, { lessonId, most: limits.libraryMost });
  const told: { name: string; state: "erased" }[] = [];
  for (const row of rows) {
    if (row.erased_at_ms === null) await eraseCopy(house, { row, why: "destroyed" });
    told.push({ name: row.title.slice(0, 200), state: "erased" });
  }
  return told;
}

/** A copy in the making is never as old as this; the instant stands in our own ids (RFC 9562). */
const leftoverMs = 86_400_000;

/** Finishes what a crash cut off: withdrawn bytes that lie there still, and folders without an item. */
export async function sweepLibrary(house: House): Promise<number> {
  const most = limits.libraryMost;
  const left = await selectItems(house.db, house.siteId, { toErase: true, most });
  const withdrawals = await selectWithdrawals(
    house.db,
    left.map((row) => row.item_id),
  );
  for (const row of left)
    await eraseCopy(house, { row, why: withdrawals.has(row.item_id) ? "withdrawn" : "destroyed" });
  const files = openExportFiles(house.paths.library);
  for (const itemId of await files.list()) {
    const madeAtMs = Number.parseInt(itemId.replaceAll("-", "").slice(0, 12), 16);
    if (!(madeAtMs < house.clock.now() - leftoverMs)) continue;
    const [known] = await selectItems(house.db, house.siteId, { itemId, most: 1 });
    if (known === undefined) await files.remove(itemId);
  }
  return left.length;
}
