import { concat } from "../bytes.ts";
import { BitReader, rawPayload } from "./nal.ts";

/** H.264 (ITU-T H.264 clause 7.3) as far as a recorder must know it. */
export const h264Nal = {
  slice: 1,
  key: 5,
  sei: 6,
  sps: 7,
  pps: 8,
  delimiter: 9,
  endOfSequence: 10,
  endOfStream: 11,
} as const;

export interface PictureFacts {
  readonly widthPixels: number;
  readonly heightPixels: number;
  /** RFC 6381. */
  readonly codecString: string;
}

export interface H264Sps extends PictureFacts {
  readonly id: number;
  readonly profile: number;
  readonly compatibility: number;
  readonly level: number;
  readonly chromaFormat: number;
  readonly lumaBits: number;
  readonly chromaBits: number;
}

/** Profiles whose SPS carries chroma format and bit depths (clause 7.3.2.1.1). */
const highProfiles: ReadonlySet<number> = new Set([
  100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135,
]);

interface Chroma {
  readonly format: number;
  readonly separate: boolean;
  readonly lumaBits: number;
  readonly chromaBits: number;
}

/** Reads a sequence parameter set (NAL unit with header); undefined when it is none or absurd. */
export function parseH264Sps(unit: Uint8Array): H264Sps | undefined {
  if (unit.length < 4 || ((unit[0] ?? 0) & 0x1f) !== h264Nal.sps) return undefined;
  const reader = new BitReader(rawPayload(unit.subarray(1)));
  const profile = reader.bits(8);
  const compatibility = reader.bits(8);
  const level = reader.bits(8);
  const id = reader.unsigned();
  const chroma = highProfiles.has(profile)
    ? readChroma(reader)
    : { format: 1, separate: false, lumaBits: 8, chromaBits: 8 };
  skipOrder(reader);
  reader.unsigned(); // max_num_ref_frames
  reader.bit(); // gaps_in_frame_num_value_allowed_flag
  const size = readSize(reader, chroma);
  if (reader.overrun || id > 31 || chroma.format > 3 || size === undefined) return undefined;
  const codecString = `avc1.${[profile, compatibility, level]
    .map((one) => one.toString(16).padStart(2, "0"))
    .join("")
    .toUpperCase()}`;
  return {
    id,
    profile,
    compatibility,
    level,
    codecString,
    ...size,
    chromaFormat: chroma.format,
    lumaBits: chroma.lumaBits,
    chromaBits: chroma.chromaBits,
  };
}

function readChroma(reader: BitReader): Chroma {
  const format = reader.unsigned();
  const separate = format === 3 && reader.flag();
  const lumaBits = reader.unsigned() + 8;
  const chromaBits = reader.unsigned() + 8;
  reader.bit(); // qpprime_y_zero_transform_bypass_flag
  if (reader.flag())
    for (let list = 0; list < (format === 3 ? 12 : 8); list++)
      if (reader.flag()) skipScalingList(reader, list < 6 ? 16 : 64);
  return { format, separate, lumaBits, chromaBits };
}

function skipScalingList(reader: BitReader, size: number): void {
  let last = 8;
  let next = 8;
  for (let at = 0; at < size; at++) {
    if (next !== 0) next = (last + reader.signed() + 256) % 256;
    last = next === 0 ? last : next;
  }
}

/** log2_max_frame_num and the picture order count, none of which a recorder needs. */
function skipOrder(reader: BitReader): void {
  reader.unsigned();
  const type = reader.unsigned();
  if (type === 0) reader.unsigned();
  if (type !== 1) return;
  reader.bit();
  reader.signed();
  reader.signed();
  for (let left = Math.min(reader.unsigned(), 255); left > 0; left--) reader.signed();
}

/** Width and height after frame cropping (clause 7.4.2.1.1, equations 7-19 to 7-22). */
function readSize(
  reader: BitReader,
  chroma: Chroma,
): { widthPixels: number; heightPixels: number } | undefined {
  const widthUnits = reader.unsigned() + 1;
  const heightUnits = reader.unsigned() + 1;
  const fields = reader.flag() ? 1 : 2;
  if (fields === 2) reader.bit(); // mb_adaptive_frame_field_flag
  reader.bit(); // direct_8x8_inference_flag
  const [left, right, top, bottom] = reader.flag()
    ? [reader.unsigned(), reader.unsigned(), reader.unsigned(), reader.unsigned()]
    : [0, 0, 0, 0];
  const format = chroma.separate ? 0 : chroma.format;
  const stepX = format === 1 || format === 2 ? 2 : 1;
  const stepY = (format === 1 ? 2 : 1) * fields;
  const widthPixels = widthUnits * 16 - (left + right) * stepX;
  const heightPixels = heightUnits * 16 * fields - (top + bottom) * stepY;
  return isSize(widthPixels) && isSize(heightPixels) ? { widthPixels, heightPixels } : undefined;
}

/** A side a picture may have; anything else is a damaged or hostile parameter set. */
export function isSize(pixels: number): boolean {
  return pixels >= 16 && pixels <= 16_384;
}

/** The set's own number (pic_parameter_set_id), by which a later one replaces it. */
export function h264PpsId(unit: Uint8Array): number | undefined {
  const reader = new BitReader(rawPayload(unit.subarray(1, 8)));
  const id = reader.unsigned();
  return unit.length < 2 || reader.overrun || id > 255 ? undefined : id;
}

/** AVCDecoderConfigurationRecord (ISO/IEC 14496-15 clause 5.3.3), lengths of four bytes. Undefined when the first SPS cannot be read. */
export function avcConfiguration(
  sps: readonly Uint8Array[],
  pps: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> | undefined {
  const facts = sps[0] === undefined ? undefined : parseH264Sps(sps[0]);
  if (facts === undefined || sps.length > 31 || pps.length > 255) return undefined;
  const head = Uint8Array.of(
    1,
    facts.profile,
    facts.compatibility,
    facts.level,
    0xff,
    0xe0 | sps.length,
  );
  const parts = [head, ...sps.map(withLength), Uint8Array.of(pps.length), ...pps.map(withLength)];
  if ([100, 110, 122, 144].includes(facts.profile) || facts.profile === 244)
    parts.push(
      Uint8Array.of(
        0xfc | facts.chromaFormat,
        0xf8 | (facts.lumaBits - 8),
        0xf8 | (facts.chromaBits - 8),
        0,
      ),
    );
  return concat(...parts);
}

/** A unit behind its length in two bytes, as configuration records hold it. */
export function withLength(unit: Uint8Array): Uint8Array<ArrayBuffer> {
  return concat(Uint8Array.of(unit.length >> 8, unit.length & 0xff), unit);
}
