import type { Stroke } from "../../contract/debrief.ts";
import { limits } from "../../contract/limits.ts";

const whole = 10_000;
/** A picture is wider than high: what is to look round or square is drawn by this. */
const wide = 16 / 9;

/** How a stroke is painted in a square of ten thousand: a line, or an area that darkens what lies around. */
export interface Shape {
  readonly path: string;
  readonly area: boolean;
}

export function shapeOf({ tool, points }: Stroke): Shape | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (tool === "pen") return { path: lineOf(points), area: false };
  if (tool === "arrow")
    return { path: `${lineOf([first, last])} ${headOf(first, last)}`, area: false };
  const radius = Math.max(600, Math.hypot((last[0] - first[0]) * wide, last[1] - first[1]));
  const [across, [x, y]] = [radius / wide, first];
  const ring = `M ${r(x - across)} ${y} a ${r(across)} ${r(radius)} 0 1 0 ${r(2 * across)} 0 a ${r(across)} ${r(radius)} 0 1 0 ${r(-2 * across)} 0 Z`;
  return { path: `M 0 0 H ${whole} V ${whole} H 0 Z ${ring}`, area: true };
}

type Place = Stroke["points"][number];
const r = Math.round;

function lineOf(points: readonly Place[]): string {
  return points.map(([x, y], at) => `${at === 0 ? "M" : "L"} ${x} ${y}`).join(" ");
}

/** Two short lines back from the tip. */
function headOf([fromX, fromY]: Place, [x, y]: Place): string {
  const angle = Math.atan2(y - fromY, (x - fromX) * wide);
  const ends = [angle - 0.5, angle + 0.5].map(
    (one) => `M ${x} ${y} L ${r(x - (500 * Math.cos(one)) / wide)} ${r(y - 500 * Math.sin(one))}`,
  );
  return ends.join(" ");
}

/** A place on a picture, from where the pointer is. */
export function placeIn(
  pointer: { readonly clientX: number; readonly clientY: number },
  box: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  },
): Place {
  const within = (share: number) => Math.min(whole, Math.max(0, r(share * whole)));
  return [
    within((pointer.clientX - box.left) / Math.max(1, box.width)),
    within((pointer.clientY - box.top) / Math.max(1, box.height)),
  ];
}

const nearest = 60;
/** The stroke with one more place; a pen leaves out what is too near, the others keep both ends only. */
export function strokeTo(stroke: Stroke, place: Place): Stroke {
  const [first, last] = [stroke.points[0], stroke.points.at(-1)];
  if (first === undefined || last === undefined) return { ...stroke, points: [place] };
  if (stroke.tool !== "pen") return { ...stroke, points: [first, place] };
  const near = Math.hypot(place[0] - last[0], place[1] - last[1]) < nearest;
  if (near || stroke.points.length >= limits.drawnPoints) return stroke;
  return { ...stroke, points: [...stroke.points, place] };
}
