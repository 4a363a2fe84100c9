import { granted } from "../../contract/outcome.ts";
import { openExportFiles } from "../../platform/export-files.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { changeCopy, findCopy, findReadyCopies } from "./export.store.ts";
import { fateOf, removalMs } from "./list-exports.ts";

/**
 * Removes copies whose time is over: some days after the hand-over, or when nobody came for them; the
 * entry first, then the bytes. Folders of copies that came to nothing go, too.
 */
export async function sweepExports(house: House): Promise<number> {
  const files = openExportFiles(house.paths.exports);
  const nowMs = house.clock.now();
  let removed = 0;
  for (const row of await findReadyCopies(house.db, house.siteId)) {
    const { handedOverAtMs } = await fateOf(house, row.request_id);
    const due = removalMs(row, handedOverAtMs);
    if (due === null || due > nowMs) continue;
    const { export_id: exportId, request_id: requestId } = row;
    const why = handedOverAtMs === null ? "never-taken" : "handed-over";
    await act(house, { kind: "system", name: "scheduler" }, "export.removed@1", async (tx) => {
      await changeCopy(
        tx,
        { exportId, from: ["ready"] },
        { state: "removed", removed_at_ms: nowMs },
      );
      return granted({
        value: undefined,
        subject: { type: "export", id: exportId },
        body: { exportId, requestId, why },
      });
    });
    removed++;
  }
  // A crash between entry and removal leaves bytes that no row stands for any more.
  for (const id of await files.list()) {
    const row = await findCopy(house.db, house.siteId, id).catch(() => undefined);
    if (row === undefined || row.state === "removed" || row.state === "failed")
      await files.remove(id).catch(() => {});
  }
  return removed;
}
