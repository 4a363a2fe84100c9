import { Fault } from "../../contract/faults.ts";
import { limits } from "../../contract/limits.ts";
import { parseMessage } from "./message.ts";
import type { RtspMessage } from "./message.ts";

/** Receives what a splitter finds. `bytes` is lent for the call only: it is the socket's buffer. */
export interface SplitterSink {
  /** An interleaved frame (RFC 2326 section 10.12): its payload is `bytes[start..end)`. */
  frame(channel: number, bytes: Uint8Array, start: number, end: number): void;
  message(message: RtspMessage): void;
}

const dollar = 0x24;

/**
 * Cuts the bytes of one RTSP connection into messages and interleaved frames. Frames that lie whole
 * in a chunk are handed on without a copy; only what a chunk's end cuts in two is kept.
 * Throws Fault `camera` / `rtsp_garbled` on bytes that are neither.
 */
export class Splitter {
  #held = new Uint8Array(4_096);
  #length = 0;
  #scanned = 0;
  #needed = 0;

  push(chunk: Uint8Array, sink: SplitterSink, start = 0, end = chunk.length): void {
    let at = start;
    if (this.#length > 0) {
      if (this.#held[0] !== dollar) return this.#pushMessage(chunk.subarray(start, end), sink);
      at = this.#completeFrame(chunk, sink, start, end);
    }
    this.#cut(chunk, sink, at, end);
  }

  #cut(chunk: Uint8Array, sink: SplitterSink, start: number, end: number): void {
    let at = start;
    while (at < end) {
      const first = chunk[at];
      if (first === dollar) {
        if (end - at < 4) return this.#hold(chunk, at, end);
        const frameEnd = at + 4 + (chunk[at + 2] ?? 0) * 256 + (chunk[at + 3] ?? 0);
        if (frameEnd > end) return this.#hold(chunk, at, end);
        sink.frame(chunk[at + 1] ?? 0, chunk, at + 4, frameEnd);
        at = frameEnd;
      } else if (first === 13 || first === 10) {
        at++;
      } else {
        const next = this.#takeMessage(chunk, sink, at, end);
        if (next < 0) return;
        at = next;
      }
    }
  }

  /** Index after the message, or -1 when it is incomplete and has been kept. */
  #takeMessage(chunk: Uint8Array, sink: SplitterSink, at: number, end: number): number {
    const first = chunk[at] ?? 0;
    if (first < 0x41 || first > 0x5a) throw garbled("unexpected_byte");
    const parse = parseMessage(chunk, at, end);
    if (parse.state === "bad") throw garbled(parse.reason);
    if (parse.state === "incomplete") {
      this.#hold(chunk, at, end);
      this.#remember(parse.needed);
      return -1;
    }
    sink.message(parse.message);
    return parse.next;
  }

  #completeFrame(chunk: Uint8Array, sink: SplitterSink, start: number, end: number): number {
    let at = start;
    if (this.#length < 4) {
      const taken = Math.min(4 - this.#length, end - at);
      this.#append(chunk, at, at + taken);
      at += taken;
      if (this.#length < 4) return at;
    }
    const total = 4 + (this.#held[2] ?? 0) * 256 + (this.#held[3] ?? 0);
    const taken = Math.min(total - this.#length, end - at);
    this.#append(chunk, at, at + taken);
    at += taken;
    if (this.#length < total) return at;
    this.#length = 0;
    sink.frame(this.#held[1] ?? 0, this.#held, 4, total);
    return at;
  }

  #pushMessage(chunk: Uint8Array, sink: SplitterSink): void {
    this.#append(chunk, 0, chunk.length);
    if (this.#length < this.#needed) return;
    const parse = parseMessage(this.#held, 0, this.#length, this.#scanned);
    if (parse.state === "bad") throw garbled(parse.reason);
    if (parse.state === "incomplete") return this.#remember(parse.needed);
    const whole = this.#held;
    const length = this.#length;
    this.#held = new Uint8Array(4_096);
    this.#length = 0;
    sink.message(parse.message);
    this.#cut(whole, sink, parse.next, length);
  }

  /** How far the held bytes have been looked at, so that a message in small pieces costs linear time. */
  #remember(needed: number | undefined): void {
    // Once the length is known the head is read again, a single time, when all of it is there.
    this.#scanned = needed === undefined ? this.#length : 0;
    this.#needed = needed ?? 0;
  }

  #hold(chunk: Uint8Array, start: number, end: number): void {
    this.#length = 0;
    this.#append(chunk, start, end);
  }

  #append(chunk: Uint8Array, start: number, end: number): void {
    const length = this.#length + end - start;
    if (length > this.#held.length) {
      if (length > splitterBytesMost) throw garbled("message_too_long");
      const larger = new Uint8Array(Math.max(length, this.#held.length * 2));
      larger.set(this.#held.subarray(0, this.#length));
      this.#held = larger;
    }
    // Frames are small; a loop without a view costs less than `subarray` for the few bytes of a head.
    if (end - start < 16)
      for (let at = start; at < end; at++) this.#held[this.#length + at - start] = chunk[at] ?? 0;
    else this.#held.set(chunk.subarray(start, end), this.#length);
    this.#length = length;
  }
}

/** The longest message, behind which the rest of one socket chunk may lie. */
const splitterBytesMost = limits.rtspHeaderBytes + limits.rtspBodyBytes + 1024 * 1024;

function garbled(reason: string): Fault {
  return new Fault("camera", "rtsp_garbled", { hint: reason });
}
