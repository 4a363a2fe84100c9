import { type Checked, fault, type PictureSize } from "./paper-fault.ts";

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Colour type → allowed depths (PNG third edition, table 12). */
const depths: ReadonlyMap<number, readonly number[]> = new Map([
  [0, [1, 2, 4, 8, 16]],
  [2, [8, 16]],
  [3, [1, 2, 4, 8]],
  [4, [8, 16]],
  [6, [8, 16]],
]);
/** Packed texts and profiles unfold a thousandfold in a reader; real ones are small. */
const packedTextBytes = 512 * 1024;
const packedChunks: ReadonlySet<string> = new Set(["zTXt", "iTXt", "iCCP"]);

export function isPng(bytes: Uint8Array): boolean {
  return signature.every((value, at) => bytes[at] === value);
}

/** Walks all chunks (PNG third edition): IHDR first, IDAT there, IEND last, nothing behind it. */
export function checkPng(bytes: Uint8Array): Checked<PictureSize> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = signature.length;
  let size: PictureSize | undefined;
  let pixels = false;
  let packed = 0;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const next = at + 12 + length;
    if (next > bytes.length || !/^[A-Za-z]{2}[A-Z][A-Za-z]$/.test(type)) return fault("broken");
    if ((size === undefined) !== (type === "IHDR")) return fault("broken");
    if (type === "IHDR") size = readHeader(view, at, length);
    if (size === undefined) return fault("broken");
    if (packedChunks.has(type)) packed += length;
    if (packed > packedTextBytes) return fault("second_content");
    pixels ||= type === "IDAT" && length > 0;
    if (type === "IEND") {
      if (length !== 0 || !pixels) return fault("broken");
      return next === bytes.length ? { ok: true, value: size } : fault("second_content");
    }
    at = next;
  }
  return fault("broken");
}

function readHeader(view: DataView, at: number, length: number): PictureSize | undefined {
  if (length !== 13) return undefined;
  const depth = view.getUint8(at + 16);
  const colour = view.getUint8(at + 17);
  const plain = view.getUint8(at + 18) === 0 && view.getUint8(at + 19) === 0;
  if (!plain || view.getUint8(at + 20) > 1 || depths.get(colour)?.includes(depth) !== true)
    return undefined;
  return { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
}
