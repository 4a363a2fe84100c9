import { readdirSync, readFileSync } from "node:fs";
import type { Permission } from "../../src/contract/roles.ts";
import { permissionNames } from "../../src/contract/roles.ts";

export interface WebRoute {
  readonly path: string;
  readonly permission: Permission;
}

const guard = /const (\w+) = guarded\("([^"]+)"\)/g;
const route = /createRoute\(\{\s*getParentRoute: \(\) => under\.(\w+),\s*path: "([^"]+)"/g;

/**
 * Every page of the web app with the permission it stands behind, read from the app's own table: a new
 * page is walked without a word here. Throws when the table can no longer be read.
 */
export function webRoutes(): WebRoute[] {
  const web = new URL("../../src/web/", import.meta.url);
  const text = readdirSync(web)
    .filter((name) => name === "route-guards.tsx" || name.endsWith("routes.tsx"))
    .map((name) => readFileSync(new URL(name, web), "utf8"))
    .join("");
  const guards = new Map([...text.matchAll(guard)].map(([, name = "", word = ""]) => [name, word]));
  const found = [...text.matchAll(route)].map(([, parent = "", path = ""]): WebRoute => {
    const word = parent === "root" ? "signed-in" : guards.get(parent);
    const permission = permissionNames.find((name) => name === word);
    if (permission === undefined) throw new Error(`${path} stands behind ${parent}: unknown`);
    return { path, permission };
  });
  const written = text.split("path:").length - 1;
  if (found.length !== written)
    throw new Error(`${written} pages are written, ${found.length} were read`);
  return found;
}

/** The path with the ids of real things in place of its parameters. */
export function filled(path: string, ids: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\$(\w+)/g, (_, name: string) => ids[name] ?? `no-${name}`);
}
