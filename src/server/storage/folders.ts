import type { StoredFolder } from "../../contract/storage.ts";
import { storedFolders } from "../../contract/storage.ts";
import type { NamedFolder } from "../../platform/disks.ts";
import type { House } from "../../platform/house.ts";

/** The house's folders whose disks are watched; what else lies somewhere is named by who knows it. */
export function watchedFolders(
  house: House,
  copies: readonly string[],
): (NamedFolder & { readonly name: StoredFolder })[] {
  const { paths, config } = house;
  const { overflowFolder } = config;
  return [
    { name: "vault", path: paths.vault },
    { name: "spool", path: paths.spool },
    ...(overflowFolder === undefined ? [] : [{ name: "overflow" as const, path: overflowFolder }]),
    { name: "database", path: paths.postgres },
    ...copies.map((path) => ({ name: "copies" as const, path })),
  ];
}

export function storedFolder(name: string): StoredFolder | undefined {
  return storedFolders.find((one) => one === name);
}
