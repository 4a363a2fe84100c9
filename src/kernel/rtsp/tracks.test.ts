import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StreamEvent } from "../../contract/stream.ts";
import { concat, fromHex, toHex } from "../bytes.ts";
import { splitLengths } from "../media/nal.ts";
import { AudioTrack } from "./audio-track.ts";
import { h265PayloadReader, readH264Payload } from "./nal-payload.ts";
import { ParameterSets, h264Rules, h265Rules } from "./parameter-sets.ts";
import { emptyRtpPacket, printRtp, readRtp } from "./rtp.ts";
import { VideoTrack } from "./video-track.ts";
import type { Track, VideoFormat } from "./video-track.ts";

function hex(text: string): Uint8Array {
  const bytes = fromHex(text);
  if (bytes === undefined) throw new Error(text);
  return bytes;
}

const sps = hex("674d401feca02802dd80880000030008000003019078c18cb0");
const pps = hex("68ebe3cb20");
const otherSps = hex("6742c01ed900a02ff97011000003000100000300320f162e48");
const otherPps = hex("68cb83cb20");
const hevcSets = [
  "40010c01ffff01600000030090000003000003003f959809",
  "42010101600000030090000003000003003fa00502016965959a4932bc05a02000000300200000030321",
  "4401c172b46240",
].map(hex);

interface Packet {
  readonly payload: Uint8Array;
  readonly marker: boolean;
  readonly timestamp: number;
}

/** Sends packets numbered from `first`, leaving out the lost ones, through memory that is used again. */
function send(
  track: Track,
  packets: readonly Packet[],
  lost: ReadonlySet<number> = new Set(),
  first = 65_530,
): void {
  const shared = new Uint8Array(70_000);
  const packet = emptyRtpPacket();
  packets.forEach((one, at) => {
    if (lost.has(at)) return;
    const bytes = printRtp(
      {
        marker: one.marker,
        payloadType: 96,
        sequence: first + at,
        timestamp: one.timestamp,
        source: 5,
      },
      one.payload,
    );
    shared.set(bytes);
    if (readRtp(shared, 0, bytes.length, packet)) track.packet(shared, packet, 1_000 + at);
    shared.fill(0xee);
  });
}

function videoTrack(
  codec: "h264" | "h265" = "h264",
  sets: readonly Uint8Array[] = codec === "h264" ? [sps, pps] : hevcSets,
): { track: VideoTrack; events: StreamEvent[] } {
  const events: StreamEvent[] = [];
  const rules = codec === "h264" ? h264Rules : h265Rules;
  const format: VideoFormat = {
    rules,
    read: codec === "h264" ? readH264Payload : h265PayloadReader(false),
    sets: new ParameterSets(rules, sets),
    payloadType: 96,
    clockRate: 90_000,
  };
  return { track: new VideoTrack(format, (event) => events.push(event)), events };
}

/** A slice: header, then a byte whose top bit says "first slice", then a body. */
function slice(codec: "h264" | "h265", key: boolean, first: boolean, body: Uint8Array): Uint8Array {
  const header = codec === "h264" ? [key ? 0x65 : 0x41] : [(key ? 19 : 1) << 1, 1];
  return concat(Uint8Array.of(...header, first ? 0x88 : 0x08), body);
}

/** One access unit in packets: small units alone or together, large ones in fragments. */
function packetize(
  codec: "h264" | "h265",
  units: readonly Uint8Array[],
  at: { timestamp: number; most: number; together: boolean; markers: boolean },
): Packet[] {
  const headerBytes = codec === "h264" ? 1 : 2;
  const payloads: Uint8Array[] = [];
  const small = units.filter((unit) => unit.length <= at.most);
  if (at.together && small.length === units.length && units.length > 1) {
    const aggregate = codec === "h264" ? Uint8Array.of(24) : Uint8Array.of(48 << 1, 1);
    payloads.push(
      concat(
        aggregate,
        ...units.flatMap((unit) => [Uint8Array.of(unit.length >> 8, unit.length & 255), unit]),
      ),
    );
  } else {
    for (const unit of units) {
      if (unit.length <= at.most) payloads.push(unit);
      else payloads.push(...fragments(codec, unit, at.most, headerBytes));
    }
  }
  return payloads.map((payload, index) => ({
    payload,
    timestamp: at.timestamp,
    marker: at.markers && index === payloads.length - 1,
  }));
}

