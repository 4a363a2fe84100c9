import { parseBundle, printBundle } from "../../kernel/ledger/bundle.ts";
import { parseTilePath } from "../../kernel/ledger/tiles.ts";
import type { LedgerFiles } from "../../platform/ledger-files.ts";

/** 256 entries of the largest size, each after its length. */
const largestBytes = 256 * (65_535 + 2);

/**
 * Bytes of a tile or bundle by its path. A partial one may have been replaced by its full one since
 * its checkpoint was signed: then its part of the full one. Undefined where there is neither.
 */
export async function readTile(files: LedgerFiles, path: string): Promise<Uint8Array | undefined> {
  const bytes = await files.read(path, largestBytes);
  const tile = parseTilePath(path);
  if (bytes !== undefined || tile === undefined) return bytes;
  const fullPath = path.replace(/\.p\/\d+$/, "");
  const full = fullPath === path ? undefined : await files.read(fullPath, largestBytes);
  if (full === undefined) return undefined;
  if (!tile.entries) return full.subarray(0, tile.width * 32);
  const entries = parseBundle(full);
  return entries && printBundle(entries.slice(0, tile.width));
}
