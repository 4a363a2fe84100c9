import { type Checked, fault, type PictureSize } from "./paper-fault.ts";

const frameMarkers: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
/** Lossless, hierarchical and arithmetic frames: no scanner makes them, few readers survive them. */
const oddFrames: ReadonlySet<number> = new Set([
  0xc3, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf,
]);

export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/** Walks all segments (ITU-T T.81 annex B): one frame, at least one scan, EOI last, nothing behind it. */
export function checkJpeg(bytes: Uint8Array): Checked<PictureSize> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  let size: PictureSize | undefined;
  let scans = 0;
  while (at + 2 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return fault("broken");
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xd9) {
      if (size === undefined || scans === 0) return fault("broken");
      return at + 2 === bytes.length ? { ok: true, value: size } : fault("second_content");
    }
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8) || oddFrames.has(marker))
      return fault("broken");
    if (at + 4 > bytes.length) return fault("broken");
    const length = view.getUint16(at + 2);
    const next = at + 2 + length;
    if (length < 2 || next > bytes.length) return fault("broken");
    if (frameMarkers.has(marker)) {
      if (size !== undefined || length < 11) return fault("broken");
      size = { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    at = next;
    if (marker !== 0xda) continue;
    if (size === undefined) return fault("broken");
    scans++;
    at = behindScan(bytes, at);
  }
  return fault("broken");
}

/** The next marker that is neither a stuffed byte nor a restart. */
function behindScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && at + 1 < bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (marker !== 0 && (marker < 0xd0 || marker > 0xd7) && marker !== 0xff) return at;
    at = bytes.indexOf(0xff, at + (marker === 0xff ? 1 : 2));
  }
  return bytes.length;
}