function fragments(
  codec: "h264" | "h265",
  unit: Uint8Array,
  most: number,
  headerBytes: number,
): Uint8Array[] {
  const body = unit.subarray(headerBytes);
  const [first = 0, second = 0] = unit;
  const parts: Uint8Array[] = [];
  for (let from = 0; from < body.length; from += most) {
    const flags = (from === 0 ? 0x80 : 0) | (from + most >= body.length ? 0x40 : 0);
    const head =
      codec === "h264"
        ? [(first & 0xe0) | 28, flags | (first & 0x1f)]
        : [(first & 0x81) | (49 << 1), second, flags | ((first >> 1) & 0x3f)];
    parts.push(concat(Uint8Array.of(...head), body.subarray(from, from + most)));
  }
  return parts;
}

const unitPlan = fc.record({
  key: fc.boolean(),
  slices: fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { minLength: 1, maxLength: 4 }),
  most: fc.integer({ min: 20, max: 200 }),
  together: fc.boolean(),
});

function unitsOf(
  codec: "h264" | "h265",
  plan: { key: boolean; slices: readonly Uint8Array[] },
): Uint8Array[] {
  return plan.slices.map((body, at) => slice(codec, plan.key, at === 0, body));
}

function pictures(events: readonly StreamEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === "video"
      ? [`${event.time} ${event.key} ${splitLengths(event.bytes)?.map(toHex).join(",")}`]
      : [],
  );
}

