import { z } from "zod";
import { blockCount } from "./picture-figures.ts";
import {
  type Light,
  type LightReference,
  type PictureReference,
  lights,
} from "./picture-reference.ts";

const Figure = z.number().min(0).max(100_000);
const Printed = z.strictObject({
  looks: z.int().min(1),
  mean: Figure,
  spread: Figure,
  edges: Figure,
  sharpness: Figure,
  noise: Figure,
  changed: Figure,
  changes: z.int().min(0),
  /** Light of each block in tenths. */
  blocks: z.array(z.int().min(0).max(2_550)).length(blockCount),
});
const PrintedReference = z.partialRecord(z.enum(lights), Printed);
export type PrintedReference = z.infer<typeof PrintedReference>;

export function printReference(known: PictureReference): PrintedReference {
  const printed: PrintedReference = {};
  for (const light of lights) {
    const one = known[light];
    if (one === undefined) continue;
    printed[light] = { ...one, blocks: Array.from(one.blocks, (value) => Math.round(value * 10)) };
  }
  return printed;
}

/** What was printed, or nothing where it is not in form: then it is learnt again. */
export function parseReference(value: unknown): PictureReference {
  const read = PrintedReference.safeParse(value);
  if (!read.success) return {};
  const known: Partial<Record<Light, LightReference>> = {};
  for (const light of lights) {
    const one = read.data[light];
    if (one === undefined) continue;
    known[light] = { ...one, blocks: Float32Array.from(one.blocks, (tenth) => tenth / 10) };
  }
  return known;
}
