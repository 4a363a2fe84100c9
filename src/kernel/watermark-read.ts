import { markCode } from "./mark-code.ts";
import {
  cellPixels,
  markCells,
  markLayout,
  type MarkPayload,
  payloadOf,
  rankSymbol,
  symbols,
} from "./watermark.ts";

/** Lightness of a picture, row by row, 0 to 255. */
export interface GreyPicture {
  readonly widthPixels: number;
  readonly heightPixels: number;
  readonly grey: Float32Array;
}

export interface MarkFound extends MarkPayload {
  /** How many times larger than on the page it is shown here. */
  readonly scale: number;
  /** How clearly the constant part stands out, in standard deviations of chance. */
  readonly clarity: number;
}

/** Each cell is folded into 2 × 2 bins, so that it is found wherever it begins. */
const binsPerCell = 2;
const bins = markCells * binsPerCell;
const scaleLeast = 0.45;
const scaleMost = 3.3;
/** Between two scales tried a cell at the far edge of a window drifts by less than half its side. */
const scaleStep = 0.012;
const windowPixels = 460;
const clearlyThere = 5;
/** Screens and viewers usually show pictures at these: tried first, and mostly it is one of them. */
const usualScales = [1, 2, 1.5, 1.25, 0.75, 0.5, 1.75, 0.8, 0.9, 1.1, 3];

/**
 * Reads the watermark of a screenshot: whole or in part, larger or smaller than on the page, not turned
 * and not stretched. Undefined where none is found; then it has taken some seconds.
 */
