import { Fault } from "../../contract/faults.ts";
import type { AudioParameters, VideoParameters } from "../../contract/stream.ts";
import { box, findBox, fullBox, letters, u16, u32, u8, wholeBoxes } from "./fmp4-box.ts";
import { joined } from "./fmp4-fragment.ts";
import { esDescriptor } from "./aac.ts";
import { avcConfiguration } from "./h264.ts";
import { hevcConfiguration } from "./h265.ts";

export const videoTrackId = 1;
export const audioTrackId = 2;
export const videoTimescale = 90_000;

export interface InitTracks {
  readonly video: VideoParameters;
  readonly audio?: AudioParameters | undefined;
}

/**
 * ftyp+moov of a fragmented file: video is track 1 at 90 kHz, sound track 2 at its sample rate.
 * Throws Fault `camera_unusable` when the parameter sets cannot be read.
 */
export function writeInit(tracks: InitTracks): Uint8Array<ArrayBuffer> {
  const { video, audio } = tracks;
  const traks = [videoTrak(video), ...(audio === undefined ? [] : [audioTrak(audio)])];
  const trexes = (audio === undefined ? [videoTrackId] : [videoTrackId, audioTrackId]).map((id) =>
    fullBox("trex", 0, u32(id, 1, 0, 0, 0)),
  );
  const mvhd = fullBox(
    "mvhd",
    0,
    u32(0, 0, 1000, 0, 0x0001_0000),
    u16(0x0100, 0, 0, 0, 0, 0),
    matrix,
    u32(0, 0, 0, 0, 0, 0, 3),
  );
  const ftyp = box("ftyp", letters("iso6"), u32(0), letters("iso6mp41"));
  return joined([ftyp, box("moov", mvhd, ...traks, box("mvex", ...trexes))]);
}

/** The same head with one track only. Undefined when the track is not in it. */
export function selectInitTrack(
  init: Uint8Array,
  trackId: 1 | 2,
): Uint8Array<ArrayBuffer> | undefined {
  const ftyp = findBox(init, "ftyp");
  const moov = findBox(init, "moov");
  if (ftyp === undefined || moov === undefined) return undefined;
  const kept: Uint8Array[] = [];
  let found = false;
  for (const part of wholeBoxes(moov)) {
    if (part.type === "trak") {
      if (readTrackId(part.payload) !== trackId) continue;
      found = true;
    }
    const whole =
      part.type === "mvex" ? oneTrex(part.payload, trackId) : box(part.type, part.payload);
    kept.push(whole);
  }
  return found ? joined([box("ftyp", ftyp), box("moov", ...kept)]) : undefined;
}

export interface InitTrack {
  readonly trackId: number;
  readonly timescale: number;
  /** Sample entry: `avc1`, `hvc1`, `mp4a`, `alaw`, `ulaw`. */
  readonly entry: string;
}

/** The tracks a head announces; empty when it is not one. */
export function readInit(init: Uint8Array): readonly InitTrack[] {
  const moov = findBox(init, "moov");
  if (moov === undefined) return [];
  const tracks: InitTrack[] = [];
  for (const part of wholeBoxes(moov)) {
    if (part.type !== "trak") continue;
    const mdhd = findBox(part.payload, "mdia", "mdhd");
    const stsd = findBox(part.payload, "mdia", "minf", "stbl", "stsd");
    const trackId = readTrackId(part.payload);
    if (mdhd === undefined || stsd === undefined || trackId === undefined) continue;
    const entry = wholeBoxes(stsd, 8).next().value?.type ?? "";
    const timescale = mdhd.length < 16 ? 0 : u32At(mdhd, 12);
    if (timescale > 0) tracks.push({ trackId, timescale, entry });
  }
  return tracks;
}

function oneTrex(mvex: Uint8Array, trackId: number): Uint8Array {
  const kept = [...wholeBoxes(mvex)].filter(
    (part) => part.type !== "trex" || u32At(part.payload, 4) === trackId,
  );
  return box("mvex", ...kept.map((part) => box(part.type, part.payload)));
}

