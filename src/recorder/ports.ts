import type { CameraSource } from "../contract/camera.ts";
import type { Fault } from "../contract/faults.ts";
import type {
  AudioParameters,
  StreamEnd,
  StreamEvent,
  VideoParameters,
} from "../contract/stream.ts";
import type { Clock } from "../platform/clock.ts";
import type { Disk } from "../platform/disk.ts";
import type { Log } from "../platform/log.ts";
import type { Places } from "./places.ts";
import type { Turns } from "./turns.ts";

/** How a stream is opened; `platform/rtsp/client.ts` is the one for real cameras. */
export interface StreamOptions {
  readonly source: CameraSource;
  readonly user?: string | undefined;
  readonly secret?: string | undefined;
  readonly networks: readonly string[];
  readonly clock: Clock;
  readonly onEvent: (event: StreamEvent) => void;
}

export interface LiveStream {
  readonly parameters: {
    readonly video?: VideoParameters | undefined;
    readonly audio?: AudioParameters | undefined;
  };
  /** How the camera names its software. */
  readonly software?: string | undefined;
  stop(): void | Promise<void>;
  readonly closed: Promise<StreamEnd>;
}

export interface RecorderPorts {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  readonly openStream: (options: StreamOptions) => Promise<LiveStream>;
  readonly openSecret: (context: string, sealed: string) => string;
  /** The spool, and the overflow on another disk; a reserve is kept for records and gaps. */
  readonly places: Places;
  /** Slow things on the disk (syncs, seals) take turns, so that writes always get through. */
  readonly turns: Turns;
  /** The disk can no longer be believed: the process ends, the next one recovers. */
  readonly fatal: (fault: Fault) => void;
}