export function readWatermark(picture: GreyPicture): MarkFound | undefined {
  for (const scale of usualScales) {
    const found = refine(picture, scale);
    if (found !== undefined) return found;
  }
  for (const { scale } of candidates(picture)) {
    const found = refine(picture, scale);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Candidate {
  readonly scale: number;
  readonly clarity: number;
}

/** Scales at which the constant part stands out in some window of the picture, clearest first. */
function candidates(picture: GreyPicture): Candidate[] {
  const found: Candidate[] = [];
  const windows = windowsOf(picture);
  let flat: { readonly radius: number; readonly picture: FlatPicture } | undefined;
  for (let scale = scaleLeast; scale <= scaleMost; scale += scaleStep * scale * scale) {
    const radius = radiusFor(scale);
    if (flat?.radius !== radius) flat = { radius, picture: flattened(picture, radius) };
    for (const window of windows) {
      const { clarity } = bestPlace(fold(flat.picture, { scale, ...window }));
      found.push({ scale, clarity });
    }
  }
  return found.toSorted((a, b) => b.clarity - a.clarity).slice(0, 8);
}

function windowsOf({ widthPixels, heightPixels }: GreyPicture): Window[] {
  const along = (size: number): { from: number; to: number }[] => {
    if (size <= windowPixels * 1.25) return [{ from: 0, to: size }];
    const count = Math.min(3, Math.ceil(size / windowPixels));
    return Array.from({ length: count }, (_, at) => {
      const from = Math.round(((size - windowPixels) * at) / (count - 1));
      return { from, to: from + windowPixels };
    });
  };
  return along(heightPixels).flatMap((rows) =>
    along(widthPixels).map((columns) => ({ rows, columns })),
  );
}

interface Window {
  readonly rows: { readonly from: number; readonly to: number };
  readonly columns: { readonly from: number; readonly to: number };
}

/** The whole picture at scales close by; the first that passes its checksum is it. */
function refine(picture: GreyPicture, near: number): MarkFound | undefined {
  const flat = flattened(picture, radiusFor(near));
  const all = {
    rows: { from: 0, to: picture.heightPixels },
    columns: { from: 0, to: picture.widthPixels },
  };
  const at = (scale: number) => {
    const folded = fold(flat, { scale, ...all });
    return { scale, folded, place: bestPlace(folded) };
  };
  const exact = at(near);
  if (exact.place.clarity >= clearlyThere) {
    const found = foundAt(exact);
    if (found !== undefined) return found;
  }
  const beside = [-4, 4].map((step) => at(near * (1 + step * 0.001)));
  const glance = [exact, ...beside].map(({ place }) => place.clarity);
  if (Math.max(...glance) < clearlyThere - 1.2) return undefined;
  const tried = [-6, -5, -3, -2, -1, 1, 2, 3, 5, 6]
    .map((step) => at(near * (1 + step * 0.001)))
    .concat(beside)
    .toSorted((a, b) => b.place.clarity - a.place.clarity);
  for (const one of tried.slice(0, 4)) {
    if (one.place.clarity < clearlyThere) return undefined;
    const found = foundAt(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

function foundAt(of: { scale: number; folded: Folded; place: Place }): MarkFound | undefined {
  const payload = decode(cellsAt(of.folded, of.place));
  return payload && { ...payload, scale: of.scale, clarity: of.place.clarity };
}

function radiusFor(scale: number): number {
  return Math.max(2, Math.round(cellPixels * scale));
}

interface FlatPicture {
  readonly widthPixels: number;
  /** Lightness over that of the surroundings, strong edges cut to size. */
  readonly over: Float32Array;
  /** How much a place counts: where the picture itself is busy, little. */
  readonly weight: Float32Array;
}

/** The picture without what is larger than a few cells. */
function flattened(picture: GreyPicture, radius: number): FlatPicture {
  const { widthPixels, grey } = picture;
  const around = boxMeans(picture, radius);
  const over = Float32Array.from(grey, (value, at) => value - (around[at] ?? 0));
  const squares = over.map((value) => value * value);
  const busy = boxMeans({ ...picture, grey: squares }, radius);
  const weight = busy.map((power) => 1 / (power + 2));
  for (let at = 0; at < over.length; at++)
    over[at] = Math.max(-edgeMost, Math.min(edgeMost, over[at] ?? 0));
  return { widthPixels, over, weight };
}

/** Mean of the square of side 2 r + 1 around each pixel, by sums over all above and left of it. */
function boxMeans(picture: GreyPicture, radius: number): Float32Array {
  const { widthPixels: width, heightPixels: height, grey } = picture;
  const line = width + 1;
  const sums = new Float64Array(line * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += grey[y * width + x] ?? 0;
      sums[(y + 1) * line + x + 1] = (sums[y * line + x + 1] ?? 0) + row;
    }
  }
  const means = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - radius);
    const bottom = Math.min(height, y + radius + 1);
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - radius);
      const right = Math.min(width, x + radius + 1);
      const sum =
        (sums[bottom * line + right] ?? 0) -
        (sums[bottom * line + left] ?? 0) -
        (sums[top * line + right] ?? 0) +
        (sums[top * line + left] ?? 0);
      means[y * width + x] = sum / ((bottom - top) * (right - left));
    }
  }
  return means;
}

/** What differs more than this from its surroundings is picture, not watermark. */
const edgeMost = 4;

/** Mean of every bin of the repeated square; 0 where the picture has none. */
type Folded = Float32Array;

/** Lays all repetitions of the square over each other. */
function fold(flat: FlatPicture, where: Window & { readonly scale: number }): Folded {
  const binPixels = (cellPixels * where.scale) / binsPerCell;
  const { rows, columns } = where;
  const columnBin = Uint8Array.from(
    { length: columns.to - columns.from },
    (_, at) => Math.floor((columns.from + at + 0.5) / binPixels) % bins,
  );
  const sum = new Float64Array(bins * bins);
  const count = new Float64Array(bins * bins);
  for (let y = rows.from; y < rows.to; y++) {
    const row = (Math.floor((y + 0.5) / binPixels) % bins) * bins;
    const line = y * flat.widthPixels;
    for (let x = columns.from; x < columns.to; x++) {
      const bin = row + (columnBin[x - columns.from] ?? 0);
      const weight = flat.weight[line + x] ?? 0;
      sum[bin] = (sum[bin] ?? 0) + weight * (flat.over[line + x] ?? 0);
      count[bin] = (count[bin] ?? 0) + weight;
    }
  }
  return Float32Array.from(sum, (value, bin) => {
    const seen = count[bin] ?? 0;
    return seen === 0 ? 0 : value / seen;
  });
}

