/**
 * A small lossless FLAC encoder (RFC 9639), 16-bit mono: how G.711 plays in a browser that has no
 * G.711. Fixed predictors of order 0 to 4 with one Rice partition, or the samples as they are.
 */
export interface FlacFormat {
  readonly sampleRate: number;
  /** Samples of every frame but the last (or, where they vary, of the largest); 16 to 65,535. */
  readonly blockSamples: number;
  /** Blocks differ in length, as packets of sound do: frames are then numbered by their first sample. */
  readonly varying?: boolean;
}

/** The 34 bytes of STREAMINFO (section 8.2); frame sizes, total and MD5 unknown. */
export function flacStreamInfo(format: FlacFormat): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(34);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, format.varying === true ? 16 : format.blockSamples);
  view.setUint16(2, format.blockSamples);
  // Rate in 20 bits, channels - 1 in 3 (zero: mono), bits - 1 in 5, then 36 bits of total samples.
  view.setUint32(10, ((format.sampleRate << 12) | (15 << 4)) >>> 0);
  return bytes;
}

/** What stands in a `dfLa` box after its version and flags: the one metadata block, marked last. */
export function flacConfiguration(format: FlacFormat): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(38);
  bytes.set([0x80, 0, 0, 34]);
  bytes.set(flacStreamInfo(format), 4);
  return bytes;
}

/**
 * One frame. `index` counts the frames of the stream from 0, or its samples where blocks vary; with
 * a fixed block size only the last frame may be shorter. Throws RangeError beyond the format's limits.
 */
export function flacFrame(
  format: FlacFormat,
  samples: Int16Array,
  index: number,
): Uint8Array<ArrayBuffer> {
  if (samples.length < 1 || samples.length > 65_536)
    throw new RangeError("a FLAC block has 1 to 65,536 samples");
  const writer = new BitWriter(32 + samples.length * 2 + 8);
  writer.bits(format.varying === true ? 0xfff9 : 0xfff8, 16);
  writer.bits((0b0111 << 4) | rateCode(format.sampleRate), 8);
  writer.bits(0b0000_1000, 8); // mono, 16 bits
  for (const byte of codedNumber(index)) writer.bits(byte, 8);
  writer.bits(samples.length - 1, 16);
  if (rateCode(format.sampleRate) === 0b1101) writer.bits(format.sampleRate, 16);
  writer.bits(crc8(writer.written()), 8);
  writeSubframe(writer, samples);
  writer.align();
  writer.bits(crc16(writer.written()), 16);
  return writer.written().slice();
}

const rateCodes = new Map([
  [8_000, 0b0100],
  [16_000, 0b0101],
  [22_050, 0b0110],
  [24_000, 0b0111],
  [32_000, 0b1000],
  [44_100, 0b1001],
  [48_000, 0b1010],
]);

function rateCode(sampleRate: number): number {
  const code = rateCodes.get(sampleRate) ?? (sampleRate <= 65_535 ? 0b1101 : undefined);
  if (code === undefined) throw new RangeError("a FLAC frame header cannot hold this sample rate");
  return code;
}

/** Section 9.1.5: the frame number, or the sample's with 36 bits, coded like UTF-8. */
function codedNumber(value: number): number[] {
  if (value < 0x80) return [value];
  const tail: number[] = [];
  let rest = value;
  let room = 0x40;
  while (rest >= room) {
    tail.unshift(0x80 | (rest % 64));
    rest = Math.floor(rest / 64);
    room = room === 0x40 ? 0x20 : room >> 1;
  }
  const lead = (0xff00 >> (tail.length + 1)) & 0xff;
  return [lead | rest, ...tail];
}

interface Plan {
  readonly order: number;
  readonly rice: number;
  readonly bits: number;
}

