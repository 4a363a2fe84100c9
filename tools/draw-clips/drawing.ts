/** Pictures are SVG texts in a space of 1280 × 720; each scene is a pure function of the instant. */
export const space = { width: 1280, height: 720 } as const;

/** A loop is 12 s: 300 frames at 25 a second, exactly 22 compressions at 110 a minute. */
export const loop = { seconds: 12, framesPerSecond: 25, frames: 300, beatsPerMinute: 110 } as const;

export interface Moment {
  readonly frame: number;
  readonly seconds: number;
  /** Depth of the compression: 1 on the beat, 0 between two beats. */
  readonly depth: number;
}

export function momentOf(frame: number): Moment {
  const seconds = frame / loop.framesPerSecond;
  const phase = (seconds * loop.beatsPerMinute) / 60;
  return { frame, seconds, depth: ((1 + Math.cos(2 * Math.PI * phase)) / 2) ** 1.3 };
}

/** A slow movement that fits the loop: `turns` whole swings, between -1 and 1. */
export function sway(moment: Moment, turns: number, offset = 0): number {
  return Math.sin(2 * Math.PI * ((moment.seconds * turns) / loop.seconds + offset));
}

/** A number as SVG wants it, at most two decimals. */
export function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** `x y w h` and, where wanted, the corner radius. */
export function rect(box: readonly number[], fill: string, more = ""): string {
  const [x = 0, y = 0, w = 0, h = 0, r = 0] = box;
  const place = `x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" rx="${n(r)}"`;
  return `<rect ${place} fill="${fill}" ${more}/>`;
}

/** `x y rx ry`. */
export function oval(box: readonly number[], fill: string, more = ""): string {
  const [x = 0, y = 0, rx = 0, ry = rx] = box;
  return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}" ${more}/>`;
}

export function path(d: string, fill: string, more = ""): string {
  return `<path d="${d}" fill="${fill}" ${more}/>`;
}

/** A thick round line: limbs, pens, rails. */
export function limb(points: readonly number[], width: number, colour: string): string {
  const pairs: string[] = [];
  for (let at = 0; at + 1 < points.length; at += 2) {
    pairs.push(`${n(points[at] ?? 0)},${n(points[at + 1] ?? 0)}`);
  }
  const line = `stroke="${colour}" stroke-width="${n(width)}"`;
  const ends = `stroke-linecap="round" stroke-linejoin="round"`;
  return `<polyline points="${pairs.join(" ")}" fill="none" ${line} ${ends}/>`;
}

/** `x y size`; `more` for anchor, weight and the like. */
export function text(at: readonly number[], words: string, fill: string, more = ""): string {
  const [x = 0, y = 0, size = 24] = at;
  const font = `font-family="Noto Sans CJK SC, sans-serif" font-size="${n(size)}"`;
  return `<text x="${n(x)}" y="${n(y)}" ${font} fill="${fill}" ${more}>${words}</text>`;
}

export function group(transform: string, ...parts: readonly string[]): string {
  return `<g transform="${transform}">${parts.join("")}</g>`;
}

/** A vertical gradient from one colour to another, to be named by `url(#id)`. */
export function fade(id: string, from: string, to: string): string {
  const stops = `<stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/>`;
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops}</linearGradient>`;
}

export function times(count: number, draw: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => draw(at)).join("");
}
