import { readFragment } from "../media/fmp4-read.ts";
import { readHeadSets } from "../media/init-sets.ts";
import { splitLengths, toAnnexB } from "../media/nal.ts";

export interface KeyFrame {
  readonly codec: "h264" | "h265";
  /** Parameter sets and one access unit, Annex B. */
  readonly bytes: Uint8Array;
}

/** The key frame a group of pictures begins with, ready for a decoder. */
export function keyFrameOf(init: Uint8Array, fragment: Uint8Array): KeyFrame | undefined {
  const sets = readHeadSets(init);
  const first = readFragment(fragment)?.find((track) => track.trackId === 1)?.samples[0];
  if (sets === undefined || first === undefined || !first.key) return undefined;
  const { offsetBytes, sizeBytes } = first;
  const units = splitLengths(fragment.subarray(offsetBytes, offsetBytes + sizeBytes));
  if (units === undefined) return undefined;
  return { codec: sets.codec, bytes: toAnnexB([...sets.units, ...units]) };
}

/** The sound of a group of pictures, sample by sample as the camera sent it. */
export function soundOf(fragment: Uint8Array): Uint8Array[] | undefined {
  const track = readFragment(fragment)?.find((each) => each.trackId === 2);
  return track?.samples.map(({ offsetBytes, sizeBytes }) =>
    fragment.subarray(offsetBytes, offsetBytes + sizeBytes),
  );
}