interface Place {
  readonly row: number;
  readonly column: number;
  readonly clarity: number;
}

/** Where in the folded square the constant part fits best. */
function bestPlace(folded: Folded): Place {
  const sums = cellSums(folded);
  let power = 0;
  for (const value of sums) power += value * value;
  const chance = Math.sqrt((power / sums.length) * markLayout.sync.length);
  if (chance === 0) return { row: 0, column: 0, clarity: 0 };
  // Four times the square, so that no place has to be wrapped around.
  const wide = Float64Array.from(
    { length: 4 * bins * bins },
    (_, at) => sums[(Math.floor(at / (2 * bins)) % bins) * bins + (at % bins)] ?? 0,
  );
  let best = { fit: 0, at: 0 };
  for (let at = 0; at < bins * bins; at++) {
    const from = Math.floor(at / bins) * 2 * bins + (at % bins);
    let fit = 0;
    for (let one = 0; one < syncOffsets.length; one++)
      fit += (syncSigns[one] ?? 0) * (wide[from + (syncOffsets[one] ?? 0)] ?? 0);
    if (fit > best.fit) best = { fit, at };
  }
  return { row: Math.floor(best.at / bins), column: best.at % bins, clarity: best.fit / chance };
}

const syncOffsets = Int32Array.from(
  markLayout.sync,
  ({ cell }) =>
    binsPerCell * Math.floor(cell / markCells) * 2 * bins + binsPerCell * (cell % markCells),
);
const syncSigns = Float64Array.from(markLayout.sync, ({ sign }) => sign);

/** Sum over a cell that begins at each bin. */
function cellSums(mean: Folded): Float32Array {
  const sums = new Float32Array(bins * bins);
  for (let row = 0; row < bins; row++) {
    const next = ((row + 1) & (bins - 1)) * bins;
    for (let column = 0; column < bins; column++) {
      const right = (column + 1) & (bins - 1);
      sums[row * bins + column] =
        (mean[row * bins + column] ?? 0) +
        (mean[row * bins + right] ?? 0) +
        (mean[next + column] ?? 0) +
        (mean[next + right] ?? 0);
    }
  }
  return sums;
}

function cellsAt(folded: Folded, place: Place): Float32Array {
  const sums = cellSums(folded);
  return Float32Array.from({ length: markCells * markCells }, (_, cell) => {
    const y = (place.row + binsPerCell * Math.floor(cell / markCells)) & (bins - 1);
    const x = (place.column + binsPerCell * (cell % markCells)) & (bins - 1);
    return sums[y * bins + x] ?? 0;
  });
}

/** The best value of each symbol; where two come close the other is tried, too. */
function decode(measured: Float32Array): MarkPayload | undefined {
  const ranked = Array.from({ length: symbols }, (_, symbol) => rankSymbol(symbol, measured));
  const doubtful = ranked
    .map((ranks, symbol) => ({ symbol, lead: (ranks[0]?.fit ?? 0) - (ranks[1]?.fit ?? 0) }))
    .toSorted((a, b) => a.lead - b.lead)
    .slice(0, 3)
    .map(({ symbol }) => symbol);
  for (let choice = 0; choice < 1 << doubtful.length; choice++) {
    const values = Uint8Array.from(ranked, (ranks, symbol) => {
      const at = doubtful.indexOf(symbol);
      return ranks[at >= 0 ? (choice >> at) & 1 : 0]?.value ?? 0;
    });
    const payload = payloadOf(values);
    if (payload !== undefined) return { code: markCode(payload.bytes), minute: payload.minute };
  }
  return undefined;
}
