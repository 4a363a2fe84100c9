import type { DetectionFacts, PictureKind } from "../../contract/detection.ts";
import type { PictureChange, PictureFigures } from "./picture-figures.ts";
import {
  type LightReference,
  type Likeness,
  type PictureReference,
  isLearnt,
  lightOf,
  likenessOf,
  mayTeach,
} from "./picture-reference.ts";

/**
 * Thresholds with their reasons; the scenes and figures behind them stand in
 * docs/reference/detection.md. Light from 0 (black) to 255.
 */
export const pictureThresholds = {
  /** Nothing but black and its noise: no room with any light is so even and so dark. */
  blackMean: 12,
  blackSpread: 4,
  /** Too dark to see who does what, although the room is still there. */
  darkMean: 24,
  /** And much darker than the camera has ever been in a light of its own. */
  darkShare: 0.5,
  /** Less in common than this with every known light is another picture. */
  sameStructure: 0.5,
  /** Fine structure gone, rough structure there: out of focus. */
  defocusedSharpness: 0.3,
  defocusedRough: 0.6,
  /** Where not even the layout is left of it, focus is lost only if next to nothing is sharp. */
  defocusedMush: 0.1,
  /** So little contrast between the parts of the picture is left behind a hand; else it was moved. */
  coveredContrast: 0.3,
  /** Without a reference only what is even all over can be called covered. */
  evenSpread: 4,
  /** Changes by less than this share of its own noise: it stands still. */
  frozenNoise: 0.2,
  /** What a clock burnt into a picture may still change of it. */
  frozenChanged: 0.05,
  /** Below this the camera has no noise of its own, and only movement can tell. */
  noiseLeast: 0.25,
  /** Share of the picture that usually moves, for a camera without noise. */
  movementLeast: 0.02,
} as const;

export interface PictureVerdict {
  /** Undefined: well, as far as can be told. */
  readonly wrong: PictureKind | undefined;
  /** Kinds that cannot be told of this picture. */
  readonly blind: readonly PictureKind[];
  /** Whether the reference may learn from it. */
  readonly teaches: boolean;
  readonly facts: DetectionFacts;
}

const changesLeast = 3;
const t = pictureThresholds;

/** Judges one picture by itself, against its camera's references and against the one before. */
export function judgePicture(look: {
  readonly figures: PictureFigures;
  readonly change: PictureChange | undefined;
  readonly known: PictureReference;
}): PictureVerdict {
  const { figures, change, known } = look;
  const likeness = likenessOf(figures, known);
  const usual = known[lightOf(figures.mean)];
  const wrong = wrongWith(figures, likeness) ?? (standsStill(change, usual) ? "frozen" : undefined);
  const blind: PictureKind[] = [];
  if (!isLearnt(known)) blind.push("moved", "defocused", "dark");
  if (!canFreeze(usual)) blind.push("frozen");
  return {
    wrong,
    blind,
    teaches: wrong === undefined && mayTeach(figures),
    facts: factsOf(figures, change, likeness),
  };
}

function wrongWith(
  figures: PictureFigures,
  likeness: Likeness | undefined,
): PictureKind | undefined {
  const { mean, spread } = figures;
  const isSame = likeness !== undefined && likeness.structure >= t.sameStructure;
  if (mean < t.blackMean && spread < t.blackSpread && !isSame) return "black";
  if (likeness === undefined) return spread < t.evenSpread ? "covered" : undefined;
  if (likeness.contrast < t.coveredContrast && mean >= t.darkMean) return "covered";
  if (isSame) {
    if (mean < t.darkMean && mean < likeness.reference.mean * t.darkShare) return "dark";
    return isSoft(figures, likeness, t.defocusedSharpness) ? "defocused" : undefined;
  }
  if (likeness.contrast < t.coveredContrast) return "covered";
  const mush = likeness.rough >= t.defocusedRough && isSoft(figures, likeness, t.defocusedMush);
  return mush ? "defocused" : "moved";
}

/** In the dark the sensor's noise is all there is to be sharp. */
function isSoft(figures: PictureFigures, { reference }: Likeness, share: number): boolean {
  return figures.mean >= t.darkMean && figures.sharpness < reference.sharpness * share;
}

/** Whether it can be told in this light that a picture stands still. */
function canFreeze(usual: LightReference | undefined): usual is LightReference {
  if (usual === undefined || usual.changes < changesLeast) return false;
  return usual.noise >= t.noiseLeast || usual.changed >= t.movementLeast;
}

function standsStill(
  change: PictureChange | undefined,
  usual: LightReference | undefined,
): boolean {
  if (change === undefined || !canFreeze(usual)) return false;
  if (usual.noise >= t.noiseLeast)
    return change.median < usual.noise * t.frozenNoise && change.changed <= t.frozenChanged;
  return change.changed === 0;
}

function factsOf(
  figures: PictureFigures,
  change: PictureChange | undefined,
  likeness: Likeness | undefined,
): DetectionFacts {
  const percent = (share: number) => Math.round(share * 100);
  return {
    light: Math.round(figures.mean),
    spread: Math.round(figures.spread),
    ...(change === undefined ? {} : { changePermille: Math.round(change.median * 1_000) }),
    ...(likeness === undefined
      ? {}
      : {
          likenessPercent: percent(likeness.structure),
          sharpnessPercent: percent(figures.sharpness / (likeness.reference.sharpness || 1)),
          contrastPercent: percent(likeness.contrast),
        }),
  };
}
