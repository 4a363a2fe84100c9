/** ISO/IEC 14496-12 boxes: 32-bit size, four letters, payload. Everything is big-endian. */
const headBytes = 8;

export function box(type: string, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const size = parts.reduce((sum, part) => sum + part.length, headBytes);
  const bytes = new Uint8Array(size);
  writeBoxHead(new DataView(bytes.buffer), 0, { type, sizeBytes: size });
  let at = headBytes;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** A box with one byte of version and three of flags in front. */
export function fullBox(
  type: string,
  versionAndFlags: number,
  ...parts: readonly Uint8Array[]
): Uint8Array<ArrayBuffer> {
  return box(type, u32(versionAndFlags), ...parts);
}

export function writeBoxHead(
  view: DataView,
  at: number,
  head: { readonly type: string; readonly sizeBytes: number },
): void {
  view.setUint32(at, head.sizeBytes);
  for (let letter = 0; letter < 4; letter++)
    view.setUint8(at + 4 + letter, head.type.charCodeAt(letter));
}

export function u8(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values);
}

export function u16(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setUint16(index * 2, value);
  return bytes;
}

export function u32(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setUint32(index * 4, value);
  return bytes;
}

export function letters(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export interface FoundBox {
  readonly type: string;
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  /** Without the 8-byte head; a view into the bytes given. */
  readonly payload: Uint8Array;
}

/**
 * The boxes that stand whole one behind the other in `bytes`, up to the first that is cut off or
 * impossible. 64-bit and "to the end" sizes are not ours and end the list.
 */
export function* wholeBoxes(bytes: Uint8Array, from = 0): Generator<FoundBox> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = from;
  while (at + headBytes <= bytes.length) {
    const size = view.getUint32(at);
    if (size < headBytes || at + size > bytes.length) return;
    let type = "";
    for (let letter = 4; letter < 8; letter++)
      type += String.fromCharCode(view.getUint8(at + letter));
    const payload = bytes.subarray(at + headBytes, at + size);
    yield { type, offsetBytes: at, sizeBytes: size, payload };
    at += size;
  }
}

export function findBox(bytes: Uint8Array, ...path: readonly string[]): Uint8Array | undefined {
  let at: Uint8Array | undefined = bytes;
  for (const type of path) {
    let inside: Uint8Array | undefined;
    for (const found of wholeBoxes(at)) {
      if (found.type !== type) continue;
      inside = found.payload;
      break;
    }
    if (inside === undefined) return undefined;
    at = inside;
  }
  return at;
}
