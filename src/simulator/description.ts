import { toBase64, toHex } from "../kernel/bytes.ts";
import type { AudioClip, VideoClip } from "./clip.ts";
import type { TrackName } from "./run.ts";

export const payloadTypes = { video: 96, aac: 97, pcma: 8, pcmu: 0 } as const;

export interface Described {
  readonly name: string;
  readonly video: VideoClip;
  readonly sound: AudioClip | undefined;
}

/** The session description (RFC 4566) a DESCRIBE is answered with. */
export function describe({ name, video, sound }: Described): string {
  const lines = [
    "v=0",
    "o=- 1 1 IN IP4 127.0.0.1",
    `s=${name}`,
    "c=IN IP4 0.0.0.0",
    "t=0 0",
    "a=tool:Liuhen camera simulator",
    "a=control:*",
    "a=range:npt=now-",
    `m=video 0 RTP/AVP ${payloadTypes.video}`,
    `a=rtpmap:${payloadTypes.video} ${video.codec === "h264" ? "H264" : "H265"}/90000`,
    `a=fmtp:${payloadTypes.video} ${video.codec === "h264" ? h264Format(video) : h265Format(video)}`,
    `a=framerate:${video.framesPerSecond}`,
    `a=control:${controlOf("video")}`,
    ...(sound === undefined ? [] : soundLines(sound)),
  ];
  return `${lines.join("\r\n")}\r\n`;
}

export function controlOf(track: TrackName): string {
  return track === "video" ? "trackID=0" : "trackID=1";
}

function h264Format({ sps, pps }: VideoClip): string {
  const level = toHex(sps[0]?.subarray(1, 4) ?? new Uint8Array()).toUpperCase();
  const sets = [...sps, ...pps].map(toBase64).join(",");
  return `packetization-mode=1;profile-level-id=${level};sprop-parameter-sets=${sets}`;
}

function h265Format({ vps, sps, pps }: VideoClip): string {
  const sets = (list: readonly Uint8Array[]) => list.map(toBase64).join(",");
  return `sprop-vps=${sets(vps)};sprop-sps=${sets(sps)};sprop-pps=${sets(pps)}`;
}

function soundLines(sound: AudioClip): string[] {
  const type = payloadTypes[sound.codec];
  const control = `a=control:${controlOf("audio")}`;
  if (sound.codec !== "aac") {
    return [
      `m=audio 0 RTP/AVP ${type}`,
      `a=rtpmap:${type} ${sound.codec.toUpperCase()}/8000`,
      control,
    ];
  }
  const mode =
    "streamtype=5;profile-level-id=1;mode=AAC-hbr;sizelength=13;indexlength=3;indexdeltalength=3";
  return [
    `m=audio 0 RTP/AVP ${type}`,
    `a=rtpmap:${type} MPEG4-GENERIC/${sound.sampleRate}/${sound.channels}`,
    `a=fmtp:${type} ${mode};config=${toHex(sound.config)}`,
    control,
  ];
}
