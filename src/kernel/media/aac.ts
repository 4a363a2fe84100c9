import { concat } from "../bytes.ts";
import { BitReader } from "./nal.ts";

/** AudioSpecificConfig (ISO/IEC 14496-3 clause 1.6.2.1). */
export interface AacConfig {
  readonly objectType: number;
  /** Of the core coder; with spectral band replication the sound has `outputSampleRate`. */
  readonly sampleRate: number;
  readonly outputSampleRate: number;
  readonly channels: number;
  /** Per frame of the core coder: 1024, or 960. */
  readonly frameSamples: number;
  readonly codecString: string;
}

const rates = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
  7_350,
];
const channelTable = [0, 1, 2, 3, 4, 5, 6, 8];

/** Reads a configuration; undefined when it is damaged or not of the AAC family (object types 1–5, 29). */
export function parseAacConfig(bytes: Uint8Array): AacConfig | undefined {
  if (bytes.length < 2 || bytes.length > 64) return undefined;
  const reader = new BitReader(bytes);
  const outer = readObjectType(reader);
  const sampleRate = readRate(reader);
  const channels = channelTable[reader.bits(4)] ?? 0;
  const replicated = outer === 5 || outer === 29;
  const outputSampleRate = replicated ? readRate(reader) : sampleRate;
  const objectType = replicated ? readObjectType(reader) : outer;
  const frameSamples = reader.flag() ? 960 : 1_024;
  if (
    reader.overrun ||
    objectType < 1 ||
    objectType > 4 ||
    channels === 0 ||
    sampleRate === 0 ||
    outputSampleRate === 0
  )
    return undefined;
  return {
    objectType: outer,
    sampleRate,
    outputSampleRate,
    channels,
    frameSamples,
    codecString: `mp4a.40.${outer}`,
  };
}

function readObjectType(reader: BitReader): number {
  const type = reader.bits(5);
  return type === 31 ? 32 + reader.bits(6) : type;
}

function readRate(reader: BitReader): number {
  const index = reader.bits(4);
  return index === 15 ? reader.bits(24) : (rates[index] ?? 0);
}

/** The two bytes for plain AAC-LC; for the test camera. Undefined for a rate or count outside the tables. */
export function aacLowComplexity(
  sampleRate: number,
  channels: number,
): Uint8Array<ArrayBuffer> | undefined {
  const rate = rates.indexOf(sampleRate);
  const layout = channelTable.indexOf(channels);
  if (rate < 0 || layout < 1) return undefined;
  return Uint8Array.of((2 << 3) | (rate >> 1), ((rate & 1) << 7) | (layout << 3));
}

/** What stands in an `esds` box after its version and flags: ES_Descriptor (ISO/IEC 14496-1 clause 7.2.6.5). */
export function esDescriptor(config: Uint8Array, bitsPerSecond = 0): Uint8Array<ArrayBuffer> {
  const decoder = new Uint8Array(13);
  const view = new DataView(decoder.buffer);
  view.setUint8(0, 0x40); // MPEG-4 audio
  view.setUint8(1, 0x15); // audio stream, reserved bit
  view.setUint32(5, bitsPerSecond);
  view.setUint32(9, bitsPerSecond);
  return descriptor(
    3,
    concat(
      Uint8Array.of(0, 0, 0),
      descriptor(4, concat(decoder, descriptor(5, config))),
      descriptor(6, Uint8Array.of(2)),
    ),
  );
}

function descriptor(tag: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = body.length;
  return concat(
    Uint8Array.of(
      tag,
      0x80 | (length >> 21),
      0x80 | ((length >> 14) & 0x7f),
      0x80 | ((length >> 7) & 0x7f),
      length & 0x7f,
    ),
    body,
  );
}
