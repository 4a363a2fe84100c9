import type { Manifest } from "../../contract/vault.ts";
import { fromHex } from "../../kernel/bytes.ts";
import { collisionKey } from "../../kernel/naming-characters.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { insertErased } from "./disposal.store.ts";
import type { FolderOnDisk, FoundRecord } from "./read-folders.ts";
import { insertFolder, insertManifestRow, insertObjects, insertRound } from "./vault.store.ts";

/** Puts back a folder's own row, as its first manifest froze it. */
export async function restoreFolder(
  house: House,
  tx: Writing,
  folder: FolderOnDisk,
): Promise<void> {
  const [first] = folder.manifests;
  if (first === undefined) throw new Error("a folder without a manifest tells nothing");
  await insertFolder(tx, {
    occasionId: first.occasion.id,
    siteId: house.siteId,
    kind: first.occasion.kind,
    partition: first.partition,
    path: folder.path,
    collisionKey: collisionKey(folder.path),
    names: first.names,
    template: first.template,
    startMs: first.startMs,
    endMs: first.endMs,
    snapshot: first.snapshot,
    chosenAtMs: first.writtenAtMs,
  });
}

export async function restoreRound(
  house: House,
  tx: Writing,
  round: Manifest["round"] & { readonly sizeBytes: number },
): Promise<void> {
  await insertRound(tx, {
    round_id: round.roundId,
    site_id: house.siteId,
    taken_at_ms: round.takenAtMs,
    size: round.size,
    size_bytes: round.sizeBytes,
    root: bytesOf(round.root),
  });
}

/** Rows of what lies in a folder, and of its manifest parts; rounds and folders are there. */
export async function restoreObjects(
  house: House,
  tx: Writing,
  folder: FolderOnDisk,
): Promise<void> {
  const [first] = folder.manifests;
  if (first === undefined) return;
  const homeId = first.occasion.id;
  await insertObjects(
    tx,
    folder.records.map((found) => objectRow(house, found, { homeId, path: folder.path })),
  );
  if (folder.erased !== undefined)
    await insertErased(tx, {
      home_id: homeId,
      site_id: house.siteId,
      warrant_id: folder.erased.warrantId,
      drawn_from: folder.erased.from,
      serial: null,
      objects: folder.erased.objects,
      size_bytes: folder.erased.sizeBytes,
      list_sha256: folder.erased.listSha256,
      begun_at_ms: folder.erased.begunAtMs,
      ended_at_ms: house.clock.now(),
    });
  for (const manifest of folder.manifests)
    await insertManifestRow(tx, {
      occasionId: homeId,
      number: manifest.number,
      siteId: house.siteId,
      roundId: manifest.round.roundId,
      snapshot: manifest.snapshot,
      atMs: manifest.writtenAtMs,
    });
}

function objectRow(house: House, found: FoundRecord, home: { homeId: string; path: string }) {
  const { named, record, roundId, leafHash } = found;
  const segment = "segmentId" in record ? record : undefined;
  return {
    object_id: named.id,
    site_id: house.siteId,
    kind: named.kind,
    round_id: roundId,
    leaf_index: named.leafIndex,
    leaf_hash: leafHash,
    home_id: home.homeId,
    name: (named.file ?? named.record).slice(home.path.length + 1),
    size_bytes: segment?.sizeBytes ?? 0,
    sha256: segment === undefined ? null : bytesOf(segment.sha256),
  };
}

function bytesOf(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes === undefined) throw new Error("a digest is lower-case hexadecimal");
  return bytes;
}