function readTrackId(trak: Uint8Array): number | undefined {
  const tkhd = findBox(trak, "tkhd");
  return tkhd === undefined || tkhd.length < 16 ? undefined : u32At(tkhd, 12);
}

function u32At(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);
}

const matrix = u32(0x0001_0000, 0, 0, 0, 0x0001_0000, 0, 0, 0, 0x4000_0000);

function videoTrak(video: VideoParameters): Uint8Array {
  const size = u16(video.widthPixels, video.heightPixels);
  const entry = box(
    video.codec === "h264" ? "avc1" : "hvc1",
    u8(0, 0, 0, 0, 0, 0),
    u16(1, 0, 0, 0, 0, 0, 0, 0, 0),
    size,
    u32(0x0048_0000, 0x0048_0000, 0),
    u16(1),
    new Uint8Array(32),
    u16(24, 0xffff),
    videoConfigBox(video),
  );
  return trak({
    id: videoTrackId,
    timescale: videoTimescale,
    handler: "vide",
    size: u32(video.widthPixels * 0x1_0000, video.heightPixels * 0x1_0000),
    header: fullBox("vmhd", 1, u16(0, 0, 0, 0)),
    entry,
  });
}

/** The decoder's configuration as the sample entry carries it. */
function videoConfigBox(video: VideoParameters): Uint8Array {
  const h264 = video.codec === "h264";
  const record = h264 ? avcConfiguration(video.sps, video.pps) : hevcConfiguration(video);
  if (record === undefined)
    throw new Fault("camera", "camera_unusable", { hint: "parameter sets" });
  return box(h264 ? "avcC" : "hvcC", record);
}

function audioTrak(audio: AudioParameters): Uint8Array {
  const type = audio.codec === "aac" ? "mp4a" : audio.codec === "pcma" ? "alaw" : "ulaw";
  const rate = audio.sampleRate < 0x1_0000 ? audio.sampleRate * 0x1_0000 : 0;
  const entry = box(
    type,
    u8(0, 0, 0, 0, 0, 0),
    u16(1, 0, 0, 0, 0, audio.channels, 16, 0, 0),
    u32(rate),
    ...(audio.codec === "aac"
      ? [fullBox("esds", 0, esDescriptor(audio.config ?? new Uint8Array(0)))]
      : []),
  );
  return trak({
    id: audioTrackId,
    timescale: audio.sampleRate,
    handler: "soun",
    size: u32(0, 0),
    header: fullBox("smhd", 0, u16(0, 0)),
    entry,
  });
}

interface TrakParts {
  readonly id: number;
  readonly timescale: number;
  readonly handler: "vide" | "soun";
  readonly size: Uint8Array;
  readonly header: Uint8Array;
  readonly entry: Uint8Array;
}

function trak(parts: TrakParts): Uint8Array {
  const sound = parts.handler === "soun";
  const tkhd = fullBox(
    "tkhd",
    3,
    u32(0, 0, parts.id, 0, 0, 0, 0),
    u16(0, 0, sound ? 0x0100 : 0, 0),
    matrix,
    parts.size,
  );
  const mdhd = fullBox("mdhd", 0, u32(0, 0, parts.timescale, 0), u16(0x55c4, 0));
  const hdlr = fullBox(
    "hdlr",
    0,
    u32(0),
    letters(parts.handler),
    u32(0, 0, 0),
    letters("liuhen\0"),
  );
  const dinf = box("dinf", fullBox("dref", 0, u32(1), fullBox("url ", 1)));
  const stbl = box(
    "stbl",
    fullBox("stsd", 0, u32(1), parts.entry),
    fullBox("stts", 0, u32(0)),
    fullBox("stsc", 0, u32(0)),
    fullBox("stsz", 0, u32(0, 0)),
    fullBox("stco", 0, u32(0)),
  );
  return box("trak", tkhd, box("mdia", mdhd, hdlr, box("minf", parts.header, dinf, stbl)));
}
