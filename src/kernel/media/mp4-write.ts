import { concat, fromHex, utf8 } from "../bytes.ts";
import { box, findBox, fullBox, letters, u16, u32, u8, wholeBoxes } from "./fmp4-box.ts";
import { readInit } from "./fmp4-init.ts";
import { readFragment } from "./fmp4-read.ts";
import { type TrackSamples, newTrackSamples, sampleTables, timesOf } from "./mp4-tables.ts";

/** What a player shows about a file: `©nam`, `©cmt` and `desc` of the iTunes list every player reads. */
export interface Mp4Texts {
  readonly title: string;
  readonly comment: string;
}

const mdatHeadBytes = 16;

/**
 * An ordinary MP4 (ISO/IEC 14496-12, one moov behind one mdat) made of fragments of our segments,
 * sample by sample, no picture touched. Every fragment is placed on the new file's line by its own
 * instant, so sound and picture stay together across a cut.
 */
export class Mp4Writer {
  readonly #init: Uint8Array;
  readonly #tracks: readonly TrackSamples[];
  readonly #ftyp = box("ftyp", letters("isom"), u32(0x200), letters("isomiso2avc1mp41"));
  #dataBytes = 0;

  /** `init`: ftyp+moov of the segments; all fragments given later belong to the very same head. */
  constructor(init: Uint8Array) {
    this.#init = init;
    this.#tracks = readInit(init).map(({ trackId, timescale }) =>
      newTrackSamples(trackId, timescale),
    );
  }

  /** The first bytes of the file; the length in it is patched by `mdatHead` at `mdatOffset`. */
  head(): Uint8Array {
    return concat(this.#ftyp, this.mdatHead());
  }
  get mdatOffset(): number {
    return this.#ftyp.length;
  }
  mdatHead(): Uint8Array {
    const bytes = concat(u32(1), letters("mdat"), new Uint8Array(8));
    new DataView(bytes.buffer).setBigUint64(8, BigInt(mdatHeadBytes + this.#dataBytes));
    return bytes;
  }

  /**
   * Takes a fragment whose segment begins at `placeMs` of the new line; gives the bytes to append.
   * Undefined when the fragment is not whole.
   */
  add(fragment: Uint8Array, placeMs: number): Uint8Array[] | undefined {
    const found = readFragment(fragment);
    if (found === undefined) return undefined;
    const parts: Uint8Array[] = [];
    for (const track of this.#tracks) {
      const samples = found.find((one) => one.trackId === track.trackId)?.samples ?? [];
      if (samples.length === 0) continue;
      track.chunkOffsets.push(this.#ftyp.length + mdatHeadBytes + this.#dataBytes);
      track.chunkSamples.push(samples.length);
      const place = Math.round((placeMs * track.timescale) / 1_000);
      for (const sample of samples) {
        track.sizes.push(sample.sizeBytes);
        track.times.push(place + sample.decodeTime);
        track.offsets.push(sample.offset);
        track.keys.push(sample.key);
        track.lastDuration = sample.duration;
        parts.push(fragment.subarray(sample.offsetBytes, sample.offsetBytes + sample.sizeBytes));
        this.#dataBytes += sample.sizeBytes;
      }
    }
    return parts;
  }

  /** The end of the file: moov with its sample tables and texts. */
  tail(texts: Mp4Texts): Uint8Array {
    const moov = findBox(this.#init, "moov") ?? new Uint8Array();
    const used = this.#tracks.filter((track) => track.sizes.length > 0);
    const originMs = Math.min(...used.map((track) => timesOf(track).startMs));
    const endMs = Math.max(...used.map((track) => timesOf(track).endMs));
    const parts: Uint8Array[] = [];
    for (const part of wholeBoxes(moov)) {
      if (part.type === "mvhd")
        parts.push(box("mvhd", patched(part.payload, 16, Math.round(endMs - originMs))));
      if (part.type !== "trak") continue;
      const id = trackIdOf(part.payload);
      const track = used.find((one) => one.trackId === id);
      if (track !== undefined) parts.push(trakOf(part.payload, track, originMs));
    }
    return box("moov", ...parts, textBox(texts));
  }
}

/** A top-level box with an XMP packet (ISO 16684-1, Part 3): metadata that survives a copy of the file. */
export function xmpBox(xmp: string): Uint8Array {
  const id = fromHex("be7acfcb97a942e89c71999491e3afac") ?? new Uint8Array();
  return box("uuid", id, utf8(xmp));
}

function trackIdOf(trak: Uint8Array): number {
  const tkhd = findBox(trak, "tkhd");
  return tkhd === undefined ? 0 : new DataView(tkhd.buffer, tkhd.byteOffset).getUint32(12);
}

function trakOf(trak: Uint8Array, track: TrackSamples, originMs: number): Uint8Array {
  const { startMs, endMs, ticks } = timesOf(track);
  const lengthMs = Math.round(endMs - startMs);
  const waitMs = Math.round(startMs - originMs);
  const tkhd = patched(findBox(trak, "tkhd") ?? new Uint8Array(92), 20, waitMs + lengthMs);
  const mdia = findBox(trak, "mdia") ?? new Uint8Array();
  const minf = findBox(mdia, "minf") ?? new Uint8Array();
  const stsd = findBox(minf, "stbl", "stsd") ?? new Uint8Array();
  const mdhd = fullBox(
    "mdhd",
    0x0100_0000,
    new Uint8Array(16),
    u32(track.timescale),
    u64(ticks),
    u16(0x55c4, 0),
  );
  const heads = [...wholeBoxes(minf)]
    .filter((part) => part.type !== "stbl")
    .map((part) => box(part.type, part.payload));
  const stbl = box("stbl", box("stsd", stsd), ...sampleTables(track));
  return box(
    "trak",
    box("tkhd", tkhd),
    editBox({ waitMs, lengthMs, mediaTime: track.offsets[0] ?? 0 }),
    box(
      "mdia",
      mdhd,
      box("hdlr", findBox(mdia, "hdlr") ?? new Uint8Array()),
      box("minf", ...heads, stbl),
    ),
  );
}

/** Waits until the track's first sample is due, then plays it from its first picture on. */
function editBox(edit: { waitMs: number; lengthMs: number; mediaTime: number }): Uint8Array {
  const rate = 0x0001_0000;
  const entries = [
    ...(edit.waitMs > 0 ? [u32(edit.waitMs, 0xffff_ffff, rate)] : []),
    u32(edit.lengthMs, Math.max(0, edit.mediaTime), rate),
  ];
  return box("edts", fullBox("elst", 0, u32(entries.length), ...entries));
}

function textBox(texts: Mp4Texts): Uint8Array {
  const hdlr = fullBox("hdlr", 0, u32(0), letters("mdirappl"), new Uint8Array(9));
  const item = (type: Uint8Array, text: string) => {
    const data = box("data", u32(1, 0), utf8(text));
    return concat(u32(8 + data.length), type, data);
  };
  const ilst = box(
    "ilst",
    item(concat(u8(0xa9), letters("nam")), texts.title),
    item(concat(u8(0xa9), letters("cmt")), texts.comment),
    item(letters("desc"), texts.comment),
  );
  return box("udta", fullBox("meta", 0, hdlr, ilst));
}

function patched(payload: Uint8Array, at: number, value: number): Uint8Array {
  const copy = payload.slice();
  new DataView(copy.buffer).setUint32(at, value);
  return copy;
}

function u64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}
