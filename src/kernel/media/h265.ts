import { concat } from "../bytes.ts";
import { isSize, withLength } from "./h264.ts";
import type { PictureFacts } from "./h264.ts";
import { BitReader, rawPayload } from "./nal.ts";

/** H.265 (ITU-T H.265 clause 7.3) as far as a recorder must know it. */
export const h265Nal = {
  firstKey: 16,
  lastKey: 23,
  lastPicture: 31,
  vps: 32,
  sps: 33,
  pps: 34,
  delimiter: 35,
  endOfSequence: 36,
  endOfStream: 37,
} as const;

export interface H265Sps extends PictureFacts {
  readonly id: number;
  /** The twelve bytes of profile_tier_level up to and with general_level_idc. */
  readonly profileTierLevel: Uint8Array;
  readonly temporalLayers: number;
  readonly temporalNesting: boolean;
  readonly chromaFormat: number;
  readonly lumaBits: number;
  readonly chromaBits: number;
}

export function h265Type(unit: Uint8Array): number {
  return ((unit[0] ?? 0) >> 1) & 0x3f;
}

/** Reads a sequence parameter set (NAL unit with its two header bytes); undefined when it is none or absurd. */
export function parseH265Sps(unit: Uint8Array): H265Sps | undefined {
  if (unit.length < 16 || h265Type(unit) !== h265Nal.sps) return undefined;
  const raw = rawPayload(unit.subarray(2));
  const reader = new BitReader(raw);
  reader.skip(4);
  const subLayers = reader.bits(3);
  const temporalNesting = reader.flag();
  const profileTierLevel = raw.slice(1, 13);
  reader.skip(96);
  skipSubLayers(reader, subLayers);
  const id = reader.unsigned();
  const chromaFormat = reader.unsigned();
  const separate = chromaFormat === 3 && reader.flag();
  const size = readSize(reader, separate ? 0 : chromaFormat);
  const lumaBits = reader.unsigned() + 8;
  const chromaBits = reader.unsigned() + 8;
  if (
    reader.overrun ||
    id > 15 ||
    subLayers > 6 ||
    chromaFormat > 3 ||
    lumaBits > 16 ||
    chromaBits > 16 ||
    size === undefined
  )
    return undefined;
  return {
    id,
    profileTierLevel,
    temporalLayers: subLayers + 1,
    temporalNesting,
    chromaFormat,
    lumaBits,
    chromaBits,
    ...size,
    codecString: codecStringOf(profileTierLevel),
  };
}

/** Clause 7.3.3: which sub-layers carry a profile and a level, and then those. */
function skipSubLayers(reader: BitReader, subLayers: number): void {
  const present = Array.from({ length: subLayers }, () => [reader.flag(), reader.flag()] as const);
  if (subLayers > 0) reader.skip(2 * (8 - subLayers));
  for (const [profile, level] of present) reader.skip((profile ? 88 : 0) + (level ? 8 : 0));
}

/** Width and height after the conformance window (clause 7.4.3.2.1). */
function readSize(
  reader: BitReader,
  chromaFormat: number,
): { widthPixels: number; heightPixels: number } | undefined {
  const width = reader.unsigned();
  const height = reader.unsigned();
  const [left, right, top, bottom] = reader.flag()
    ? [reader.unsigned(), reader.unsigned(), reader.unsigned(), reader.unsigned()]
    : [0, 0, 0, 0];
  const widthPixels = width - (left + right) * (chromaFormat === 1 || chromaFormat === 2 ? 2 : 1);
  const heightPixels = height - (top + bottom) * (chromaFormat === 1 ? 2 : 1);
  return isSize(widthPixels) && isSize(heightPixels) ? { widthPixels, heightPixels } : undefined;
}

/** ISO/IEC 14496-15 annex E.3: `hvc1.1.6.L120.B0`. */
function codecStringOf(profile: Uint8Array): string {
  const first = profile[0] ?? 0;
  const view = new DataView(profile.buffer, profile.byteOffset);
  const space = ["", "A", "B", "C"][first >> 6] ?? "";
  let flags = 0;
  for (let bit = 0, from = view.getUint32(1); bit < 32; bit++)
    flags = (flags * 2 + ((from >>> bit) & 1)) >>> 0;
  const constraints = [...profile.subarray(5, 11)];
  while (constraints.at(-1) === 0) constraints.pop();
  const parts = [
    `hvc1.${space}${first & 0x1f}`,
    flags.toString(16).toUpperCase(),
    `${(first & 0x20) === 0 ? "L" : "H"}${profile[11] ?? 0}`,
  ];
  return [...parts, ...constraints.map((one) => one.toString(16).toUpperCase())].join(".");
}

/** A parameter set's own number, by which a later one replaces it; undefined when it cannot be read. */
export function h265SetId(unit: Uint8Array): number | undefined {
  const type = h265Type(unit);
  if (type === h265Nal.sps) return parseH265Sps(unit)?.id;
  const reader = new BitReader(rawPayload(unit.subarray(2, 10)));
  const id = type === h265Nal.vps ? reader.bits(4) : reader.unsigned();
  return unit.length < 3 || reader.overrun || id > 63 ? undefined : id;
}

/** HEVCDecoderConfigurationRecord (ISO/IEC 14496-15 clause 8.3.3), lengths of four bytes, all sets in it. */
export function hevcConfiguration(sets: {
  readonly vps: readonly Uint8Array[];
  readonly sps: readonly Uint8Array[];
  readonly pps: readonly Uint8Array[];
}): Uint8Array<ArrayBuffer> | undefined {
  const facts = sets.sps[0] === undefined ? undefined : parseH265Sps(sets.sps[0]);
  if (facts === undefined) return undefined;
  const head = Uint8Array.of(
    1,
    ...facts.profileTierLevel,
    0xf0,
    0,
    0xfc,
    0xfc | facts.chromaFormat,
    0xf8 | (facts.lumaBits - 8),
    0xf8 | (facts.chromaBits - 8),
    0,
    0,
    (facts.temporalLayers << 3) | (facts.temporalNesting ? 4 : 0) | 3,
    3,
  );
  const array = (type: number, units: readonly Uint8Array[]) =>
    concat(
      Uint8Array.of(0x80 | type, units.length >> 8, units.length & 0xff),
      ...units.map(withLength),
    );
  return concat(
    head,
    array(h265Nal.vps, sets.vps),
    array(h265Nal.sps, sets.sps),
    array(h265Nal.pps, sets.pps),
  );
}
