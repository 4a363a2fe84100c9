import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../bytes.ts";
import { aacLowComplexity, esDescriptor, parseAacConfig } from "./aac.ts";
import { flacConfiguration, flacFrame } from "./flac.ts";
import { g711ToPcm } from "./g711.ts";
import { avcConfiguration, h264PpsId, parseH264Sps } from "./h264.ts";
import { h265SetId, hevcConfiguration, parseH265Sps } from "./h265.ts";
import { rawPayload, splitAnnexB, splitLengths, toAnnexB } from "./nal.ts";

function bytes(hex: string): Uint8Array {
  const found = fromHex(hex);
  if (found === undefined) throw new Error(hex);
  return found;
}

/** Parameter sets made by x264, records as FFmpeg's MP4 writer made them from these sets. */
const avc: readonly [size: string, codec: string, sps: string, pps: string, record: string][] = [
  [
    "1280x720",
    "avc1.4D401F",
    "674d401feca02802dd80880000030008000003019078c18cb0",
    "68ebe3cb20",
    "014d401fffe10019674d401feca02802dd80880000030008000003019078c18cb001000568ebe3cb20",
  ],
  [
    "1920x1080",
    "avc1.640028",
    "67640028acd940780227e5c044000003000400000300c83c60c658",
    "68ebe3cb22c0",
    "01640028ffe1001b67640028acd940780227e5c044000003000400000300c83c60c65801000668ebe3cb22c0fdf8f800",
  ],
  [
    "321x241",
    "avc1.F4000D",
    "67f4000d919b282a10f0842180880000030008000003019078a14cb0",
    "68ebe3c44844",
    "01f4000dffe1001c67f4000d919b282a10f0842180880000030008000003019078a14cb001000668ebe3c44844fff8f800",
  ],
  [
    "640x360",
    "avc1.42C01E",
    "6742c01ed900a02ff97011000003000100000300320f162e48",
    "68cb83cb20",
    "0142c01effe100196742c01ed900a02ff97011000003000100000300320f162e4801000568cb83cb20",
  ],
  [
    "1920x1080",
    "avc1.F40028",
    "67f40028919b280f0089f97011000003000100000300321f162d96",
    "68fba3c44844",
    "01f40028ffe1001b67f40028919b280f0089f97011000003000100000300321f162d9601000668fba3c44844fff8f800",
  ],
];

const hevc: readonly [size: string, codec: string, vps: string, sps: string, record: string][] = [
  [
    "1280x720",
    "hvc1.2.4.L93.90",
    "40010c02ffff02200000030090000003000003005d00009598acc048",
    "42010202200000030090000003000003005d0000a00280802d13659598acd24995e02d010000030001000003001908",
    "0102200000009000000000005df000fcfdfafa00001303a00001001c40010c02ffff02200000030090000003000003005d00009598acc048a10001002f42010202200000030090000003000003005d0000a00280802d13659598acd24995e02d010000030001000003001908a2000100074401c172b46240",
  ],
  [
    "1920x1080",
    "hvc1.1.6.L120.90",
    "40010c01ffff016000000300900000030000030078959809",
    "420101016000000300900000030000030078a003c08010e596566924caf0168080000003008000000c84",
    "01016000000090000000000078f000fcfdf8f800000f03a00001001840010c01ffff016000000300900000030000030078959809a10001002a420101016000000300900000030000030078a003c08010e596566924caf0168080000003008000000c84a2000100074401c172b46240",
  ],
  [
    "640x360",
    "hvc1.1.6.L63.90",
    "40010c01ffff01600000030090000003000003003f959809",
    "42010101600000030090000003000003003fa00502016965959a4932bc05a02000000300200000030321",
    "0101600000009000000000003ff000fcfdf8f800000f03a00001001840010c01ffff01600000030090000003000003003f959809a10001002a42010101600000030090000003000003003fa00502016965959a4932bc05a02000000300200000030321a2000100074401c172b46240",
  ],
];
const hevcPps = bytes("4401c172b46240");

describe("H.264 parameter sets", () => {
  test.each(avc)(
    "%s %s is read and its record is the one FFmpeg writes",
    (size, codec, sps, pps, record) => {
      const facts = parseH264Sps(bytes(sps));
      expect(
        `${facts?.widthPixels}x${facts?.heightPixels} ${facts?.codecString} ${facts?.id}`,
      ).toBe(`${size} ${codec} 0`);
      expect(toHex(avcConfiguration([bytes(sps)], [bytes(pps)]) ?? new Uint8Array())).toBe(record);
      expect(h264PpsId(bytes(pps))).toBe(0);
    },
  );

  test("a set that ends early is no set", () => {
    for (const [, , sps] of avc)
      for (let length = 0; length < 8; length++)
        expect(parseH264Sps(bytes(sps).subarray(0, length))).toBeUndefined();
  });
});

