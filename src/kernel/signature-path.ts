import type { Strokes } from "../contract/approval.ts";

/**
 * A drawn signature as the path of an SVG in its 600 × 200 field: whole numbers only, each stroke a
 * smooth line through the middles of its points.
 */
export function signaturePath(strokes: Strokes): string {
  return strokes.map(strokePath).join("");
}

function strokePath(stroke: readonly number[]): string {
  const points: (readonly [number, number])[] = [];
  for (let at = 0; at + 1 < stroke.length; at += 2)
    points.push([Math.trunc(stroke[at] ?? 0), Math.trunc(stroke[at + 1] ?? 0)]);
  const [first, ...rest] = points;
  if (first === undefined) return "";
  const start = `M${first[0]} ${first[1]}`;
  if (rest.length === 0) return `${start}l1 0`;
  const curves = rest.slice(0, -1).map(([x, y], at) => {
    const next = rest[at + 1] ?? [x, y];
    return `Q${x} ${y} ${Math.trunc((x + next[0]) / 2)} ${Math.trunc((y + next[1]) / 2)}`;
  });
  const last = rest.at(-1) ?? first;
  return `${start}${curves.join("")}L${last[0]} ${last[1]}`;
}
