import type { Strokes } from "../../contract/approval.ts";

/** The field of a signature: whole units, wherever it was drawn. */
export const field = { width: 600, height: 200 };

const most = { strokes: 60, numbersPerStroke: 2_000, numbers: 4_000 };

export interface Point {
  readonly x: number;
  readonly y: number;
}

const clamp = (value: number, to: number) => Math.min(Math.max(value, 0), to);

/** How far `point` lies from the line between the two ends. */
function awayFrom(point: Point, from: Point, to: Point): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const long = Math.hypot(dx, dy);
  if (long === 0) return Math.hypot(point.x - from.x, point.y - from.y);
  return Math.abs(dx * (from.y - point.y) - (from.x - point.x) * dy) / long;
}

/** Douglas and Peucker, without recursion: points nearer than `toleranceUnits` to their line go. */
function thinned(points: readonly Point[], toleranceUnits: number): readonly Point[] {
  const kept = new Set([0, points.length - 1]);
  const open: [number, number][] = [[0, points.length - 1]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [first, last] = next;
    const [from, to] = [points[first], points[last]];
    if (from === undefined || to === undefined) continue;
    let furthest = { at: -1, away: toleranceUnits };
    for (const [offset, point] of points.slice(first + 1, last).entries()) {
      const away = awayFrom(point, from, to);
      if (away > furthest.away) furthest = { at: first + 1 + offset, away };
    }
    if (furthest.at < 0) continue;
    kept.add(furthest.at);
    open.push([first, furthest.at], [furthest.at, last]);
  }
  return points.filter((_, at) => kept.has(at));
}

/**
 * What was drawn on a pad of `size` (CSS pixels) as strokes of the contract: whole units of a 600 × 200
 * field, thinned until all bounds hold. Null when nothing was drawn.
 */
export function strokesOf(
  drawn: readonly (readonly Point[])[],
  size: { readonly width: number; readonly height: number },
): Strokes | null {
  const lines = drawn
    .filter((points) => points.length > 0)
    .slice(0, most.strokes)
    .map((points) =>
      points.map(({ x, y }) => ({
        x: clamp((x * field.width) / size.width, field.width),
        y: clamp((y * field.height) / size.height, field.height),
      })),
    );
  if (lines.length === 0) return null;
  for (let toleranceUnits = 0.6; ; toleranceUnits *= 1.6) {
    const strokes = lines.map((points) =>
      thinned(points, toleranceUnits).flatMap(({ x, y }) => [Math.round(x), Math.round(y)]),
    );
    const numbers = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
    const fits = strokes.every((stroke) => stroke.length <= most.numbersPerStroke);
    // Beyond the field's own diagonal every stroke is down to its two ends.
    if ((fits && numbers <= most.numbers) || toleranceUnits > 700) return strokes;
  }
}

/** The points of one stroke; an odd number at the end belongs to no point. */
export function pointsOf(stroke: readonly number[]): Point[] {
  const points: Point[] = [];
  for (let at = 0; at + 1 < stroke.length; at += 2)
    points.push({ x: stroke[at] ?? 0, y: stroke[at + 1] ?? 0 });
  return points;
}
