import { crc32, inflateRawSync } from "node:zlib";
import { Fault } from "../contract/faults.ts";

/**
 * A ZIP archive from outside (APPNOTE 6.3), bounded before anything is unpacked: the central directory
 * is the only truth, declared sizes are added up first, and no entry may give more bytes than declared.
 */
export interface ZipLimits {
  readonly entriesMost: number;
  /** Sum of all unpacked entries. */
  readonly unpackedBytes: number;
}

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Unpacks the entries `wanted` takes. Throws Fault `input` / `zip_…` for whatever is not a plain small archive. */
export function unpackZip(
  bytes: Uint8Array,
  limits: ZipLimits,
  wanted: (name: string) => boolean,
): ZipEntry[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headers = readDirectory(file, limits);
  const sum = headers.reduce((total, header) => total + header.unpackedBytes, 0);
  if (sum > limits.unpackedBytes) throw bad("zip_too_large");
  return headers
    .filter((header) => wanted(header.name))
    .map((header) => ({ name: header.name, bytes: unpack(file, header) }));
}

interface Header {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly offsetBytes: number;
}

const endSignature = 0x06054b50;
const directorySignature = 0x02014b50;
const localSignature = 0x04034b50;

function readDirectory(file: Buffer, limits: ZipLimits): Header[] {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > file.length || file.readUInt32LE(end) !== endSignature)
    throw bad("zip_no_directory");
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  if (count > limits.entriesMost) throw bad("zip_too_many");
  const headers: Header[] = [];
  const names = new Set<string>();
  for (let n = 0; n < count; n++) {
    if (at + 46 > end || file.readUInt32LE(at) !== directorySignature) throw bad("zip_directory");
    const flags = file.readUInt16LE(at + 8);
    const nameBytes = file.readUInt16LE(at + 28);
    const next = at + 46 + nameBytes + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    if (next > end || (flags & 0x41) !== 0) throw bad("zip_directory");
    const name = file.toString("utf8", at + 46, at + 46 + nameBytes);
    if (
      names.has(name.toLowerCase()) ||
      !/^[A-Za-z0-9_[\]. -]+(?:\/[A-Za-z0-9_[\]. -]+)*\/?$/.test(name) ||
      /(?:^|\/)\.{1,2}(?:\/|$)/.test(name)
    )
      throw bad("zip_name");
    names.add(name.toLowerCase());
    headers.push({
      name,
      method: file.readUInt16LE(at + 10),
      crc: file.readUInt32LE(at + 16),
      packedBytes: file.readUInt32LE(at + 20),
      unpackedBytes: file.readUInt32LE(at + 24),
      offsetBytes: file.readUInt32LE(at + 42),
    });
    at = next;
  }
  return headers;
}

function unpack(file: Buffer, header: Header): Uint8Array {
  const at = header.offsetBytes;
  if (at + 30 > file.length || file.readUInt32LE(at) !== localSignature) throw bad("zip_entry");
  const start = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  const packed = file.subarray(start, start + header.packedBytes);
  if (packed.length !== header.packedBytes) throw bad("zip_entry");
  const bytes =
    header.method === 0
      ? packed
      : header.method === 8
        ? inflate(packed, header.unpackedBytes)
        : undefined;
  if (bytes === undefined || bytes.length !== header.unpackedBytes || crc32(bytes) !== header.crc)
    throw bad("zip_entry");
  return bytes;
}

function inflate(packed: Buffer, mostBytes: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, mostBytes) });
  } catch (cause) {
    throw new Fault("input", "zip_entry", { cause });
  }
}

/** Entries as a plain stored archive: what was checked is printed anew, so that nothing unchecked rides along. */
export function packZip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name, "utf8");
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x800, 2);
    fields.writeUInt16LE(0x21, 8);
    fields.writeUInt32LE(crc32(entry.bytes), 10);
    fields.writeUInt32LE(entry.bytes.length, 14);
    fields.writeUInt32LE(entry.bytes.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([uint32(localSignature), fields, name, entry.bytes]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(
      Buffer.concat([uint32(directorySignature), Buffer.from([20, 0]), fields, tail, name]),
    );
    parts.push(local);
    at += local.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, ...directory, uint32(endSignature), end]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function bad(code: string): Fault {
  return new Fault("input", code);
}