describe.each(["h264", "h265"] as const)("access units of %s", (codec) => {
  test("every unit that no lost packet touched comes out whole, and no other", () => {
    fc.assert(
      fc.property(
        fc.array(unitPlan, { minLength: 1, maxLength: 12 }),
        fc.array(fc.nat(60), { maxLength: 6 }),
        (plans, losses) => {
          const packets: (Packet & { readonly unit: number })[] = plans.flatMap((plan, unit) =>
            packetize(codec, unitsOf(codec, plan), {
              ...plan,
              timestamp: (4_294_960_000 + unit * 3_600) % 2 ** 32,
              markers: true,
            }).map((packet) => ({ ...packet, unit })),
          );
          // The run's first packet arrives: before it nothing can be missed.
          const lost = new Set(losses.filter((at) => at > 0 && at < packets.length));
          const touched = new Set([...lost].map((at) => packets[at]?.unit));
          const { track, events } = videoTrack(codec);
          send(track, packets, lost);
          expect(pictures(events)).toEqual(
            plans.flatMap((plan, unit) =>
              touched.has(unit)
                ? []
                : [`${unit * 3_600} ${plan.key} ${unitsOf(codec, plan).map(toHex).join(",")}`],
            ),
          );
          const told = events.reduce(
            (sum, event) => sum + (event.type === "loss" ? event.packets : 0),
            0,
          );
          expect(told).toBe(
            [...lost].filter((at) => packets.some((_, later) => later > at && !lost.has(later)))
              .length,
          );
        },
      ),
      { numRuns: 400 },
    );
  });

  test("without markers a unit ends where the timestamp changes", () => {
    fc.assert(
      fc.property(fc.array(unitPlan, { minLength: 2, maxLength: 8 }), (plans) => {
        const packets = plans.flatMap((plan, unit) =>
          packetize(codec, unitsOf(codec, plan), {
            ...plan,
            timestamp: unit * 3_600,
            markers: false,
          }),
        );
        const { track, events } = videoTrack(codec);
        send(track, packets);
        expect(pictures(events)).toHaveLength(plans.length - 1);
      }),
    );
  });

  test("random payloads give units within limits, never an error", () => {
    const packet = fc.record({
      payload: fc.uint8Array({ maxLength: 80 }),
      marker: fc.boolean(),
      timestamp: fc.nat(5).map((at) => at * 3_600),
    });
    const mixed = fc
      .tuple(fc.constantFrom(0x7c, 0x78, 0x62, 0x60, 0x65, 0x67, 0x42, 0x26), packet)
      .map(([head, one]) => ({ ...one, payload: concat(Uint8Array.of(head), one.payload) }));
    fc.assert(
      fc.property(fc.array(fc.oneof(packet, mixed), { maxLength: 40 }), (packets) => {
        const { track, events } = videoTrack(codec);
        send(track, packets);
        for (const event of events)
          if (event.type === "video") expect(splitLengths(event.bytes)).toBeDefined();
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("parameters of the picture", () => {
  const picture = (key: boolean) => slice("h264", key, true, Uint8Array.of(1, 2, 3));
  const single = (units: readonly Uint8Array[], timestamp: number): Packet[] =>
    units.map((payload, at) => ({ payload, timestamp, marker: at === units.length - 1 }));

  test("they come before the first unit, and again before the first unit after a change", () => {
    const { track, events } = videoTrack();
    send(track, [
      ...single([picture(true)], 0),
      ...single([sps, pps, picture(true)], 3_600),
      ...single([otherSps, otherPps, picture(true)], 7_200),
      ...single([picture(false)], 10_800),
    ]);
    expect(
      events.map((event) =>
        event.type === "video-parameters"
          ? `${event.parameters.codecString} ${event.parameters.widthPixels}`
          : event.type,
      ),
    ).toEqual(["avc1.4D401F 1280", "video", "video", "avc1.42C01E 640", "video", "video"]);
  });

  test("parameters that come only in band are enough, what came before them is not shown", () => {
    const { track, events } = videoTrack("h264", []);
    send(track, [
      ...single([picture(true)], 0),
      ...single([picture(false)], 3_600),
      ...single(
        [
          concat(Uint8Array.of(24, 0, sps.length), sps, Uint8Array.of(0, pps.length), pps),
          picture(true),
        ],
        7_200,
      ),
    ]);
    expect(events.map((event) => event.type)).toEqual(["video-parameters", "video"]);
    expect(pictures(events)).toEqual([`7200 true ${toHex(picture(true))}`]);
  });

  test("sets in fragments, and markers behind sets alone, are understood", () => {
    const { track, events } = videoTrack("h264", []);
    const pieces = fragments("h264", sps, 8, 1);
    send(track, [...single(pieces, 0), ...single([pps], 0), ...single([picture(true)], 0)]);
    expect(events.map((event) => event.type)).toEqual(["video-parameters", "video"]);
  });

  test("delimiters and end marks are left out, other units stay", () => {
    const { track, events } = videoTrack();
    send(
      track,
      single(
        [
          Uint8Array.of(9, 0xf0),
          Uint8Array.of(6, 5, 1, 0x80),
          picture(true),
          Uint8Array.of(12, 255, 0x80),
          Uint8Array.of(10, 0),
        ],
        0,
      ),
    );
    expect(pictures(events)).toEqual([`0 true 06050180,${toHex(picture(true))},0cff80`]);
  });

  test("a run that begins inside a unit begins with the next one and tells no loss", () => {
    const { track, events } = videoTrack();
    const [, ...rest] = packetize("h264", [slice("h264", true, true, new Uint8Array(90))], {
      timestamp: 0,
      most: 20,
      together: false,
      markers: true,
    });
    send(track, [...rest, ...single([picture(true)], 3_600)]);
    expect(events.map((event) => event.type)).toEqual(["video-parameters", "video"]);
    expect(events[1]).toMatchObject({ time: 3_600 });
  });

  test("[S0-5.2.1] a picture is kept when a loss ended before its first slice, and told with the loss", () => {
    const { track, events } = videoTrack();
    const note = Uint8Array.of(6, 5, 1, 0x80);
    const packets = [
      ...single([picture(true)], 0),
      ...single([picture(false)], 3_600),
      ...single([note, picture(true)], 7_200),
    ];
    send(track, packets, new Set([1, 2]));
    expect(events.map((event) => event.type)).toEqual([
      "video-parameters",
      "video",
      "loss",
      "video",
    ]);
    expect(pictures(events).at(-1)).toBe(`7200 true ${toHex(picture(true))}`);
  });

  test("a fragment that never ends is told as a loss", () => {
    const { track, events } = videoTrack();
    const pieces = packetize("h264", [slice("h264", false, true, new Uint8Array(90))], {
      timestamp: 3_600,
      most: 20,
      together: false,
      markers: false,
    }).slice(0, 2);
    send(track, [...single([picture(true)], 0), ...pieces, ...single([picture(false)], 7_200)]);
    expect(events.map((event) => event.type)).toEqual([
      "video-parameters",
      "video",
      "loss",
      "video",
    ]);
  });

  test("packets of a source that is not ours change nothing", () => {
    const { track, events } = videoTrack();
    send(track, single([picture(true)], 0));
    track.packet(
      picture(true),
      { ...emptyRtpPacket(), payloadType: 112, sequence: 9, source: 99, start: 0, end: 4 },
      2_000,
    );
    track.packet(
      picture(true),
      { ...emptyRtpPacket(), payloadType: 112, sequence: 65_531, source: 5, start: 0, end: 4 },
      2_000,
    );
    send(track, single([picture(false)], 3_600), new Set(), 65_532);
    expect(events.map((event) => event.type)).toEqual(["video-parameters", "video", "video"]);
  });

  test("a sender report names the media time at which the camera's clock was read", () => {
    const { track, events } = videoTrack();
    const report = {
      type: "sender-report",
      source: 5,
      cameraMs: 1_795_000_000_000,
      ntpMiddle: 1,
      rtpTimestamp: 94_500,
      packets: 0,
      octets: 0,
    } as const;
    track.report(report, 990);
    send(track, single([picture(true)], 90_000));
    track.report({ ...report, rtpTimestamp: 180_000 }, 2_000);
    expect(events.filter((event) => event.type === "report")).toEqual([
      { type: "report", track: "video", cameraMs: report.cameraMs, time: 4_500, arrivalMs: 990 },
      { type: "report", track: "video", cameraMs: report.cameraMs, time: 90_000, arrivalMs: 2_000 },
    ]);
  });
});

describe("sound", () => {
  function audioTrack(packing: boolean): { track: AudioTrack; events: StreamEvent[] } {
    const events: StreamEvent[] = [];
    const parameters = {
      codec: packing ? ("aac" as const) : ("pcma" as const),
      codecString: "",
      sampleRate: 8_000,
      channels: 1,
      config: undefined,
    };
    const format = {
      parameters,
      payloadType: 96,
      clockRate: 8_000,
      frameSamples: 1_024,
      packing: packing ? { sizeBits: 13, indexBits: 3, indexDeltaBits: 3 } : undefined,
    };
    return { track: new AudioTrack(format, (event) => events.push(event)), events };
  }
  const aac = (...frames: readonly Uint8Array[]) =>
    concat(
      Uint8Array.of(0, frames.length * 16),
      ...frames.map((frame) => Uint8Array.of(frame.length >> 5, (frame.length & 31) << 3)),
      ...frames,
    );
  const sounds = (events: readonly StreamEvent[]) =>
    events.flatMap((event) =>
      event.type === "audio"
        ? [`${event.time} ${event.samples} ${toHex(event.bytes)}`]
        : event.type === "loss"
          ? [`lost ${event.packets}`]
          : [],
    );

  test("AAC frames share a packet or stand alone", () => {
    const { track, events } = audioTrack(true);
    send(track, [
      { payload: aac(hex("0102"), hex("03")), marker: true, timestamp: 0 },
      { payload: aac(hex("04")), marker: true, timestamp: 2_048 },
    ]);
    expect(sounds(events)).toEqual(["0 1024 0102", "1024 1024 03", "2048 1024 04"]);
  });

  test("an AAC frame larger than a packet is put together, or dropped when a piece is lost", () => {
    const whole = new Uint8Array(90).map((_, at) => at);
    const pieces = (timestamp: number): Packet[] =>
      [0, 30, 60].map((from) => ({
        payload: concat(aac(whole).subarray(0, 4), whole.subarray(from, from + 30)),
        marker: from === 60,
        timestamp,
      }));
    const good = audioTrack(true);
    send(good.track, pieces(0));
    expect(sounds(good.events)).toEqual([`0 1024 ${toHex(whole)}`]);
    for (const lost of [1, 2]) {
      const bad = audioTrack(true);
      send(
        bad.track,
        [...pieces(0), { payload: aac(hex("05")), marker: true, timestamp: 1_024 }],
        new Set([lost]),
      );
      expect(sounds(bad.events)).toEqual(["lost 1", "1024 1024 05"]);
    }
  });

  test("G.711 bytes come as they were sent, a hole is told", () => {
    const { track, events } = audioTrack(false);
    send(
      track,
      [0, 1, 2, 3].map((at) => ({
        payload: Uint8Array.of(at, at),
        marker: false,
        timestamp: at * 2,
      })),
      new Set([1, 2]),
    );
    expect(sounds(events)).toEqual(["0 2 0000", "lost 2", "6 2 0303"]);
  });

  test("random payloads give frames or losses, never an error", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 20 }), (payloads) => {
        const { track } = audioTrack(true);
        send(
          track,
          payloads.map((payload, at) => ({ payload, marker: true, timestamp: at * 1_024 })),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
