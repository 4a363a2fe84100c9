import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { openExportFiles } from "../../platform/export-files.ts";
import type { House } from "../../platform/house.ts";
import { containment } from "../containment/index.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { type PackRow, countTaken, findPack } from "./evidence-pack.store.ts";
import { storedName } from "./pack-view.ts";

interface PackBytes {
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly fileName: string;
  read(part: { startByte: number; endByte: number }): AsyncIterable<Uint8Array>;
}

/** Hands a finished pack to whoever asked for it, entered first; not while copies are frozen (S0-15). */
export async function takePack(
  house: House,
  actor: PersonActor,
  packId: string,
): Promise<Outcome<PackBytes>> {
  const row = await findPack(house.db, { siteId: house.siteId, packId });
  if (row === undefined) return refused("not_found");
  const refusal = refusalOf(row, actor) ?? (await containment.whyFrozen(house));
  if (refusal !== undefined) {
    const subject = { type: "evidence-pack" as const, id: packId };
    await enterRefusal(house, actor, "evidence-pack.taken@1", refusal, subject);
    return refusal;
  }
  const files = openExportFiles(house.paths.packs);
  const there = await files.sizeOf(packId, storedName);
  return act(house, actor, "evidence-pack.taken@1", async (tx) => {
    const { sha256, size_bytes: sizeBytes, file_name: fileName } = row;
    const whole = sha256 !== null && sizeBytes !== null && fileName !== null;
    if (!whole || there !== sizeBytes || !(await countTaken(tx, packId)))
      return refused("pack_gone");
    return granted({
      value: {
        mediaType: "application/zip",
        sizeBytes,
        fileName,
        read: (part) => files.read(packId, storedName, part),
      },
      subject: { type: "evidence-pack", id: packId },
      body: { packId, sha256, sizeBytes },
    });
  });
}

function refusalOf(row: PackRow, actor: PersonActor): Refusal | undefined {
  if (row.account_id !== actor.accountId) return refused("pack_not_yours");
  if (row.state === "removed") return refused("pack_gone");
  return row.state === "ready" ? undefined : refused("pack_unfinished");
}
