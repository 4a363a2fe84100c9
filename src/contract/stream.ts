import type { AudioCodec, VideoCodec } from "./camera.ts";

/**
 * What a camera's stream says, in order, whatever the transport. Made by `platform/rtsp`, consumed by
 * the recorder, the live view and the connection test.
 */
export interface VideoParameters {
  readonly codec: VideoCodec;
  /** RFC 6381. */
  readonly codecString: string;
  readonly widthPixels: number;
  readonly heightPixels: number;
  /** Raw NAL units without start code or length; `vps` is empty for H.264. */
  readonly vps: readonly Uint8Array[];
  readonly sps: readonly Uint8Array[];
  readonly pps: readonly Uint8Array[];
}

export interface AudioParameters {
  readonly codec: AudioCodec;
  readonly codecString: string;
  readonly sampleRate: number;
  readonly channels: number;
  /** AudioSpecificConfig (AAC only). */
  readonly config: Uint8Array | undefined;
}

/** `time` is in ticks of the track's clock (90 kHz, or the sample rate), unwrapped to a growing number, first packet of the run = 0. */
export type StreamEvent =
  /** Before the first unit, and again before the first unit after a change in mid-stream. */
  | { readonly type: "video-parameters"; readonly parameters: VideoParameters }
  | {
      readonly type: "video";
      readonly key: boolean;
      /** One access unit: NAL units each behind a 4-byte big-endian length; parameter sets and delimiters left out. */
      readonly bytes: Uint8Array;
      readonly time: number;
      readonly arrivalMs: number;
    }
  | {
      readonly type: "audio";
      /** One AAC frame, or the G.711 bytes of one packet. */
      readonly bytes: Uint8Array;
      readonly time: number;
      readonly samples: number;
      readonly arrivalMs: number;
    }
  /** A hole in the RTP sequence. The access unit it touched has been dropped, the others are whole. */
  | {
      readonly type: "loss";
      readonly track: "video" | "audio";
      readonly packets: number;
      readonly arrivalMs: number;
    }
  /** RTCP sender report: at `time` ticks the camera's own clock showed `cameraMs`. */
  | {
      readonly type: "report";
      readonly track: "video" | "audio";
      readonly cameraMs: number;
      readonly time: number;
      readonly arrivalMs: number;
    };

/** Why a stream ended; the gap that follows carries it. */
export type StreamEnd = "stopped" | "disconnected" | "stalled";
