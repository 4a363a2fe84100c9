import type { PackageFiles } from "./package-files.ts";

/** Bytes somewhere that can be read in parts: a file on disk, a file a person chose in a browser. */
export interface RandomBytes {
  readonly sizeBytes: number;
  read(startByte: number, endByte: number): Promise<Uint8Array>;
}

export type ZipProblem = "zip-form" | "zip-packed" | "zip-too-many";
export type OpenedZip =
  | { readonly ok: true; readonly files: PackageFiles }
  | { readonly ok: false; readonly problem: ZipProblem; readonly about: string };

const entriesMost = 200_000;
const directoryBytesMost = 256 * 1024 * 1024;
const pieceBytes = 1024 * 1024;

interface Place {
  readonly sizeBytes: number;
  readonly headerOffset: number;
}

/**
 * Opens a ZIP (APPNOTE 6.3, ZIP64) whose entries are stored, not compressed, as our packages are. The
 * central directory is the only truth; nothing is unpacked, so nothing can burst.
 */
export async function openZip(bytes: RandomBytes): Promise<OpenedZip> {
  const directory = await findDirectory(bytes);
  if (directory === undefined) return { ok: false, problem: "zip-form", about: "" };
  if (directory.count > entriesMost || directory.sizeBytes > directoryBytesMost)
    return { ok: false, problem: "zip-too-many", about: String(directory.count) };
  const view = viewOf(
    await bytes.read(directory.offsetBytes, directory.offsetBytes + directory.sizeBytes),
  );
  const places = new Map<string, Place>();
  for (let at = 0, n = 0; n < directory.count; n++) {
    const entry = readEntry(view, at);
    if (entry === undefined) return { ok: false, problem: "zip-form", about: `#${n}` };
    at = entry.nextAt;
    if (entry.name.endsWith("/")) continue;
    if (entry.packed) return { ok: false, problem: "zip-packed", about: entry.name };
    if (places.has(entry.name)) return { ok: false, problem: "zip-form", about: entry.name };
    places.set(entry.name, entry);
  }
  const sizes = new Map([...places].map(([name, { sizeBytes }]) => [name, sizeBytes]));
  return {
    ok: true,
    files: { sizes, read: (path, part) => readPart(bytes, places.get(path), part) },
  };
}

async function* readPart(
  bytes: RandomBytes,
  place: Place | undefined,
  part: { readonly startByte: number; readonly endByte: number },
): AsyncGenerator<Uint8Array> {
  if (place === undefined) return;
  const head = viewOf(await bytes.read(place.headerOffset, place.headerOffset + 30));
  if (head.byteLength < 30 || head.getUint32(0, true) !== 0x0403_4b50) return;
  const data = place.headerOffset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const endByte = Math.min(part.endByte, place.sizeBytes);
  for (let at = part.startByte; at < endByte; at += pieceBytes)
    yield bytes.read(data + at, data + Math.min(endByte, at + pieceBytes));
}

interface Directory {
  readonly count: number;
  readonly sizeBytes: number;
  readonly offsetBytes: number;
}

async function findDirectory(bytes: RandomBytes): Promise<Directory | undefined> {
  const tailAt = Math.max(0, bytes.sizeBytes - 65_557);
  const tail = viewOf(await bytes.read(tailAt, bytes.sizeBytes));
  for (let at = tail.byteLength - 22; at >= 0; at--) {
    if (tail.getUint32(at, true) !== 0x0605_4b50) continue;
    const count = tail.getUint16(at + 10, true);
    const sizeBytes = tail.getUint32(at + 12, true);
    const offsetBytes = tail.getUint32(at + 16, true);
    const large = count === 0xffff || sizeBytes === 0xffff_ffff || offsetBytes === 0xffff_ffff;
    const found = large
      ? await findLargeDirectory(bytes, tail, at - 20)
      : { count, sizeBytes, offsetBytes };
    return found !== undefined && found.offsetBytes + found.sizeBytes <= bytes.sizeBytes
      ? found
      : undefined;
  }
  return undefined;
}

async function findLargeDirectory(
  bytes: RandomBytes,
  tail: DataView,
  locatorAt: number,
): Promise<Directory | undefined> {
  if (locatorAt < 0 || tail.getUint32(locatorAt, true) !== 0x0706_4b50) return undefined;
  const at = Number(tail.getBigUint64(locatorAt + 8, true));
  if (at + 56 > bytes.sizeBytes) return undefined;
  const record = viewOf(await bytes.read(at, at + 56));
  if (record.getUint32(0, true) !== 0x0606_4b50) return undefined;
  return {
    count: Number(record.getBigUint64(32, true)),
    sizeBytes: Number(record.getBigUint64(40, true)),
    offsetBytes: Number(record.getBigUint64(48, true)),
  };
}

interface DirectoryEntry extends Place {
  readonly name: string;
  readonly packed: boolean;
  readonly nextAt: number;
}

const utf8Names = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function readEntry(view: DataView, at: number): DirectoryEntry | undefined {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x0201_4b50) return undefined;
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const nextAt = extraEnd + view.getUint16(at + 32, true);
  const encrypted = (view.getUint16(at + 8, true) & 0x41) !== 0;
  if (nextAt > view.byteLength || encrypted) return undefined;
  const packedBytes = view.getUint32(at + 20, true);
  const plainBytes = view.getUint32(at + 24, true);
  const offset = view.getUint32(at + 42, true);
  const large = largeNumbers(view, nameEnd, extraEnd);
  const take = (value: number) => (value === 0xffff_ffff ? large.shift() : value);
  const [sizeBytes, storedBytes, headerOffset] = [
    take(plainBytes),
    take(packedBytes),
    take(offset),
  ];
  if (sizeBytes === undefined || storedBytes === undefined || headerOffset === undefined)
    return undefined;
  try {
    const name = utf8Names.decode(
      new Uint8Array(view.buffer, view.byteOffset + at + 46, nameEnd - at - 46),
    );
    const packed = view.getUint16(at + 10, true) !== 0 || storedBytes !== sizeBytes;
    return { name, packed, sizeBytes, headerOffset, nextAt };
  } catch {
    return undefined;
  }
}

/** The 64-bit numbers of the ZIP64 extra field, in their order. */
function largeNumbers(view: DataView, start: number, end: number): number[] {
  for (let at = start; at + 4 <= end;) {
    const sizeBytes = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      const count = Math.min(3, Math.floor(Math.min(sizeBytes, end - at - 4) / 8));
      return Array.from({ length: count }, (_, n) =>
        Number(view.getBigUint64(at + 4 + n * 8, true)),
      );
    }
    at += 4 + sizeBytes;
  }
  return [];
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
