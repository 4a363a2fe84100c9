import {
  type PictureChange,
  type PictureFigures,
  blockCount,
  correlation,
  layoutOf,
} from "./picture-figures.ts";

/** Three lights a room is seen in; each has its own reference. */
export const lights = ["night", "dim", "bright"] as const;
export type Light = (typeof lights)[number];

export function lightOf(mean: number): Light {
  if (mean < 40) return "night";
  return mean < 90 ? "dim" : "bright";
}

/** How a camera usually looks in one light. */
export interface LightReference {
  readonly looks: number;
  readonly mean: number;
  readonly spread: number;
  readonly edges: number;
  readonly sharpness: number;
  /** Usual light of each block, averaged. */
  readonly blocks: Float32Array;
  /** Least usual change of most of the picture: noise of the sensor and of the encoder. */
  readonly noise: number;
  /** Usual share of the picture in which anything changes. */
  readonly changed: number;
  /** Changes it was learnt from. */
  readonly changes: number;
}

/** What is known of a camera, by the light it was seen in. */
export type PictureReference = Readonly<Partial<Record<Light, LightReference>>>;

/** A reference counts when it was made of so many looks. */
export const learnLooks = 5;
/** Then it follows slowly: at a look each 4 s, a rearranged room is known after some five minutes. */
const followShare = 0.015;
/** With less structure a picture cannot be a reference: it may be covered already. */
const learnSpread = 10;
const learnEdges = 0.8;

export function mayTeach(figures: PictureFigures): boolean {
  return figures.spread >= learnSpread && figures.edges >= learnEdges;
}

export function isLearnt(reference: PictureReference): boolean {
  return Object.values(reference).some((one) => one.looks >= learnLooks);
}

/** How a picture lies to what is known. */
export interface Likeness {
  readonly light: Light;
  /** The reference it was held against: of its own light, else the one it is most like. */
  readonly reference: LightReference;
  /** Same things in the same places, whatever the light: 1 the same, 0 something else. */
  readonly structure: number;
  /** How much of the layout's contrast is left, by what the light leaves of it. */
  readonly contrast: number;
  /** The same with everything fine left out: survives defocus, not a hand on the lens. */
  readonly rough: number;
}

export function likenessOf(figures: PictureFigures, known: PictureReference): Likeness | undefined {
  const light = lightOf(figures.mean);
  const layout = layoutOf(figures.blocks);
  const found = lights.flatMap((name) => {
    const reference = known[name];
    if (reference === undefined || reference.looks < learnLooks) return [];
    const usual = layoutOf(reference.blocks);
    const structure = correlation(layout, usual);
    const rough = correlation(figures.blocks, reference.blocks);
    // A picture of less light has smaller steps; below a sixth of it noise would be all that is held
    // against it.
    const lit = Math.max(1 / 6, Math.min(1, figures.mean / Math.max(1, reference.mean)));
    const contrast = deviation(layout) / Math.max(0.1, deviation(usual) * lit);
    return [{ light, reference, structure, contrast, rough }];
  });
  // The own light's reference may be a worse one than another's while it is young.
  return found.toSorted((a, b) => b.structure - a.structure)[0];
}

/** Learns from a picture that was judged to be well. */
export function learn(
  known: PictureReference,
  figures: PictureFigures,
  change: PictureChange | undefined,
): PictureReference {
  const light = lightOf(figures.mean);
  const was = known[light];
  const looks = (was?.looks ?? 0) + 1;
  const share = Math.max(followShare, 1 / looks);
  const follow = (old: number | undefined, now: number) =>
    old === undefined ? now : old + (now - old) * share;
  const blocks = new Float32Array(blockCount);
  for (let at = 0; at < blockCount; at++)
    blocks[at] = follow(was?.blocks[at], figures.blocks[at] ?? 0);
  const fresh: LightReference = {
    looks: Math.min(looks, 100_000),
    mean: follow(was?.mean, figures.mean),
    spread: follow(was?.spread, figures.spread),
    edges: follow(was?.edges, figures.edges),
    sharpness: follow(was?.sharpness, figures.sharpness),
    blocks,
    ...changesAfter(was ?? { noise: 0, changed: 0, changes: 0 }, change),
  };
  return { ...known, [light]: fresh };
}

type Changes = Pick<LightReference, "noise" | "changed" | "changes">;

/** Noise sinks at once and rises slowly: what counts is the least the camera ever shows. */
function changesAfter(known: Changes, change: PictureChange | undefined): Changes {
  const { noise, changed, changes } = known;
  if (change === undefined) return { noise, changed, changes };
  if (changes === 0) return { noise: change.median, changed: change.changed, changes: 1 };
  const share = change.median < noise ? 0.3 : 0.01;
  return {
    noise: noise + (change.median - noise) * share,
    changed: changed + (change.changed - changed) * (change.changed < changed ? 0.1 : 0.02),
    changes: Math.min(changes + 1, 100_000),
  };
}

function deviation(values: Float32Array): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.sqrt(squares / values.length);
}
