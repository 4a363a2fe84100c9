import { fromBase64, toBase64, toHex } from "../bytes.ts";

/** BagIt 1.0 (RFC 8493): what our packages use of it. */
export const bagDeclaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

export interface ManifestLine {
  /** Lower-case hexadecimal SHA-256. */
  readonly sha256: string;
  /** Below the bag's folder, parts joined by `/`. */
  readonly path: string;
}

/** `<digest>  <path>`: the very form `sha256sum -c` reads. */
export function printManifest(lines: readonly ManifestLine[]): string {
  return lines
    .map(({ sha256, path }) => {
      if (!isBagPath(path)) throw new RangeError(`no path of a bag: ${path}`);
      return `${sha256}  ${path}\n`;
    })
    .join("");
}

/** Undefined when a line has another form, a path would leave the bag, or one stands twice. */
export function parseManifest(text: string): ManifestLine[] | undefined {
  if (text === "") return [];
  if (!text.endsWith("\n")) return undefined;
  const seen = new Set<string>();
  const lines: ManifestLine[] = [];
  for (const line of text.slice(0, -1).split("\n")) {
    const match = /^([0-9a-f]{64}) {2}(.+)$/u.exec(line);
    const [, sha256 = "", path = ""] = match ?? [];
    const key = collisionKey(path);
    if (match === null || !isBagPath(path) || seen.has(key)) return undefined;
    seen.add(key);
    lines.push({ sha256, path });
  }
  return lines;
}

/**
 * A path that stays inside and needs no escaping for `sha256sum` or RFC 8493 (no `%`, line end,
 * backslash or control character).
 */
export function isBagPath(path: string): boolean {
  const parts = path.split("/");
  return (
    path.isWellFormed() &&
    path.length <= 1_000 &&
    !/[\p{Cc}\\%]/u.test(path) &&
    parts.every((part) => part !== "" && part !== "." && part !== "..")
  );
}

/** Two names that would be one on a disk that ignores case or normalises. */
export function collisionKey(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

/** A tag of `bag-info.txt`; line ends inside a value would be a second tag. */
export function printBagInfo(tags: readonly (readonly [string, string])[]): string {
  return tags.map(([name, value]) => `${name}: ${oneLine(value)}\n`).join("");
}

export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
}

/** RFC 8410: the head before the 32 bytes of an Ed25519 public key. */
const publicHead = "302a300506032b6570032100";

export function printPublicPem(publicKey: Uint8Array): string {
  if (publicKey.length !== 32) throw new RangeError("an Ed25519 public key has 32 bytes");
  const head = Uint8Array.from(publicHead.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const der = new Uint8Array([...head, ...publicKey]);
  return `-----BEGIN PUBLIC KEY-----\n${toBase64(der)}\n-----END PUBLIC KEY-----\n`;
}

/** The raw key, or undefined unless it prints back the same. */
export function parsePublicPem(text: string): Uint8Array | undefined {
  const match = /^-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/=]+)\n-----END PUBLIC KEY-----\n$/.exec(
    text,
  );
  const der = fromBase64(match?.[1] ?? "");
  if (der?.length !== 44 || toHex(der.subarray(0, 12)) !== publicHead) return undefined;
  return der.subarray(12);
}
