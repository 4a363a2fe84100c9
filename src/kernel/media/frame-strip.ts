/**
 * The frame number a clip's pictures wear: a row of black and white cells in the lower left corner,
 * big enough to survive the encoder and a scaling to 320 pixels.
 *
 * Unit u = picture width / 64. The row begins at x = u, its lower edge is u above the picture's.
 * Each cell is u wide and u high, white = 1. From the left: 1 0 (start), nine bits of the frame
 * number within the clip (most significant first), even parity of these nine, 0 1 (end).
 * A black plate of half a unit lies around the row.
 */
export const frameStrip = {
  unitsAcross: 64,
  leftUnits: 1,
  bottomUnits: 1,
  numberBits: 9,
  cells: 14,
  plateUnits: 0.5,
} as const;

/** The cells of frame `frame` (0 to 511), left to right. */
export function frameStripCells(frame: number): readonly (0 | 1)[] {
  const bits: (0 | 1)[] = [];
  let ones = 0;
  for (let bit = frameStrip.numberBits - 1; bit >= 0; bit--) {
    const set = Math.floor(frame / 2 ** bit) % 2 === 1;
    bits.push(set ? 1 : 0);
    if (set) ones++;
  }
  return [1, 0, ...bits, ones % 2 === 0 ? 0 : 1, 0, 1];
}

export interface Luma {
  readonly widthPixels: number;
  readonly heightPixels: number;
  /** One byte a pixel, row by row, 0 black. */
  readonly bytes: Uint8Array;
}

/** The frame number in a picture's strip; undefined when frame marks or parity do not fit. */
export function readFrameStrip(picture: Luma): number | undefined {
  const unit = picture.widthPixels / frameStrip.unitsAcross;
  const y = picture.heightPixels - (frameStrip.bottomUnits + 0.5) * unit;
  const cells: (0 | 1)[] = [];
  for (let cell = 0; cell < frameStrip.cells; cell++) {
    const x = (frameStrip.leftUnits + cell + 0.5) * unit;
    cells.push(meanAround(picture, Math.floor(x), Math.floor(y)) > 127 ? 1 : 0);
  }
  const bits = cells.slice(2, 2 + frameStrip.numberBits);
  const frame = bits.reduce<number>((number, bit) => number * 2 + bit, 0);
  return frameStripCells(frame).every((cell, at) => cell === cells[at]) ? frame : undefined;
}

/** Mean of the 3 × 3 pixels around a cell's middle. */
function meanAround(picture: Luma, x: number, y: number): number {
  let sum = 0;
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      sum += picture.bytes[(y + dy) * picture.widthPixels + x + dx] ?? 0;
    }
  }
  return sum / 9;
}
