/** Playback: ranges for a viewing, and the picture of just now. */
export type { LiveEnd, LiveSocket } from "./live-camera.ts";
export { LiveHub } from "./live-hub.ts";
export { type LiveRight, mayStillWatch, noteLiveEnd, watchLive } from "./watch-live.ts";
export { type PlaylistAsk, readPlaylist } from "./read-playlist.ts";
export {
  type PlayBytes,
  type PlayLine,
  listSegments,
  openBytes,
  proveSegmentOf,
} from "./read-segments.ts";
