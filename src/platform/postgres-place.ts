import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type PostgresBinaries, reachableForOthers } from "./postgres-binaries.ts";

/** Where log segments land before they are carried into the house's archive. */
export function landingOf(data: string): string {
  return `${data}.landing`;
}

/**
 * A house inside a private home keeps its cluster in the shelter: its server user could not reach it.
 * The password is part of the name, so a house made anew at the same place never meets an old cluster.
 */
export function placeOfCluster(
  options: { readonly dataFolder: string; readonly password: string },
  binaries: PostgresBinaries,
): string {
  const { dataFolder, password } = options;
  if (binaries.runAs === undefined || reachableForOthers(dataFolder)) return dataFolder;
  const shelter = join(binaries.shelter, "clusters");
  mkdirSync(shelter, { recursive: true, mode: 0o755 });
  const name = createHash("sha256").update(`${dataFolder}\n${password}`).digest("hex").slice(0, 16);
  for (const other of clustersOf(shelter, dataFolder))
    if (other !== name) removeCluster(join(shelter, other));
  writeFileSync(join(shelter, `${name}.house`), dataFolder);
  return join(shelter, name);
}

/** Sheltered clusters that belonged to a house at this place. */
function clustersOf(shelter: string, dataFolder: string): string[] {
  return readdirSync(shelter)
    .filter(
      (file) => file.endsWith(".house") && readFileSync(join(shelter, file), "utf8") === dataFolder,
    )
    .map((file) => file.slice(0, -".house".length));
}

/** Every place where a cluster of this house may lie. */
export function placesOfCluster(dataFolder: string, binaries: PostgresBinaries): string[] {
  const shelter = join(binaries.shelter, "clusters");
  if (binaries.runAs === undefined || !existsSync(shelter)) return [dataFolder];
  return [dataFolder, ...clustersOf(shelter, dataFolder).map((name) => join(shelter, name))];
}

export function removeCluster(data: string): void {
  for (const part of [data, `${data}.log`, `${data}.house`, landingOf(data)])
    rmSync(part, { recursive: true, force: true });
}
