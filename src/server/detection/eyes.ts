import type { House } from "../../platform/house.ts";
import type { OpenRecordings } from "../../platform/open-recordings.ts";
import type { PictureDecoder } from "../../platform/picture-decoder.ts";
import type { WatchedCamera } from "./watched-camera.ts";

/** What looking and listening need of the watch. */
export interface Eyes {
  readonly house: House;
  readonly recordings: OpenRecordings;
  readonly decoder: PictureDecoder;
  /** Cameras in recording whose pictures are due, or whose sounds are. */
  due(what: "lookDueMs" | "soundDueMs"): readonly WatchedCamera[];
  /** The newest picture of a camera, as people will see it. */
  snapshotOf(camera: WatchedCamera): Promise<Uint8Array | undefined>;
}
