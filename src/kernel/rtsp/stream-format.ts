import type { AudioParameters } from "../../contract/stream.ts";
import { fromHex } from "../bytes.ts";
import { aacLowComplexity, parseAacConfig } from "../media/aac.ts";
import type { AudioFormat } from "./audio-track.ts";
import { h265PayloadReader, readH264Payload } from "./nal-payload.ts";
import { ParameterSets, h264Rules, h265Rules } from "./parameter-sets.ts";
import type { SdpMedia } from "./sdp.ts";
import type { VideoFormat } from "./video-track.ts";

/** What a described medium needs to be read; undefined for what we do not take (RFC 6184, 7798). */
export function videoFormat(media: SdpMedia): VideoFormat | undefined {
  if (media.kind !== "video" || media.direction === "sendonly" || media.direction === "inactive")
    return undefined;
  const common = { payloadType: media.payloadType, clockRate: media.clockRate };
  if (media.encoding === "h264" && media.format.get("packetization-mode") !== "2") {
    const sets = new ParameterSets(h264Rules, setsOf(media, ["sprop-parameter-sets"]));
    return { ...common, rules: h264Rules, read: readH264Payload, sets };
  }
  if (media.encoding !== "h265") return undefined;
  const sets = new ParameterSets(h265Rules, setsOf(media, ["sprop-vps", "sprop-sps", "sprop-pps"]));
  const ordered = Number(media.format.get("sprop-max-don-diff") ?? "0") > 0;
  return { ...common, rules: h265Rules, read: h265PayloadReader(ordered), sets };
}

function setsOf(media: SdpMedia, names: readonly string[]): Uint8Array[] {
  const texts = names.flatMap((name) => (media.format.get(name) ?? "").split(","));
  return texts.flatMap((text) => {
    const unit = looseBase64(text.trim());
    return unit === undefined || unit.length === 0 ? [] : [unit];
  });
}

/** Cameras leave the padding away or write too much of it. */
function looseBase64(text: string): Uint8Array | undefined {
  const digits = text.replace(/=+$/, "");
  if (!/^[A-Za-z0-9+/]*$/.test(digits) || digits.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(digits), (character) => character.charCodeAt(0));
}

const laws = new Map([
  ["pcma", "alaw"],
  ["pcmu", "ulaw"],
] as const);

/** What a described sound needs to be read; undefined for what we do not take (RFC 3640, 3551). */
export function audioFormat(media: SdpMedia): AudioFormat | undefined {
  if (media.kind !== "audio" || media.direction === "sendonly" || media.direction === "inactive")
    return undefined;
  if (media.encoding === "mpeg4-generic") return aacFormat(media);
  if (media.encoding !== "pcma" && media.encoding !== "pcmu") return undefined;
  const codec = media.encoding;
  const parameters: AudioParameters = {
    codec,
    codecString: laws.get(codec) ?? codec,
    sampleRate: media.clockRate,
    channels: media.channels,
    config: undefined,
  };
  return {
    parameters,
    payloadType: media.payloadType,
    clockRate: media.clockRate,
    frameSamples: 1,
    packing: undefined,
  };
}

function aacFormat(media: SdpMedia): AudioFormat | undefined {
  const { format } = media;
  const mode = (format.get("mode") ?? "AAC-hbr").toLowerCase();
  const low = mode === "aac-lbr";
  if (!low && mode !== "aac-hbr") return undefined;
  // Fields we would have to step over in every header; no camera is known to send them.
  if (
    ["ctsdeltalength", "dtsdeltalength", "streamstateindication", "auxiliarydatasizelength"].some(
      (name) => bitCount(format.get(name), 0) !== 0,
    )
  )
    return undefined;
  const written = fromHex((format.get("config") ?? "").toLowerCase());
  const config =
    written === undefined || written.length === 0
      ? aacLowComplexity(media.clockRate, media.channels)
      : written;
  const facts = config === undefined ? undefined : parseAacConfig(config);
  const packing = {
    sizeBits: bitCount(format.get("sizelength"), low ? 6 : 13),
    indexBits: bitCount(format.get("indexlength"), low ? 2 : 3),
    indexDeltaBits: bitCount(format.get("indexdeltalength"), low ? 2 : 3),
  };
  if (config === undefined || facts === undefined || packing.sizeBits === 0) return undefined;
  const frameSamples = Math.round((facts.frameSamples * media.clockRate) / facts.sampleRate);
  const parameters: AudioParameters = {
    codec: "aac",
    codecString: facts.codecString,
    sampleRate: media.clockRate,
    channels: facts.channels,
    config,
  };
  return {
    parameters,
    payloadType: media.payloadType,
    clockRate: media.clockRate,
    frameSamples,
    packing,
  };
}

function bitCount(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  return /^\d{1,2}$/.test(text) && Number(text) <= 32 ? Number(text) : 0;
}
