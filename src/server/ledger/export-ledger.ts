import type { Actor } from "../../contract/actor.ts";
import { granted, type Outcome, refused } from "../../contract/outcome.ts";
import { toHex } from "../../kernel/bytes.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { bundlePath, tilePath, tilesOf } from "../../kernel/ledger/tiles.ts";
import { Fault } from "../../contract/faults.ts";
import type { ExportFolder } from "../../platform/export-folder.ts";
import type { House } from "../../platform/house.ts";
import { openLedgerFiles } from "../../platform/ledger-files.ts";
import { act } from "./act.ts";
import { exportedEntries } from "./exported-entries.ts";
import { readVerifierKey } from "./open-ledger.ts";
import { readTile } from "./read-tile.ts";
import { newestCheckpoint } from "./sequence.store.ts";

/**
 * Writes everything that anybody needs to check this ledger without us: `entries.jsonl`, the tiles
 * and bundles, `checkpoint` and `verifier-key`. The newest checkpoint bounds it; the export itself
 * is entered afterwards and so lies beyond. Refused before the first checkpoint.
 */
export async function exportLedger(
  house: House,
  actor: Actor,
  folder: ExportFolder,
): Promise<Outcome<{ size: number; verifierKey: string }>> {
  const newest = await newestCheckpoint(house.db);
  if (newest === undefined) return refused("not_found");
  const { size, note, root } = newest;
  const verifierKey = await readVerifierKey(house);
  await folder.write("verifier-key", `${verifierKey}\n`);
  await folder.writeLines("entries.jsonl", lines(house, size));
  const files = openLedgerFiles(house.paths.ledger);
  for (const tile of tilesOf(size)) {
    const paths = tile.level === 0 ? [tilePath(tile), bundlePath(tile)] : [tilePath(tile)];
    for (const path of paths) {
      const bytes = await readTile(files, path);
      if (bytes === undefined) throw new Fault("damaged", "tile_missing", { hint: path });
      await folder.write(path, bytes);
    }
  }
  await folder.write("checkpoint", note);
  return act(house, actor, "ledger.exported@1", async () =>
    granted({
      value: { size, verifierKey },
      subject: { type: "ledger", id: house.siteId },
      body: { size, root: toHex(root) },
    }),
  );
}

async function* lines(house: House, size: number): AsyncGenerator<string> {
  for await (const entry of exportedEntries(house.db, size)) yield canonicalJson(entry);
}
