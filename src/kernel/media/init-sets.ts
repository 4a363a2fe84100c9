import { findBox, wholeBoxes } from "./fmp4-box.ts";

/** Parameter sets as a segment's head carries them (ISO/IEC 14496-15): raw NAL units, in their order. */
export interface HeadSets {
  readonly codec: "h264" | "h265";
  readonly units: readonly Uint8Array[];
}

const sampleEntryBytes = 78;

/** Undefined for anything that is not a head of ours with a picture track. */
export function readHeadSets(init: Uint8Array): HeadSets | undefined {
  const moov = findBox(init, "moov");
  if (moov === undefined) return undefined;
  for (const part of wholeBoxes(moov)) {
    if (part.type !== "trak") continue;
    const stsd = findBox(part.payload, "mdia", "minf", "stbl", "stsd");
    const entry = stsd === undefined ? undefined : wholeBoxes(stsd, 8).next().value;
    if (entry === undefined || (entry.type !== "avc1" && entry.type !== "hvc1")) continue;
    const inside = entry.payload.subarray(sampleEntryBytes);
    const codec = entry.type === "avc1" ? "h264" : "h265";
    const record = findBox(inside, codec === "h264" ? "avcC" : "hvcC");
    const units = record && (codec === "h264" ? avcUnits(record) : hevcUnits(record));
    return units === undefined ? undefined : { codec, units };
  }
  return undefined;
}

function avcUnits(record: Uint8Array): Uint8Array[] | undefined {
  const sps = listAt(record, 6, (record[5] ?? 0) & 0x1f);
  if (sps === undefined) return undefined;
  const pps = listAt(record, sps.end + 1, record[sps.end] ?? 0);
  return pps === undefined ? undefined : [...sps.units, ...pps.units];
}

function hevcUnits(record: Uint8Array): Uint8Array[] | undefined {
  const units: Uint8Array[] = [];
  let at = 23;
  for (let left = record[22] ?? 0; left > 0; left--) {
    const count = ((record[at + 1] ?? 0) << 8) | (record[at + 2] ?? 0);
    const list = listAt(record, at + 3, count);
    if (list === undefined) return undefined;
    units.push(...list.units);
    at = list.end;
  }
  return units;
}

/** `count` units, each behind its length of two bytes. */
function listAt(
  record: Uint8Array,
  from: number,
  count: number,
): { readonly units: Uint8Array[]; readonly end: number } | undefined {
  const units: Uint8Array[] = [];
  let at = from;
  for (let left = count; left > 0; left--) {
    const size = ((record[at] ?? 0) << 8) | (record[at + 1] ?? 0);
    if (size === 0 || at + 2 + size > record.length) return undefined;
    units.push(record.subarray(at + 2, at + 2 + size));
    at += 2 + size;
  }
  return { units, end: at };
}
