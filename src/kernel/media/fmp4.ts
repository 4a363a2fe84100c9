/** Fragmented MP4 (ISO/IEC 14496-12), as the recorder writes it and the player reads it. */
export {
  audioTrackId,
  readInit,
  selectInitTrack,
  videoTimescale,
  videoTrackId,
  writeInit,
} from "./fmp4-init.ts";
export type { InitTrack, InitTracks } from "./fmp4-init.ts";
export { joined, sizeOf, writeFragment, writeFrameFragment } from "./fmp4-fragment.ts";
export type { Sample, TrackRun } from "./fmp4-fragment.ts";
export { readFragment, scanFragments, selectTrack, trackSpan } from "./fmp4-read.ts";
export type { FoundSample, FoundTrack, Scan, ScannedFragment } from "./fmp4-read.ts";
