import type { Finding } from "../../contract/finding.ts";
import { limits } from "../../contract/limits.ts";
import type { Manifest, ManifestRecord } from "../../contract/vault.ts";
import { fromHex } from "../../kernel/bytes.ts";
import { includes } from "../../kernel/ledger/tree.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { listNames } from "../../platform/vault-files.ts";
import type { SealedRecord } from "./home.ts";
import type { ErasedMarker } from "../../contract/vault.ts";
import { readMarker } from "./disposal.ts";
import { isPartitionFolder, openVault } from "./open-vault.ts";
import { parseRecordText } from "./read-kept.ts";
import { recordLeaf } from "./round-tree.ts";
import { parseManifest } from "./write-manifests.ts";

/** One record that lies in this folder, proved to be in its round. */
export interface FoundRecord {
  readonly named: ManifestRecord;
  readonly roundId: string;
  readonly record: SealedRecord;
  readonly leafHash: Uint8Array;
}

export interface FolderOnDisk {
  readonly path: string;
  /** In the order of their numbers; at least one. */
  readonly manifests: readonly Manifest[];
  readonly records: readonly FoundRecord[];
  /** The bytes were destroyed; records and manifests stayed. */
  readonly erased: ErasedMarker | undefined;
  readonly findings: readonly Finding[];
}

/** Every occasion's folder as it tells of itself, without any database. */
export async function* readFolders(house: House): AsyncGenerator<FolderOnDisk> {
  const vault = openVault(house);
  for (const partition of await listNames(house.paths.vault)) {
    if (!isPartitionFolder(partition)) continue;
    for (const year of await listNames(vault.absolute(partition)))
      for (const name of (await listNames(vault.absolute(`${partition}/${year}`))).toSorted()) {
        const folder = await readFolder(house, `${partition}/${year}/${name}`);
        if (folder.manifests.length > 0) yield folder;
      }
  }
}

async function readFolder(house: House, path: string): Promise<FolderOnDisk> {
  const vault = openVault(house);
  const manifests: Manifest[] = [];
  const findings: Finding[] = [];
  for (const name of (await listNames(vault.absolute(`${path}/manifest`))).toSorted()) {
    const file = `${path}/manifest/${name}`;
    const manifest = parseManifest(await vault.readText(file, limits.manifestBytes));
    if (manifest?.folder === path && manifest.siteId === house.siteId) manifests.push(manifest);
    else
      findings.push({ code: "manifest-changed", id: manifest?.occasion.id ?? null, detail: file });
  }
  const records: FoundRecord[] = [];
  for (const manifest of manifests)
    for (const named of manifest.records.filter((one) => one.record.startsWith(`${path}/`))) {
      const found = await readRecord(house, manifest, named);
      if ("record" in found) records.push(found);
      else findings.push(found);
    }
  const [first] = manifests;
  const marker = await readMarker(house, path);
  const erased =
    marker !== undefined && marker.siteId === house.siteId && marker.homeId === first?.occasion.id
      ? marker
      : undefined;
  return { path, manifests, records, erased, findings };
}

async function readRecord(
  house: House,
  manifest: Manifest,
  named: ManifestRecord,
): Promise<FoundRecord | Finding> {
  const text = await openVault(house).readText(named.record, limits.sealedRecordBytes);
  if (text === undefined) return { code: "record-missing", id: named.id, detail: named.record };
  const { roundId, size, root } = manifest.round;
  const leafHash = recordLeaf(text);
  const path = named.path.map((hash) => fromHex(hash) ?? new Uint8Array());
  const proof = { index: named.leafIndex, size, leafHash, path };
  if (!includes(proof, fromHex(root) ?? new Uint8Array(), sha256))
    return { code: "record-changed", id: named.id, detail: named.record };
  return { named, roundId, leafHash, record: parseRecordText(named.kind, text) };
}
