import type { House } from "../../platform/house.ts";
import type { FoundFile } from "../../platform/vault-files.ts";
import { explainStrays } from "./check-strays.ts";
import { recordName } from "./home.ts";
import { findNames } from "./holdings.store.ts";
import { manifestPath } from "./write-manifests.ts";

/** Files of one home's folder that no row stands for: put there by somebody else's hand, or not entered yet. */
export async function unknownIn(
  house: House,
  home: { readonly homeId: string; readonly path: string },
  files: readonly FoundFile[],
): Promise<FoundFile[]> {
  const { objects, parts } = await findNames(house.db, [home.homeId]);
  const known = new Set([
    ...objects.flatMap(({ name }) => [`${home.path}/${name}`, `${home.path}/${recordName(name)}`]),
    ...parts.map(({ number }) => manifestPath(home.path, number)),
  ]);
  return files.filter((file) => !known.has(file.path));
}

/** Of these, the paths that nothing explains: neither entered meanwhile nor on their way from the spool. */
export async function strangersOf(house: House, unknown: readonly FoundFile[]): Promise<string[]> {
  if (unknown.length === 0) return [];
  const findings = await explainStrays(house, { lost: [], extra: unknown });
  return unknown
    .map((file) => file.path)
    .filter((path) => findings.some(({ detail }) => detail.endsWith(path)));
}
