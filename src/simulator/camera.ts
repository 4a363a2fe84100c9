import type { AudioCodec, StreamName } from "../contract/camera.ts";
import { looks } from "./clip-library.ts";
import type { Look } from "./clip-library.ts";

export type LoginMode = "none" | "basic" | "digest" | "digest-sha256";

/** One camera as it is asked for. Its streams are `/<label>/main` and `/<label>/sub`. */
export interface SimulatedCamera {
  readonly label: string;
  readonly look: Look;
  readonly sound: Exclude<AudioCodec, "pcmu"> | "none";
  /** Its clock against ours, positive when it is ahead. */
  readonly clockOffsetMs?: number;
  /** Fills the main stream up to this rate. */
  readonly mainKbps?: number;
  /** Fills the sub-stream up to this rate. */
  readonly subKbps?: number;
  /** A port of its own beside the shared one (0: any), which a kill really closes. */
  readonly ownPort?: number;
}

/** Cameras C01, C02, … in turn of the four looks; every fourth one speaks G.711 A-law. */
export function simulatedCameras(count: number, mainKbps = 0): SimulatedCamera[] {
  return Array.from({ length: count }, (_, at) => ({
    label: `C${String(at + 1).padStart(2, "0")}`,
    look: looks[at % looks.length] ?? "venue",
    sound: at % 4 === 3 ? "pcma" : "aac",
    mainKbps,
  }));
}

export interface StreamKey {
  readonly camera: string;
  readonly stream: StreamName;
}
