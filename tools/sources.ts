import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const home = dirname(dirname(fileURLToPath(import.meta.url)));

export interface Source {
  /** Path from the project's root, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** Every TypeScript file below the given folders, in a stable order. */
export function readSources(...folders: readonly string[]): Source[] {
  return folders
    .flatMap((folder) => below(join(home, folder)))
    .map((file) => ({ path: relative(home, file), text: readFileSync(file, "utf8") }));
}

function below(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return below(path);
      return /\.tsx?$/.test(entry.name) ? [path] : [];
    })
    .toSorted();
}

export const isTest = (path: string): boolean =>
  /\.test\.tsx?$/.test(path) || path.startsWith("tests/");

export interface Import {
  readonly from: string;
  /** A path from the root for our own files, a package name otherwise. */
  readonly to: string;
}

const statement =
  /(?:^|\n)\s*(?:import|export)\s[^"';]*?from\s*"([^"]+)"|(?:^|\n)\s*import\s*"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/g;

/** Imports and re-exports of a file, types included. */
export function importsOf(source: Source): Import[] {
  return [...source.text.matchAll(statement)].map((match) => {
    const target = match[1] ?? match[2] ?? match[3] ?? "";
    const to = target.startsWith(".") ? normalize(join(dirname(source.path), target)) : target;
    return { from: source.path, to };
  });
}
