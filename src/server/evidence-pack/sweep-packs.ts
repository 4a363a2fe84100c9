import { Id } from "../../contract/ids.ts";
import { limits } from "../../contract/limits.ts";
import { granted } from "../../contract/outcome.ts";
import { openExportFiles } from "../../platform/export-files.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { changePack, findPack, findReadyBefore } from "./evidence-pack.store.ts";

/** Removes packs whose term is over, the entry first, and folders no pack stands for. */
export async function sweepPacks(house: House): Promise<void> {
  const files = openExportFiles(house.paths.packs);
  const nowMs = house.clock.now();
  const due = await findReadyBefore(house.db, house.siteId, nowMs - limits.evidencePackKeptMs);
  for (const { pack_id: packId } of due)
    await act(
      house,
      { kind: "system", name: "scheduler" },
      "evidence-pack.removed@1",
      async (tx) => {
        await changePack(
          tx,
          { packId, from: ["ready"] },
          { state: "removed", removed_at_ms: nowMs },
        );
        return granted({
          value: undefined,
          subject: { type: "evidence-pack", id: packId },
          body: { packId },
        });
      },
    );
  for (const packId of await files.list()) {
    // A database that is away throws here, and nothing is removed.
    const row = Id.safeParse(packId).success
      ? await findPack(house.db, { siteId: house.siteId, packId })
      : undefined;
    if (row === undefined || row.state === "removed" || row.state === "failed")
      await files.remove(packId).catch(() => {});
  }
}
