import { limits } from "../../contract/limits.ts";
import type { VideoParameters } from "../../contract/stream.ts";
import { sameBytes } from "../bytes.ts";
import { h264Nal, h264PpsId, parseH264Sps } from "../media/h264.ts";
import { h265Nal, h265SetId, h265Type, parseH265Sps } from "../media/h265.ts";

/**
 * What a NAL unit is to a recorder. Sets go to the parameters; delimiters and end marks are not kept;
 * everything else is, filler too: what a camera sent stays as it was sent.
 */
export type NalRole = "picture" | "key" | "set" | "skip" | "other";

/** What differs between H.264 and H.265. */
export interface NalRules {
  readonly codec: VideoParameters["codec"];
  /** From the first header byte. */
  role(header: number): NalRole;
  /** From the first byte behind the header of a picture's unit: is it the picture's first slice? */
  firstSlice(byte: number): boolean;
  readonly headerBytes: number;
  /** Which set a unit replaces; undefined when it cannot be read. */
  setKey(unit: Uint8Array): SetKey | undefined;
}

interface SetKey {
  readonly kind: "vps" | "sps" | "pps";
  readonly id: number;
}

const h264Roles = new Map<number, NalRole>([
  [1, "picture"],
  [2, "picture"],
  [5, "key"],
  [h264Nal.sps, "set"],
  [h264Nal.pps, "set"],
  [h264Nal.delimiter, "skip"],
  [h264Nal.endOfSequence, "skip"],
  [h264Nal.endOfStream, "skip"],
]);

export const h264Rules: NalRules = {
  codec: "h264",
  headerBytes: 1,
  role: (header) => h264Roles.get(header & 0x1f) ?? "other",
  // first_mb_in_slice is ue(v): a leading 1 bit is the value 0.
  firstSlice: (byte) => (byte & 0x80) !== 0,
  setKey(unit) {
    const type = (unit[0] ?? 0) & 0x1f;
    const id = type === h264Nal.sps ? parseH264Sps(unit)?.id : h264PpsId(unit);
    return id === undefined ? undefined : { kind: type === h264Nal.sps ? "sps" : "pps", id };
  },
};

function h265Role(header: number): NalRole {
  const type = (header >> 1) & 0x3f;
  if (type <= h265Nal.lastPicture)
    return type >= h265Nal.firstKey && type <= h265Nal.lastKey ? "key" : "picture";
  if (type <= h265Nal.pps) return "set";
  return type <= h265Nal.endOfStream ? "skip" : "other";
}

export const h265Rules: NalRules = {
  codec: "h265",
  headerBytes: 2,
  role: h265Role,
  firstSlice: (byte) => (byte & 0x80) !== 0,
  setKey(unit) {
    const type = h265Type(unit);
    const id = h265SetId(unit);
    const kind = type === h265Nal.vps ? "vps" : type === h265Nal.sps ? "sps" : "pps";
    return id === undefined ? undefined : { kind, id };
  },
};

/** The parameter sets in force, from the session description and from the stream itself. */
export class ParameterSets {
  readonly #rules: NalRules;
  readonly #sets = new Map<string, { readonly key: SetKey; readonly unit: Uint8Array }>();
  #changed = false;

  constructor(rules: NalRules, first: readonly Uint8Array[] = []) {
    this.#rules = rules;
    for (const unit of first) this.put(unit);
  }

  /** True when a set has changed since `parameters` were last taken. */
  get changed(): boolean {
    return this.#changed;
  }

  /** Keeps a set in place of the one with its number. A set that cannot be read changes nothing. */
  put(unit: Uint8Array): void {
    if (unit.length > limits.parameterSetBytes || this.#rules.role(unit[0] ?? 0) !== "set") return;
    // The same set comes with every key frame: comparing is cheaper than reading.
    for (const known of this.#sets.values()) if (sameBytes(known.unit, unit)) return;
    const key = this.#rules.setKey(unit);
    if (key === undefined) return;
    const name = `${key.kind}${key.id}`;
    if (!this.#sets.has(name) && this.#sets.size >= limits.parameterSetsMost) return;
    this.#sets.set(name, { key, unit });
    this.#changed = true;
  }

  /** The parameters now in force, or undefined while a set is missing. Clears `changed`. */
  take(): VideoParameters | undefined {
    this.#changed = false;
    return this.read();
  }

  read(): VideoParameters | undefined {
    const [vps, sps, pps] = (["vps", "sps", "pps"] as const).map((kind) => this.#ofKind(kind));
    const [first] = sps ?? [];
    if (
      first === undefined ||
      pps === undefined ||
      pps.length === 0 ||
      sps === undefined ||
      vps === undefined
    )
      return undefined;
    if (this.#rules.codec === "h265" && vps.length === 0) return undefined;
    const facts = this.#rules.codec === "h264" ? parseH264Sps(first) : parseH265Sps(first);
    if (facts === undefined) return undefined;
    const { codecString, widthPixels, heightPixels } = facts;
    return { codec: this.#rules.codec, codecString, widthPixels, heightPixels, vps, sps, pps };
  }

  #ofKind(kind: SetKey["kind"]): Uint8Array[] {
    return [...this.#sets.values()]
      .filter((one) => one.key.kind === kind)
      .toSorted((a, b) => a.key.id - b.key.id)
      .map((one) => one.unit);
  }
}