describe("H.265 parameter sets", () => {
  test.each(hevc)(
    "%s %s is read and its record is the one FFmpeg writes",
    (size, codec, vps, sps, record) => {
      const facts = parseH265Sps(bytes(sps));
      expect(
        `${facts?.widthPixels}x${facts?.heightPixels} ${facts?.codecString} ${facts?.id}`,
      ).toBe(`${size} ${codec} 0`);
      expect(
        toHex(
          hevcConfiguration({ vps: [bytes(vps)], sps: [bytes(sps)], pps: [hevcPps] }) ??
            new Uint8Array(),
        ),
      ).toBe(record);
      expect([vps, sps].map((unit) => h265SetId(bytes(unit)))).toEqual([0, 0]);
      expect(h265SetId(hevcPps)).toBe(0);
    },
  );
});

describe("hostile parameter sets", () => {
  test("any bytes give facts within limits or none", () => {
    const unit = fc.uint8Array({ maxLength: 80 });
    fc.assert(
      fc.property(
        unit,
        fc.constantFrom([0x67], [0x68], [0x42, 1], [0x40, 1], [0x44, 1]),
        (tail, head) => {
          const set = new Uint8Array([...head, ...tail]);
          for (const facts of [parseH264Sps(set), parseH265Sps(set)])
            if (facts !== undefined) expect(facts.widthPixels).toBeLessThanOrEqual(16_384);
          h264PpsId(set);
          h265SetId(set);
          avcConfiguration([set], [set]);
          hevcConfiguration({ vps: [], sps: [set], pps: [] });
          parseAacConfig(tail);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe("NAL units", () => {
  test("start codes of three and four bytes cut, trailing zeros belong to none", () => {
    const units = splitAnnexB(bytes("0000000167aabb0000000001680100000141000003"));
    expect(units.map(toHex)).toEqual(["67aabb", "6801", "41000003"]);
  });

  test("emulation prevention bytes leave the payload", () => {
    expect(toHex(rawPayload(bytes("0000030000030100000303")))).toBe("0000000001000003");
  });

  test("units survive Annex B and lengths", () => {
    const unit = fc
      .uint8Array({ minLength: 1, maxLength: 40 })
      .map((raw) => raw.map((byte) => byte | 1));
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 8 }), (units) => {
        expect(splitAnnexB(toAnnexB(units))).toEqual(units);
      }),
    );
    expect(splitLengths(bytes("0000000201020000000103"))?.map(toHex)).toEqual(["0102", "03"]);
    expect(splitLengths(bytes("00000003010200"))).toHaveLength(1);
    expect(splitLengths(bytes("000000030102"))).toBeUndefined();
    expect(splitLengths(bytes("ffffffff0102"))).toBeUndefined();
  });
});

describe("AAC", () => {
  const configs: readonly [hex: string, expected: object | undefined][] = [
    [
      "1190",
      {
        objectType: 2,
        sampleRate: 48_000,
        outputSampleRate: 48_000,
        channels: 2,
        frameSamples: 1_024,
        codecString: "mp4a.40.2",
      },
    ],
    ["1588", { objectType: 2, sampleRate: 8_000, channels: 1 }],
    ["1408", { objectType: 2, sampleRate: 16_000, channels: 1 }],
    ["2b1188", { objectType: 5, sampleRate: 24_000, outputSampleRate: 48_000, channels: 2 }],
    ["11", undefined],
    ["", undefined],
    ["1180", undefined],
    ["f8e85000", undefined],
  ];
  test.each(configs)("configuration %s", (hex, expected) => {
    const found = parseAacConfig(bytes(hex));
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(expected);
  });

  test("a printed configuration is read back", () => {
    for (const rate of [8_000, 16_000, 44_100, 48_000])
      for (const channels of [1, 2, 6])
        expect(parseAacConfig(aacLowComplexity(rate, channels) ?? new Uint8Array())).toMatchObject({
          sampleRate: rate,
          channels,
        });
    expect(aacLowComplexity(8_001, 1)).toBeUndefined();
  });

  test("the descriptor of an esds box has the lengths of its parts", () => {
    expect(toHex(esDescriptor(bytes("1190"), 128_000))).toBe(
      "03808080220000000480808014401500000000" +
        "01f4000001f400" +
        "05808080021190" +
        "06808080" +
        "0102",
    );
  });
});

describe("G.711 and FLAC", () => {
  test("the corners of both laws", () => {
    expect([...g711ToPcm("pcmu", Uint8Array.of(0x00, 0x80, 0x7f, 0xff, 0x0f))]).toEqual([
      -32_124, 32_124, 0, 0, -16_764,
    ]);
    expect([...g711ToPcm("pcma", Uint8Array.of(0x55, 0xd5, 0x2a, 0xaa, 0x00))]).toEqual([
      -8, 8, -32_256, 32_256, -5_504,
    ]);
  });

  test("the stream information names rate, one channel and sixteen bits", () => {
    expect(toHex(flacConfiguration({ sampleRate: 8_000, blockSamples: 1_024 }))).toBe(
      `800000220400040000000000000001f400f0${"00".repeat(20)}`,
    );
  });

  test("a frame is never much larger than its samples", () => {
    fc.assert(
      fc.property(
        fc.int16Array({ minLength: 1, maxLength: 300 }),
        fc.nat(1_000_000),
        (samples, index) => {
          expect(
            flacFrame({ sampleRate: 8_000, blockSamples: 300 }, samples, index).length,
          ).toBeLessThanOrEqual(samples.length * 2 + 16);
        },
      ),
    );
  });
});
