import type { Mask, MaskArea, MaskCover } from "../../contract/exports.ts";
import type { Span } from "../timeline.ts";

/** A mask on the line of one clip: when on that line, and where in its pictures. */
export interface PlacedMask {
  readonly span: Span;
  readonly area: MaskArea;
  readonly cover: MaskCover;
}

export interface Picture {
  readonly widthPixels: number;
  readonly heightPixels: number;
}

/** Covered a little before and after: a frame at an edge never shows what the next one hides. */
const edgeMs = 200;
/** A mosaic has so many cells along each side, however large it is. */
const mosaicCells = 8;

export function isWithinPicture({ x, y, width, height }: MaskArea): boolean {
  return x + width <= 1_000 && y + height <= 1_000;
}

/** Masks that touch a span of one camera's recording, cut to it. */
export function masksIn(
  masks: readonly Mask[],
  of: { readonly cameraId: string; readonly span: Span },
): PlacedMask[] {
  return masks
    .filter((mask) => mask.cameraId === of.cameraId)
    .flatMap(({ span: asked, area, cover }) => {
      const startMs = Math.max(of.span.startMs, asked?.startMs ?? of.span.startMs);
      const endMs = Math.min(of.span.endMs, asked?.endMs ?? of.span.endMs);
      return startMs < endMs ? [{ span: { startMs, endMs }, area, cover }] : [];
    });
}

/** The pixels a mask covers: whole pairs of them, outwards, because colours are stored in pairs. */
export function pixelsOf(area: MaskArea, of: Picture) {
  const { widthPixels, heightPixels } = of;
  const down = (perMille: number, whole: number) => 2 * Math.floor((perMille * whole) / 2_000);
  const up = (perMille: number, whole: number) =>
    Math.min(whole, 2 * Math.ceil((perMille * whole) / 2_000));
  const x = down(Math.min(area.x, 999), widthPixels);
  const y = down(Math.min(area.y, 999), heightPixels);
  const width = up(area.x + area.width, widthPixels) - x;
  const height = up(area.y + area.height, heightPixels) - y;
  return { x, y, width, height };
}

/**
 * Filters of ffmpeg that cover them, one after another; every value is a number of ours. The picture is
 * first brought to the size the masks are reckoned in.
 */
export function maskFilters(masks: readonly PlacedMask[], of: Picture): string[] {
  if (masks.length === 0) return [];
  const size = `scale=${of.widthPixels}:${of.heightPixels}`;
  return [size, ...masks.map((mask, at) => filterOf(mask, { at, of }))];
}

function filterOf(mask: PlacedMask, { at, of }: { at: number; of: Picture }): string {
  const { x, y, width, height } = pixelsOf(mask.area, of);
  const when = `enable='between(t,${seconds(mask.span.startMs - edgeMs)},${seconds(mask.span.endMs + edgeMs)})'`;
  if (mask.cover === "fill")
    return `drawbox=x=${x}:y=${y}:w=${width}:h=${height}:color=black:t=fill:${when}`;
  const cells = `scale=${mosaicCells}:${mosaicCells}:flags=area,scale=${width}:${height}:flags=neighbor`;
  return `split[k${at}][m${at}];[m${at}]crop=${width}:${height}:${x}:${y},${cells}[c${at}];[k${at}][c${at}]overlay=${x}:${y}:${when}`;
}

const seconds = (ms: number): string => (Math.max(0, ms) / 1_000).toFixed(3);
