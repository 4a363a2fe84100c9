import {
  type PackageCheck,
  PackageDescription,
  type PackageFault,
  packagePaths,
} from "../../contract/package.ts";
import type { Crypto } from "../ledger/note.ts";
import type { ProvedEntry } from "../ledger/verify-proof.ts";
import { type PackageFiles, readWhole } from "./package-files.ts";

export interface PackageCrypto extends Crypto {
  startSha256(): { update(bytes: Uint8Array): void; hex(): string };
}

/** The first thing that is false: which file or entry. */
export interface FalseThing {
  readonly fault: PackageFault;
  readonly about: string;
}

export interface CheckedPart {
  readonly check: PackageCheck;
  /** How many files, entries or pieces were looked at. */
  readonly count: number;
  readonly found: FalseThing | null;
}

export interface Verifying {
  readonly files: PackageFiles;
  readonly crypto: PackageCrypto;
  /** `<name>+<key id>+<key>` from paper; without it the package's own key is taken. */
  readonly trustedKey?: string;
  /** Bytes read so far, for a progress bar. */
  readonly onBytes?: (bytes: number) => void;
}

/** What earlier checks found out for later ones. */
export interface Gathered {
  readonly digests: Map<string, string>;
  readonly entries: ProvedEntry[];
  readonly records: Map<string, string>;
}

export type Found = Omit<CheckedPart, "check">;
export const textBytesMost = 256 * 1024 * 1024;
/** An entry has 64 KiB, its personal fields some more, each character of both escaped. */
const lineCharactersMost = 4 * 1024 * 1024;

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export async function readText(files: PackageFiles, path: string): Promise<string | undefined> {
  const bytes = await readWhole(files, path, textBytesMost);
  if (bytes === undefined) return undefined;
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

export async function readDescription(
  files: PackageFiles,
): Promise<PackageDescription | undefined> {
  try {
    const text = await readText(files, packagePaths.description);
    return PackageDescription.safeParse(JSON.parse(text ?? "")).data;
  } catch {
    return undefined;
  }
}

/** The values of a file of JSON lines; a line that is none becomes undefined. */
export async function readLines(files: PackageFiles, path: string): Promise<unknown[] | undefined> {
  const text = await readText(files, path);
  if (text === undefined) return undefined;
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line): unknown => {
    try {
      return JSON.parse(line);
    } catch {
      return undefined;
    }
  });
}

/**
 * The lines of a file one after the other, without its whole text in memory; ends with undefined where it
 * is not UTF-8 or a line is longer than any of ours.
 */
export async function* eachLine(
  files: PackageFiles,
  path: string,
): AsyncGenerator<string | undefined> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const endByte = files.sizes.get(path) ?? 0;
  let rest = "";
  try {
    for await (const bytes of files.read(path, { startByte: 0, endByte })) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
      if (rest.length > lineCharactersMost) return yield undefined;
    }
    rest += decoder.decode();
  } catch {
    return yield undefined;
  }
  if (rest !== "") yield rest;
}

/** SHA-256 of a whole file. */
export async function digestOf(of: Verifying, path: string): Promise<string> {
  const hash = of.crypto.startSha256();
  const endByte = of.files.sizes.get(path) ?? 0;
  for await (const piece of of.files.read(path, { startByte: 0, endByte })) {
    hash.update(piece);
    of.onBytes?.(piece.length);
  }
  return hash.hex();
}

export function yes(count: number): Found {
  return { count, found: null };
}
export function no(fault: PackageFault, about: string, count = 0): Found {
  return { count, found: { fault, about } };
}
