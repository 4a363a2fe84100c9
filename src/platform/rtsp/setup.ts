import { Fault } from "../../contract/faults.ts";
import { AudioTrack } from "../../kernel/rtsp/audio-track.ts";
import type { AudioFormat } from "../../kernel/rtsp/audio-track.ts";
import { joinControl } from "../../kernel/rtsp/control-url.ts";
import type { CameraAuthority } from "../../kernel/rtsp/control-url.ts";
import { headerOf } from "../../kernel/rtsp/message.ts";
import type { RtspResponse } from "../../kernel/rtsp/message.ts";
import { parseSdp } from "../../kernel/rtsp/sdp.ts";
import type { Sdp, SdpMedia } from "../../kernel/rtsp/sdp.ts";
import { audioFormat, videoFormat } from "../../kernel/rtsp/stream-format.ts";
import { parseTransport, printTransport } from "../../kernel/rtsp/transport.ts";
import { VideoTrack } from "../../kernel/rtsp/video-track.ts";
import type { Emit, Track, VideoFormat } from "../../kernel/rtsp/video-track.ts";
import type { RtspConnection } from "./connection.ts";
import type { Conversation } from "./conversation.ts";
import { openDatagramPorts } from "./datagrams.ts";
import type { DatagramPorts } from "./datagrams.ts";

/** One medium as it was set up: its channels, or its ports. */
export interface Lane {
  readonly track: Track;
  readonly channels: readonly [number, number] | undefined;
  readonly datagrams: DatagramPorts | undefined;
  readonly serverRtcpPort: number | undefined;
}

interface Wanted {
  readonly uri: string;
  readonly track: Track;
}

export interface Description {
  /** For PLAY, keep-alive and TEARDOWN. */
  readonly uri: string;
  readonly video: Wanted;
  readonly audio: Wanted | undefined;
  readonly videoFormat: VideoFormat;
  readonly audioFormat: AudioFormat | undefined;
  /** The camera's software as it names itself; undefined when it does not. */
  readonly software: string | undefined;
}

const softwareMost = 200;
/** Server header and SDP tool together, without control characters: a firmware changes one of them. */
function softwareOf(answer: RtspResponse, sdp: Sdp): string | undefined {
  const told = [headerOf(answer, "Server"), sdp.tool].filter((text) => text !== undefined);
  const text = told
    .join(" · ")
    .replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, "")
    .trim();
  return text === "" ? undefined : text.slice(0, softwareMost).toWellFormed();
}