function writeSubframe(writer: BitWriter, samples: Int16Array): void {
  if (samples.every((sample) => sample === samples[0])) {
    writer.bits(0, 8);
    writer.bits((samples[0] ?? 0) & 0xffff, 16);
    return;
  }
  const residuals = fixedResiduals(samples);
  const plan = cheapest(residuals);
  if (plan.bits >= samples.length * 16) {
    writer.bits(0b0000_0010, 8);
    for (const sample of samples) writer.bits(sample & 0xffff, 16);
    return;
  }
  writer.bits((0b001_000 | plan.order) << 1, 8);
  for (const sample of samples.subarray(0, plan.order)) writer.bits(sample & 0xffff, 16);
  // Rice coding with 4-bit parameters, a single partition.
  writer.bits(0, 6);
  writer.bits(plan.rice, 4);
  const residual = residuals[plan.order];
  if (residual !== undefined)
    for (let at = plan.order; at < residual.length; at++) writer.rice(residual[at] ?? 0, plan.rice);
}

/** Section 9.2.5: order n is the n-th difference; entry `at` of order n is valid from `at = n`. */
function fixedResiduals(samples: Int16Array): Int32Array[] {
  const orders = [Int32Array.from(samples)];
  for (let order = 1; order <= Math.min(4, samples.length - 1); order++) {
    const before = orders[order - 1];
    const next = new Int32Array(samples.length);
    if (before !== undefined)
      for (let at = order; at < next.length; at++)
        next[at] = (before[at] ?? 0) - (before[at - 1] ?? 0);
    orders.push(next);
  }
  return orders;
}

function cheapest(residuals: readonly Int32Array[]): Plan {
  let best: Plan = { order: 0, rice: 0, bits: Number.POSITIVE_INFINITY };
  residuals.forEach((residual, order) => {
    let sum = 0;
    for (let at = order; at < residual.length; at++) sum += folded(residual[at] ?? 0);
    const count = residual.length - order;
    const guess = Math.max(
      0,
      Math.min(14, Math.floor(Math.log2(Math.max(1, sum / Math.max(1, count))))),
    );
    for (const rice of guess > 0 ? [guess - 1, guess, guess + 1] : [0, 1]) {
      if (rice > 14) continue;
      let bits = 10 + order * 16 + count * (rice + 1);
      for (let at = order; at < residual.length; at++) bits += folded(residual[at] ?? 0) >>> rice;
      if (bits < best.bits) best = { order, rice, bits };
    }
  });
  return best;
}

/** Signed to unsigned, section 9.2.7.3: 0, -1, 1, -2, 2 … become 0, 1, 2, 3, 4 … */
function folded(value: number): number {
  return value >= 0 ? value * 2 : -value * 2 - 1;
}

/** Appends bits from the front into a buffer that grows. */
class BitWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;
  #held = 0;
  #heldBits = 0;

  constructor(capacityBytes: number) {
    this.#bytes = new Uint8Array(capacityBytes);
  }

  /** The lowest `count` (up to 32) bits of a value. */
  bits(value: number, count: number): void {
    let left = count;
    while (left > 0) {
      const taken = Math.min(8 - this.#heldBits, left);
      left -= taken;
      this.#held = (this.#held << taken) | ((value >>> left) & ((1 << taken) - 1));
      this.#heldBits += taken;
      if (this.#heldBits === 8) this.#flush();
    }
  }

  rice(value: number, parameter: number): void {
    const code = folded(value);
    let zeros = code >>> parameter;
    for (; zeros >= 24; zeros -= 24) this.bits(0, 24);
    this.bits(1, zeros + 1);
    this.bits(code & ((1 << parameter) - 1), parameter);
  }

  align(): void {
    if (this.#heldBits > 0) this.bits(0, 8 - this.#heldBits);
  }

  /** The whole bytes so far, lent until the next write. */
  written(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  #flush(): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = this.#held;
    this.#held = 0;
    this.#heldBits = 0;
  }
}

function crc8(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++)
      crc = (crc & 0x80) === 0 ? crc << 1 : ((crc << 1) ^ 0x07) & 0xff;
  }
  return crc & 0xff;
}

const crc16Table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x8005;
  return crc & 0xffff;
});

function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = ((crc << 8) & 0xffff) ^ (crc16Table[(crc >> 8) ^ byte] ?? 0);
  return crc;
}
