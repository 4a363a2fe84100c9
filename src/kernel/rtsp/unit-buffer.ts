import { limits } from "../../contract/limits.ts";

const slabBytes = 256 * 1024;

/**
 * Where access units are put together. Bytes from the socket are copied once, into a slab; a finished
 * unit is a view into it, and the next one goes on behind. Whoever keeps a view keeps its slab alive.
 */
export class UnitBuffer {
  #slab = new Uint8Array(0);
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** Appends `bytes[from..to)`; false, and nothing is kept, beyond the largest unit allowed. */
  append(bytes: Uint8Array, from: number, to: number): boolean {
    const count = to - from;
    if (!this.#reserve(count)) return false;
    this.#slab.set(bytes.subarray(from, to), this.#end);
    this.#end += count;
    return true;
  }

  appendByte(byte: number): boolean {
    if (!this.#reserve(1)) return false;
    this.#slab[this.#end++] = byte;
    return true;
  }

  /** Room for a length that is not known yet; returns its place for `setLength`. */
  appendLength(): number {
    if (!this.#reserve(4)) return -1;
    this.#end += 4;
    return this.length - 4;
  }

  /** Writes at `place` how many bytes now stand behind it. */
  setLength(place: number): void {
    const count = this.length - place - 4;
    const at = this.#start + place;
    this.#slab[at] = count >>> 24;
    this.#slab[at + 1] = count >>> 16;
    this.#slab[at + 2] = count >>> 8;
    this.#slab[at + 3] = count;
  }

  /** A copy of what stands from `place` on. */
  copyFrom(place: number): Uint8Array {
    return this.#slab.slice(this.#start + place, this.#end);
  }

  /** Forgets what stands from `place` on. */
  rewind(place: number): void {
    this.#end = this.#start + place;
  }

  /** The finished unit, never written again. */
  take(): Uint8Array {
    const unit = this.#slab.subarray(this.#start, this.#end);
    this.#start = this.#end;
    return unit;
  }

  #reserve(count: number): boolean {
    if (this.#end + count <= this.#slab.length) return true;
    const length = this.length;
    if (length + count > limits.nalLargestBytes) {
      this.rewind(0);
      return false;
    }
    const slab = new Uint8Array(Math.max(slabBytes, 2 * (length + count)));
    slab.set(this.#slab.subarray(this.#start, this.#end));
    this.#slab = slab;
    this.#start = 0;
    this.#end = length;
    return true;
  }
}
