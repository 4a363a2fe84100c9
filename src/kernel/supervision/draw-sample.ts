import { toHex, utf8 } from "../bytes.ts";
import type { Drawable } from "../../contract/supervision.ts";

type Sha256 = (bytes: Uint8Array) => Uint8Array;

/**
 * How a sample is drawn (S0-18.3), so that anybody can repeat it with `sha256sum` and `sort`: each key's
 * rank is SHA-256 of `<seed in 64 hexadecimal digits>:<key>`; the smallest ranks are the sample.
 */
export function drawSample<T extends Drawable>(
  population: readonly T[],
  of: { readonly seed: string; readonly size: number; readonly sha256: Sha256 },
): (T & { readonly rank: string })[] {
  return population
    .map((thing) => ({ ...thing, rank: toHex(of.sha256(utf8(`${of.seed}:${thing.key}`))) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, of.size);
}

/** The population as it is entered before the draw: each key on a line of its own, in order. */
export function populationText(population: readonly Drawable[]): string {
  return population
    .map(({ key }) => `${key}\n`)
    .toSorted()
    .join("");
}
