import type { Finding } from "../../contract/finding.ts";
import { limits } from "../../contract/limits.ts";
import type { Manifest, ManifestRecord } from "../../contract/vault.ts";
import { fromHex, toHex } from "../../kernel/bytes.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { includes } from "../../kernel/ledger/tree.ts";
import { officialName } from "../../kernel/naming.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { openVault } from "./open-vault.ts";
import { recordLeaf } from "./round-tree.ts";
import { type FolderRow, type RoundRow, findRound } from "./vault.store.ts";
import { parseManifest } from "./write-manifests.ts";

export interface ManifestToCheck {
  readonly path: string;
  readonly folder: FolderRow;
  readonly part: {
    readonly number: number;
    readonly round_id: string;
    readonly written_at_ms: number | null;
    readonly snapshot: Manifest["snapshot"];
  };
  readonly present: boolean;
}

/** A manifest part against its rows, its round and the records it names. */
export async function checkManifest(house: House, of: ManifestToCheck): Promise<Finding[]> {
  const { path, folder, part } = of;
  const id = folder.occasion_id;
  if (!of.present)
    return part.written_at_ms === null ? [] : [{ code: "manifest-missing", id, detail: path }];
  const manifest = parseManifest(
    await openVault(house)
      .readText(path, limits.manifestBytes)
      .catch(() => ""),
  );
  const round = await findRound(house.db, part.round_id);
  if (manifest === undefined || round === undefined || !sameFacts(manifest, of, round))
    return [{ code: "manifest-changed", id, detail: path }];
  const wrong: Finding[] = [];
  for (const record of manifest.records)
    if (!(await isProved(house, record, manifest)))
      wrong.push({ code: "manifest-changed", id, detail: `${path}: ${record.id}` });
  return wrong;
}

function sameFacts(manifest: Manifest, of: ManifestToCheck, round: RoundRow): boolean {
  const { folder, part } = of;
  const told = {
    occasion: manifest.occasion,
    number: manifest.number,
    partition: manifest.partition,
    folder: manifest.folder,
    officialName: manifest.officialName,
    names: manifest.names,
    span: [manifest.startMs, manifest.endMs],
    snapshot: manifest.snapshot,
    round: manifest.round,
  };
  const known = {
    occasion: { kind: folder.kind, id: folder.occasion_id },
    number: part.number,
    partition: folder.partition,
    folder: folder.path,
    officialName: officialName(folder.names, folder.template),
    names: folder.names,
    span: [folder.start_ms, folder.end_ms],
    snapshot: part.snapshot,
    round: {
      roundId: round.round_id,
      takenAtMs: round.taken_at_ms,
      size: round.size,
      root: toHex(round.root),
    },
  };
  return canonicalJson(told) === canonicalJson(known);
}

/** The record a manifest names is in its round, and says what the manifest says. */
async function isProved(house: House, named: ManifestRecord, manifest: Manifest): Promise<boolean> {
  const text = await openVault(house)
    .readText(named.record, limits.sealedRecordBytes)
    .catch(() => undefined);
  // A record that is gone is found at its own home; here only contradictions count.
  if (text === undefined) return true;
  const path = named.path.map((hash) => fromHex(hash) ?? new Uint8Array());
  const proof = {
    index: named.leafIndex,
    size: manifest.round.size,
    leafHash: recordLeaf(text),
    path,
  };
  if (!includes(proof, fromHex(manifest.round.root) ?? new Uint8Array(), sha256)) return false;
  const told = [named.cameraId, named.startMs, named.endMs, named.sha256 ?? "", named.id];
  return told.every((fact) => text.includes(String(fact)));
}
