import { concat } from "../bytes.ts";
import { tileWidth } from "./tiles.ts";

/** C2SP tlog-tiles entry bundle: each entry after its length in 16 bits, big-endian. */
export function printBundle(entries: readonly Uint8Array[]): Uint8Array {
  const parts = entries.flatMap((entry) => {
    if (entry.length > 65_535)
      throw new RangeError("an entry of a bundle has at most 65,535 bytes");
    return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
  });
  return concat(...parts);
}

/** The entries of a bundle; undefined when lengths do not add up or there are more than 256. */
export function parseBundle(bytes: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const [high, low] = bytes.subarray(at, at + 2);
    if (high === undefined || low === undefined) return undefined;
    const end = at + 2 + high * 256 + low;
    if (end > bytes.length || entries.length === tileWidth) return undefined;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
