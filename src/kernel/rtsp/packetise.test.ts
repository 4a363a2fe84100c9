import { describe, expect, test } from "vitest";
import fc from "fast-check";
import type { VideoCodec } from "../../contract/camera.ts";
import type { StreamEvent } from "../../contract/stream.ts";
import { concat } from "../bytes.ts";
import { AudioTrack } from "./audio-track.ts";
import { h265PayloadReader, readH264Payload } from "./nal-payload.ts";
import type { NalSink } from "./nal-payload.ts";
import { packetiseAac, packetiseG711 } from "./packetise-audio.ts";
import { packetiseVideo } from "./packetise-video.ts";
import { rtpHeaderBytes, writeRtpHeader } from "./packetise.ts";
import type { Payload } from "./packetise.ts";
import { emptyRtpPacket, readRtp } from "./rtp.ts";

const readers = { h264: readH264Payload, h265: h265PayloadReader(false) } as const;
const heads = {
  h264: fc.constantFrom([0x65], [0x41], [0x06], [0x67], [0x68], [0x0c]),
  h265: fc.constantFrom([0x26, 1], [0x02, 1], [0x4e, 1], [0x40, 1], [0x4c, 1]),
} as const;

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

function bytesFrom(first: number, sizeBytes: number): Uint8Array {
  return new Uint8Array(sizeBytes).map((_, at) => first + at * 7);
}

/** The NAL units a depacketiser finds in these payloads. */
function unpack(codec: VideoCodec, payloads: readonly Payload[]): Uint8Array[] {
  const nals: Uint8Array[] = [];
  let open: Uint8Array[] = [];
  const sink: NalSink = {
    whole: (bytes, start, end) => void nals.push(bytes.slice(start, end)),
    begin: (header, second, bytes, start, end) => {
      open = [Uint8Array.from(second < 0 ? [header] : [header, second]), bytes.slice(start, end)];
    },
    more: (bytes, start, end) => void open.push(bytes.slice(start, end)),
    finish: () => void nals.push(concat(...open)),
  };
  for (const payload of payloads) {
    const bytes = concat(...payload.parts);
    expect(readers[codec](bytes, 0, bytes.length, sink)).toBe(true);
  }
  return nals;
}

describe.each(["h264", "h265"] as const)("%s", (codec) => {
  // Sizes and a first byte instead of bytes, so that a failure shrinks in no time.
  const nal = fc.tuple(heads[codec], fc.integer({ min: 1, max: 4_000 }), fc.nat({ max: 255 }));
  const unit = fc.array(
    nal.map(([head, sizeBytes, first]) =>
      Uint8Array.from([...head, ...bytesFrom(first, sizeBytes)]),
    ),
    { minLength: 1, maxLength: 8 },
  );

  test("every access unit comes out of its packets as it went in", () => {
    fc.assert(
      fc.property(unit, fc.integer({ min: 64, max: 1_500 }), (nals, mostBytes) => {
        const found = unpack(codec, packetiseVideo(codec, nals, mostBytes));
        expect(found.map(hexOf)).toEqual(nals.map(hexOf));
      }),
    );
  });

  test("no payload is longer than asked, sizes are true, and only the last is marked", () => {
    fc.assert(
      fc.property(unit, fc.integer({ min: 64, max: 1_500 }), (nals, mostBytes) => {
        const payloads = packetiseVideo(codec, nals, mostBytes);
        for (const [at, { parts, sizeBytes, marker }] of payloads.entries()) {
          expect(sizeBytes).toBeLessThanOrEqual(mostBytes);
          expect(concat(...parts).length).toBe(sizeBytes);
          expect(marker).toBe(at === payloads.length - 1);
        }
      }),
    );
  });
});

test("AAC frames in one packet come out one by one, 1024 samples apart", () => {
  const frames = [Uint8Array.of(1, 2, 3), new Uint8Array(700).fill(9), Uint8Array.of(4)];
  const events: StreamEvent[] = [];
  const parameters = {
    codec: "aac",
    codecString: "mp4a.40.2",
    sampleRate: 32_000,
    channels: 1,
    config: undefined,
  } as const;
  const packing = { sizeBits: 13, indexBits: 3, indexDeltaBits: 3 };
  const track = new AudioTrack(
    { parameters, payloadType: 97, clockRate: 32_000, frameSamples: 1_024, packing },
    (event) => events.push(event),
  );
  const payload = packetiseAac(frames);
  const bytes = concat(new Uint8Array(rtpHeaderBytes), ...payload.parts);
  writeRtpHeader(bytes, 0, {
    payloadType: 97,
    marker: payload.marker,
    sequence: 65_535,
    timestamp: 2 ** 32 - 1,
    ssrc: 2 ** 32 - 1,
  });
  const packet = emptyRtpPacket();
  expect(readRtp(bytes, 0, bytes.length, packet)).toBe(true);
  expect(packet).toMatchObject({
    marker: true,
    sequence: 65_535,
    timestamp: 2 ** 32 - 1,
    source: 2 ** 32 - 1,
  });
  track.packet(bytes, packet, 0);
  const found = events.flatMap((event) =>
    event.type === "audio" ? [[event.time, event.bytes]] : [],
  );
  expect(found).toEqual([
    [0, frames[0]],
    [1_024, frames[1]],
    [2_048, frames[2]],
  ]);
});

test("an AAC frame beyond 13 bits of size is refused", () => {
  expect(() => packetiseAac([new Uint8Array(8_192)])).toThrow("8191");
});

test("G.711 goes into its packet byte for byte", () => {
  const samples = Uint8Array.of(0xd5, 0x55, 0x80);
  const payload = packetiseG711(samples);
  expect(concat(...payload.parts)).toEqual(samples);
  expect(payload.sizeBytes).toBe(3);
});
