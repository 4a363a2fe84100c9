import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Fault } from "../../contract/faults.ts";
import { concat, toHex, utf8 } from "../bytes.ts";
import { printMessage } from "./message.ts";
import { Splitter } from "./splitter.ts";
import type { SplitterSink } from "./splitter.ts";

function collector(): SplitterSink & { readonly found: string[] } {
  const found: string[] = [];
  return {
    found,
    frame: (channel, bytes, start, end) =>
      found.push(`${channel}:${toHex(bytes.subarray(start, end))}`),
    message: (message) => found.push(`m:${toHex(printMessage(message))}`),
  };
}

function framed(channel: number, payload: Uint8Array): Uint8Array {
  return concat(
    new Uint8Array([0x24, channel, payload.length >> 8, payload.length & 255]),
    payload,
  );
}

const answer = utf8("RTSP/1.0 200 OK\r\nCSeq: 4\r\nContent-Length: 5\r\n\r\nhello");
const frame = fc
  .tuple(fc.nat(255), fc.uint8Array({ maxLength: 300 }))
  .map(([channel, payload]) => framed(channel, payload));
const piece = fc.oneof(
  { weight: 4, arbitrary: frame },
  { weight: 1, arbitrary: fc.constant(answer) },
  { weight: 1, arbitrary: fc.constant(utf8("\r\n")) },
);

describe("cutting a connection's bytes", () => {
  test("the pieces do not depend on how the socket cut them", () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 9 }),
        (pieces, cuts) => {
          const bytes = concat(...pieces);
          const whole = collector();
          new Splitter().push(bytes, whole);
          const cut = collector();
          const splitter = new Splitter();
          for (let at = 0, turn = 0; at < bytes.length; turn++) {
            const length = cuts[turn % cuts.length] ?? 1;
            splitter.push(bytes.slice(at, at + length), cut);
            at += length;
          }
          expect(cut.found).toEqual(whole.found);
          expect(whole.found.length).toBe(pieces.filter((one) => one.length > 2).length);
        },
      ),
    );
  });

  test("random bytes give a Fault or nothing, never another error", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }), (chunks) => {
        const splitter = new Splitter();
        try {
          for (const chunk of chunks) splitter.push(chunk, collector());
        } catch (cause) {
          expect(cause).toBeInstanceOf(Fault);
        }
      }),
    );
  });

  test("a body that arrives byte by byte behind a large head costs linear time", () => {
    const head = utf8(
      `RTSP/1.0 200 OK\r\nX: ${"y".repeat(60_000)}\r\nContent-Length: 200000\r\n\r\n`,
    );
    const splitter = new Splitter();
    const sink = collector();
    for (const byte of head) splitter.push(Uint8Array.of(byte), sink);
    for (let at = 0; at < 200_000; at++) splitter.push(Uint8Array.of(65), sink);
    expect(sink.found.length).toBe(1);
  }, 5_000);

  test("a head without end is refused", () => {
    const splitter = new Splitter();
    expect(() => {
      for (let at = 0; at < 2_000; at++) splitter.push(utf8("X".repeat(100)), collector());
    }).toThrow(Fault);
  });
});
