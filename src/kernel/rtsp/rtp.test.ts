import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concat, fromHex } from "../bytes.ts";
import { MediaTime } from "./media-time.ts";
import { Reception } from "./reception.ts";
import { Reorder } from "./reorder.ts";
import { parseRtcp, printReceiverReport, printSenderReport } from "./rtcp.ts";
import { emptyRtpPacket, printRtp, readRtp } from "./rtp.ts";
import { Unwrap } from "./unwrap.ts";

function packetOf(sequence: number, timestamp = 0, source = 1) {
  return { ...emptyRtpPacket(), sequence: sequence & 0xffff, timestamp: timestamp >>> 0, source };
}

describe("RTP packets", () => {
  const rows: readonly [fact: string, hex: string, payload: [number, number] | undefined][] = [
    ["a bare header", "80600001000000020000000a", [12, 12]],
    ["a payload", "80e00001000000020000000aaabb", [12, 14]],
    ["two contributing sources", "82600001000000020000000a0000000b0000000caa", [20, 21]],
    ["an extension of one word", "90600001000000020000000abede000111223344aa", [20, 21]],
    ["padding of three bytes", "a0600001000000020000000aaabb000003", [12, 14]],
    ["nothing but padding", "a0600001000000020000000a000003", [12, 12]],
    ["padding that says zero", "a0600001000000020000000aaa00", undefined],
    ["padding beyond the payload", "a0600001000000020000000aaa09", undefined],
    ["an extension beyond the end", "90600001000000020000000abede0005", undefined],
    ["sources beyond the end", "8f600001000000020000000a", undefined],
    ["another version", "40600001000000020000000aaa", undefined],
    ["eleven bytes", "8060000100000002000000", undefined],
  ];
  test.each(rows)("%s", (_fact, hex, payload) => {
    const bytes = fromHex(hex) ?? new Uint8Array();
    const packet = emptyRtpPacket();
    expect(readRtp(bytes, 0, bytes.length, packet)).toBe(payload !== undefined);
    if (payload !== undefined)
      expect([packet.start, packet.end, packet.sequence, packet.timestamp, packet.source]).toEqual([
        ...payload,
        1,
        2,
        10,
      ]);
  });

  test("a printed packet is read back from any place", () => {
    const one = fc.record({
      marker: fc.boolean(),
      payloadType: fc.nat(127),
      sequence: fc.nat(65_535),
      timestamp: fc.nat(4_294_967_295),
      source: fc.nat(4_294_967_295),
    });
    fc.assert(
      fc.property(one, fc.uint8Array({ maxLength: 50 }), fc.nat(9), (header, payload, offset) => {
        const bytes = concat(new Uint8Array(offset), printRtp(header, payload), new Uint8Array(3));
        const packet = emptyRtpPacket();
        expect(readRtp(bytes, offset, offset + 12 + payload.length, packet)).toBe(true);
        expect(packet).toEqual({
          ...header,
          start: offset + 12,
          end: offset + 12 + payload.length,
        });
      }),
    );
  });

  test("any bytes are a packet inside its bounds or none", () => {
    const packet = emptyRtpPacket();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        if (!readRtp(bytes, 0, bytes.length, packet)) return;
        expect(packet.start).toBeGreaterThanOrEqual(12);
        expect(packet.end).toBeGreaterThanOrEqual(packet.start);
        expect(packet.end).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("counters that wrap", () => {
  test("time goes on over the wrap, forward and back", () => {
    const unwrap = new Unwrap(32);
    const raws = [0xffff_fff0, 0xffff_fff8, 0x0000_0004, 0xffff_fffc, 0x0000_0010];
    expect(raws.map((raw) => unwrap.next(raw))).toEqual([0, 8, 20, 12, 32]);
  });

  test("a walk of steps shorter than half way round is followed exactly", () => {
    fc.assert(
      fc.property(
        fc.nat(0xffff_ffff),
        fc.array(fc.integer({ min: -0x7fff_ffff, max: 0x7fff_ffff }), { maxLength: 40 }),
        (start, steps) => {
          const unwrap = new Unwrap(32);
          let at = 0;
          unwrap.next(start);
          for (const step of steps) {
            at += step;
            expect(unwrap.next((((start + at) % 2 ** 32) + 2 ** 32) % 2 ** 32)).toBe(at);
          }
        },
      ),
    );
  });

  test("a camera that sets its counter anew goes on by the time of arrival", () => {
    const time = new MediaTime(90_000);
    expect([time.next(5_000, 1_000), time.next(8_600, 1_040)]).toEqual([0, 3_600]);
    expect(time.next(3_000_000_000, 1_080)).toBe(7_200);
    expect(time.next(3_000_003_600, 1_120)).toBe(10_800);
    expect(time.peek(3_000_001_800)).toBe(9_000);
  });

  test("a silence of the camera and a burst after our own standstill keep their media time", () => {
    const time = new MediaTime(90_000);
    time.next(0, 0);
    expect(time.next(30 * 90_000, 30_000)).toBe(30 * 90_000);
    expect(time.next(30 * 90_000 + 3_600, 60_000)).toBe(30 * 90_000 + 3_600);
    for (let frame = 2; frame < 500; frame++)
      expect(time.next(30 * 90_000 + frame * 3_600, 60_000)).toBe(30 * 90_000 + frame * 3_600);
    expect(time.next(30 * 90_000 + 100 * 3_600, 60_001)).toBeGreaterThan(30 * 90_000 + 498 * 3_600);
  });
});

describe("reception", () => {
  test("missing, doubled, late and restarted numbers", () => {
    const reception = new Reception(90_000);
    const rows: readonly [sequence: number, missing: number][] = [
      [65_533, 0],
      [65_534, 0],
      [1, 2],
      [1, -1],
      [65_535, -1],
      [2, 0],
      [40_000, 1],
      [40_001, 0],
      [40_101, 99],
    ];
    for (const [sequence, missing] of rows)
      expect([sequence, reception.accept(packetOf(sequence))]).toEqual([sequence, missing]);
    expect(reception.accept(packetOf(7, 0, 2))).toBe(1);
    expect(reception.lost).toBe(103);
  });

  test("what was lost out of a numbered row is counted exactly", () => {
    fc.assert(
      fc.property(
        fc.nat(65_535),
        fc.array(fc.boolean(), { minLength: 2, maxLength: 400 }),
        (start, kept) => {
          const reception = new Reception(90_000);
          let lost = 0;
          kept.forEach((keep, at) => {
            if (keep) lost += Math.max(0, reception.accept(packetOf(start + at)));
          });
          const [first, last] = [kept.indexOf(true), kept.lastIndexOf(true)];
          expect(lost).toBe(first < 0 ? 0 : kept.slice(first, last).filter((keep) => !keep).length);
        },
      ),
    );
  });

  test("the report names the share lost since the last one", () => {
    const reception = new Reception(90_000);
    for (const sequence of [1, 2, 3, 5]) reception.accept(packetOf(sequence));
    expect(reception.block(0)).toMatchObject({
      source: 1,
      fractionLost: 51,
      packetsLost: 1,
      highestSequence: 5,
    });
    for (const sequence of [6, 7, 8, 9]) reception.accept(packetOf(sequence));
    expect(reception.block(0)).toMatchObject({
      fractionLost: 0,
      packetsLost: 1,
      highestSequence: 9,
    });
  });

  test("datagrams come out in order, a hole is given up after a while", () => {
    const taken: number[] = [];
    const reorder = new Reorder((bytes) => taken.push(bytes[0] ?? -1));
    const push = (sequence: number, ms: number) =>
      reorder.push(sequence & 0xffff, Uint8Array.of(sequence & 0xff), ms);
    [65_534, 65_536, 65_535, 65_537].forEach((sequence) => push(sequence, 0));
    expect(taken).toEqual([254, 255, 0, 1]);
    [65_540, 65_539].forEach((sequence) => push(sequence, 10));
    expect(taken).toHaveLength(4);
    push(65_541, 200);
    expect(taken.slice(4)).toEqual([3, 4, 5]);
  });

  test("shuffling within the window changes nothing", () => {
    fc.assert(
      fc.property(
        fc.nat(65_535),
        fc.array(fc.nat(20), { minLength: 1, maxLength: 200 }),
        (start, keys) => {
          const taken: number[] = [];
          const reorder = new Reorder((bytes) =>
            taken.push((bytes[0] ?? 0) * 256 + (bytes[1] ?? 0)),
          );
          const order = keys
            .map((key, at) => ({ at, place: at === 0 ? -1 : at + key }))
            .toSorted((a, b) => a.place - b.place);
          for (const { at } of order)
            reorder.push((start + at) & 0xffff, Uint8Array.of(at >> 8, at & 0xff), 0);
          expect(taken).toEqual(keys.map((_, at) => at));
        },
      ),
    );
  });
});

describe("RTCP", () => {
  test("a sender report is read to the millisecond, in both NTP eras", () => {
    for (const cameraMs of [
      0.0 + 1_795_000_000_123,
      2_085_978_495_999,
      2_085_978_496_001,
      2_500_000_000_500,
    ]) {
      const [report] = parseRtcp(
        printSenderReport({ source: 7, cameraMs, rtpTimestamp: 90_000, packets: 3, octets: 4_000 }),
      );
      expect(report).toMatchObject({
        type: "sender-report",
        source: 7,
        cameraMs,
        rtpTimestamp: 90_000,
        packets: 3,
        octets: 4_000,
      });
    }
  });

  test("NTP time zero means that the camera knows no time", () => {
    const bytes = printSenderReport({
      source: 7,
      cameraMs: 1,
      rtpTimestamp: 1,
      packets: 0,
      octets: 0,
    });
    bytes.fill(0, 8, 16);
    expect(parseRtcp(bytes)).toEqual([]);
  });

  test("a receiver report is read back, its name padded to whole words", () => {
    const block = {
      source: 9,
      fractionLost: 3,
      packetsLost: -2,
      highestSequence: 70_000,
      jitter: 5,
      lastReport: 6,
      sinceLastReport: 7,
    };
    for (const name of ["", "a", "ab", "abc", "liuhen"]) {
      const bytes = printReceiverReport(1, [block], name);
      expect(bytes.length % 4).toBe(0);
      expect(parseRtcp(bytes)).toEqual([{ type: "receiver-report", source: 1, blocks: [block] }]);
    }
  });

  test("any bytes give reports or none", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 120 }),
        (bytes) =>
          void parseRtcp(bytes.map((byte, at) => (at === 0 ? 0x80 | (byte & 0x1f) : byte))),
      ),
      { numRuns: 2_000 },
    );
    expect(parseRtcp(Uint8Array.of(0x81, 203, 0, 1, 0, 0, 0, 9))).toEqual([
      { type: "goodbye", sources: [9] },
    ]);
  });
});
