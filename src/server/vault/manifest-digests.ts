import { limits } from "../../contract/limits.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { findNames } from "./holdings.store.ts";
import { openVault } from "./open-vault.ts";
import { manifestPath } from "./write-manifests.ts";

/** Every part of a home's manifest with the digest its file has now; null where none can be read. */
export async function digestManifests(
  house: House,
  home: { readonly homeId: string; readonly path: string },
): Promise<{ path: string; sha256: string | null }[]> {
  const { parts } = await findNames(house.db, [home.homeId]);
  const digests: { path: string; sha256: string | null }[] = [];
  for (const { number } of parts.toSorted((a, b) => a.number - b.number)) {
    const path = manifestPath(home.path, number);
    const text = await openVault(house)
      .readText(path, limits.manifestBytes)
      .catch(() => undefined);
    digests.push({ path, sha256: text === undefined ? null : toHex(sha256(utf8(text))) });
  }
  return digests;
}