/** Asks for the description and picks the first video and sound we can take. Throws Fault `camera` / `camera_unusable`. */
export async function describe(
  conversation: Conversation,
  at: { authority: CameraAuthority; uri: string; tracks: "all" | "video" },
  emit: Emit,
): Promise<Description> {
  const answer = succeeded(
    await conversation.ask("DESCRIBE", at.uri, [["Accept", "application/sdp"]]),
    "DESCRIBE",
  );
  const sdp = parseSdp(new TextDecoder().decode(answer.body));
  if (sdp === undefined) throw unusable("the camera's description cannot be read");
  const base = headerOf(answer, "Content-Base") ?? headerOf(answer, "Content-Location") ?? at.uri;
  const control = (media: Sdp | SdpMedia) =>
    joinControl(at.authority, /^rtsps?:|^\//i.test(base) ? base : at.uri, media.control);
  const uri = control(sdp);
  const video = firstOf(sdp.media, videoFormat);
  if (uri === undefined || video === undefined)
    throw unusable(`the camera offers no H.264 or H.265 video (${offered(sdp)})`);
  const audio = at.tracks === "video" ? undefined : firstOf(sdp.media, audioFormat);
  const videoUri = control(video.media);
  const audioUri = audio === undefined ? undefined : control(audio.media);
  if (videoUri === undefined) throw unusable("the video's address cannot be used");
  return {
    uri,
    video: { uri: videoUri, track: new VideoTrack(video.format, emit) },
    audio:
      audio === undefined || audioUri === undefined
        ? undefined
        : { uri: audioUri, track: new AudioTrack(audio.format, emit) },
    videoFormat: video.format,
    audioFormat: audioUri === undefined ? undefined : audio?.format,
    software: softwareOf(answer, sdp),
  };
}

function firstOf<T>(
  media: readonly SdpMedia[],
  read: (one: SdpMedia) => T | undefined,
): { media: SdpMedia; format: T } | undefined {
  for (const one of media) {
    const format = read(one);
    if (format !== undefined) return { media: one, format };
  }
  return undefined;
}

function offered(sdp: Sdp): string {
  return sdp.media
    .map((one) => one.encoding || one.kind)
    .join(", ")
    .slice(0, 100);
}

/**
 * Sets the media up over the one way. Undefined when the camera refuses that way (461): another may
 * be tried on the same connection. A sound that cannot be set up is left out.
 */
export async function setUp(
  conversation: Conversation,
  connection: RtspConnection,
  at: { description: Description; way: "tcp" | "udp" },
): Promise<Lane[] | undefined> {
  const { description, way } = at;
  const video = await setUpOne(conversation, connection, {
    wanted: description.video,
    way,
    index: 0,
  });
  if (video === undefined) return undefined;
  if (typeof video === "number") throw unusable(`SETUP was answered with ${video}`);
  const wanted = description.audio;
  if (wanted === undefined) return [video];
  try {
    const audio = await setUpOne(conversation, connection, { wanted, way, index: 1 });
    return typeof audio === "object" ? [video, audio] : [video];
  } catch (cause) {
    video.datagrams?.close();
    throw cause;
  }
}

/** The lane, undefined for "not this way", or the status of another refusal. */
async function setUpOne(
  conversation: Conversation,
  connection: RtspConnection,
  at: { wanted: Wanted; way: "tcp" | "udp"; index: number },
): Promise<Lane | number | undefined> {
  const { wanted, way } = at;
  const none = { multicast: false, source: undefined, serverPorts: undefined } as const;
  const asked: readonly [number, number] = [at.index * 2, at.index * 2 + 1];
  const datagrams =
    way === "udp"
      ? await openDatagramPorts(connection.localAddress, connection.remoteAddress)
      : undefined;
  const request =
    way === "tcp"
      ? { ...none, way, channels: asked, clientPorts: undefined }
      : { ...none, way, channels: undefined, clientPorts: datagrams?.ports };
  let lane: Lane | number | undefined;
  try {
    const answer = await conversation.ask("SETUP", wanted.uri, [
      ["Transport", printTransport(request)],
    ]);
    lane = readSetup(answer, { wanted, way, asked, datagrams });
    if (typeof lane === "object") conversation.keepSession(answer);
    return lane;
  } finally {
    if (typeof lane !== "object") datagrams?.close();
  }
}

function readSetup(
  answer: RtspResponse,
  at: {
    wanted: Wanted;
    way: "tcp" | "udp";
    asked: readonly [number, number];
    datagrams: DatagramPorts | undefined;
  },
): Lane | number | undefined {
  if (answer.status === 461) return undefined;
  if (answer.status !== 200) return answer.status;
  const given = parseTransport(headerOf(answer, "Transport") ?? "");
  if (given !== undefined && (given.way !== at.way || given.multicast)) return undefined;
  return {
    track: at.wanted.track,
    channels: at.way === "tcp" ? (given?.channels ?? at.asked) : undefined,
    datagrams: at.datagrams,
    serverRtcpPort: given?.serverPorts?.[1],
  };
}

export function succeeded(answer: RtspResponse, method: string): RtspResponse {
  if (answer.status !== 200) throw unusable(`${method} was answered with ${answer.status}`);
  return answer;
}

export function unusable(hint: string, cause?: unknown): Fault {
  return new Fault("camera", "camera_unusable", { hint, cause });
}
