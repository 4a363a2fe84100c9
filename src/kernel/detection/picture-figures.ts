/** A small grey picture, full range: 0 black, 255 white. */
export interface GreyPicture {
  readonly widthPixels: number;
  readonly heightPixels: number;
  readonly bytes: Uint8Array;
}

/** Pictures are looked at in this size: large enough to tell defocus, small enough for 1 ms each. */
export const lookSize = { widthPixels: 320, heightPixels: 180 } as const;
export const blockPixels = 10;
export const blocksAcross = lookSize.widthPixels / blockPixels;
export const blocksDown = lookSize.heightPixels / blockPixels;
export const blockCount = blocksAcross * blocksDown;

/** What a picture is by itself, whatever it shows. */
export interface PictureFigures {
  /** Mean and spread (standard deviation) of the light. */
  readonly mean: number;
  readonly spread: number;
  /** Mean step to the neighbours right and below. */
  readonly edges: number;
  /** Variance of the Laplacian by the variance of the light: falls when the picture is out of focus. */
  readonly sharpness: number;
  /** Mean light of each block. */
  readonly blocks: Float32Array;
}

export function figuresOf(picture: GreyPicture): PictureFigures {
  const { bytes } = picture;
  const { widthPixels: width, heightPixels: height } = lookSize;
  const blocks = new Float32Array(blockCount);
  let sum = 0;
  let squares = 0;
  let edges = 0;
  let bends = 0;
  let bendSquares = 0;
  for (let y = 0; y < height; y++) {
    const blockRow = Math.floor(y / blockPixels) * blocksAcross;
    const inner = y > 0 && y < height - 1;
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const light = bytes[at] ?? 0;
      sum += light;
      squares += light * light;
      const block = blockRow + Math.floor(x / blockPixels);
      blocks[block] = (blocks[block] ?? 0) + light;
      if (!inner || x === 0 || x === width - 1) continue;
      const right = bytes[at + 1] ?? 0;
      const below = bytes[at + width] ?? 0;
      edges += Math.abs(right - light) + Math.abs(below - light);
      const bend = right + (bytes[at - 1] ?? 0) + below + (bytes[at - width] ?? 0) - 4 * light;
      bends += bend;
      bendSquares += bend * bend;
    }
  }
  const pixels = width * height;
  const inside = (width - 2) * (height - 2);
  for (let at = 0; at < blockCount; at++) blocks[at] = (blocks[at] ?? 0) / blockPixels ** 2;
  const mean = sum / pixels;
  const variance = Math.max(0, squares / pixels - mean * mean);
  const bendVariance = Math.max(0, bendSquares / inside - (bends / inside) ** 2);
  return {
    mean,
    spread: Math.sqrt(variance),
    edges: edges / inside / 2,
    sharpness: bendVariance / (variance + 1),
    blocks,
  };
}

/** How a picture differs from the one before: in most blocks, and in how many at all. */
export interface PictureChange {
  /** Median over the blocks of the mean step: the camera's noise, whoever moves in the picture. */
  readonly median: number;
  /** Share of blocks that changed by more than a third of a step. */
  readonly changed: number;
}

const changedLeast = 0.33;

export function changeBetween(before: GreyPicture, now: GreyPicture): PictureChange {
  const { widthPixels: width } = lookSize;
  const steps = new Float32Array(blockCount);
  for (let at = 0; at < now.bytes.length; at++) {
    const block =
      Math.floor(Math.floor(at / width) / blockPixels) * blocksAcross +
      Math.floor((at % width) / blockPixels);
    const step = Math.abs((now.bytes[at] ?? 0) - (before.bytes[at] ?? 0));
    steps[block] = (steps[block] ?? 0) + step / blockPixels ** 2;
  }
  const changed = steps.reduce((count, step) => count + (step > changedLeast ? 1 : 0), 0);
  return { median: steps.toSorted()[blockCount >> 1] ?? 0, changed: changed / blockCount };
}

/** The layout of a picture whatever its light: each block against its surroundings. */
export function layoutOf(blocks: Float32Array): Float32Array {
  const layout = new Float32Array(blockCount);
  const reach = 3;
  for (let y = 0; y < blocksDown; y++)
    for (let x = 0; x < blocksAcross; x++) {
      let sum = 0;
      let count = 0;
      for (let v = Math.max(0, y - reach); v <= Math.min(blocksDown - 1, y + reach); v++)
        for (let u = Math.max(0, x - reach); u <= Math.min(blocksAcross - 1, x + reach); u++) {
          sum += blocks[v * blocksAcross + u] ?? 0;
          count++;
        }
      const at = y * blocksAcross + x;
      layout[at] = (blocks[at] ?? 0) - sum / count;
    }
  return layout;
}

/** Pearson's correlation; 0 where one of them is flat. */
export function correlation(one: Float32Array, other: Float32Array): number {
  const count = one.length;
  let a = 0;
  let b = 0;
  for (let at = 0; at < count; at++) {
    a += one[at] ?? 0;
    b += other[at] ?? 0;
  }
  a /= count;
  b /= count;
  let both = 0;
  let aSquares = 0;
  let bSquares = 0;
  for (let at = 0; at < count; at++) {
    const x = (one[at] ?? 0) - a;
    const y = (other[at] ?? 0) - b;
    both += x * y;
    aSquares += x * x;
    bSquares += y * y;
  }
  const scale = Math.sqrt(aSquares * bSquares);
  return scale < 1e-6 ? 0 : both / scale;
}
