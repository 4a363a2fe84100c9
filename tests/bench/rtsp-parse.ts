import { concat, fromHex } from "../../src/kernel/bytes.ts";
import { flacFrame } from "../../src/kernel/media/flac.ts";
import { readH264Payload } from "../../src/kernel/rtsp/nal-payload.ts";
import { ParameterSets, h264Rules } from "../../src/kernel/rtsp/parameter-sets.ts";
import { emptyRtpPacket, printRtp, readRtp } from "../../src/kernel/rtsp/rtp.ts";
import { Splitter } from "../../src/kernel/rtsp/splitter.ts";
import { VideoTrack } from "../../src/kernel/rtsp/video-track.ts";

/** CPU of reading one 1080p25 H.264 stream of 4 Mbit/s, without the socket: chunks in, access units out. */
const sets = ["67640028acd940780227e5c044000003000400000300c83c60c658", "68ebe3cb22c0"].map(
  (hex) => fromHex(hex) ?? new Uint8Array(),
);
const payloadBytes = 1_400;
const framesPerSecond = 25;
const bytesPerSecond = 500_000;

function packetsOfOneSecond(second: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  let sequence = second * 1_000;
  const put = (payload: Uint8Array, marker: boolean, frame: number) => {
    const packet = printRtp(
      {
        marker,
        payloadType: 96,
        sequence: sequence++,
        timestamp: (second * framesPerSecond + frame) * 3_600,
        source: 1,
      },
      payload,
    );
    found.push(concat(Uint8Array.of(0x24, 0, packet.length >> 8, packet.length & 255), packet));
  };
  for (let frame = 0; frame < framesPerSecond; frame++) {
    const size = frame === 0 ? 100_000 : (bytesPerSecond - 100_000) / (framesPerSecond - 1);
    if (frame === 0) for (const set of sets) put(set, false, frame);
    for (let at = 0; at < size; at += payloadBytes) {
      const flags =
        (at === 0 ? 0x80 : 0) | (at + payloadBytes >= size ? 0x40 : 0) | (frame === 0 ? 5 : 1);
      put(
        concat(
          Uint8Array.of(0x7c, flags, 0x88),
          new Uint8Array(Math.min(payloadBytes, size - at)).fill(0x5a),
        ),
        at + payloadBytes >= size,
        frame,
      );
    }
  }
  return found;
}

function read(chunks: readonly Uint8Array[], rounds: number): number {
  const packet = emptyRtpPacket();
  let units = 0;
  const track = new VideoTrack(
    {
      rules: h264Rules,
      read: readH264Payload,
      sets: new ParameterSets(h264Rules, sets),
      payloadType: 96,
      clockRate: 90_000,
    },
    (event) => {
      if (event.type === "video") units++;
    },
  );
  const splitter = new Splitter();
  const sink = {
    message: () => {},
    frame: (_: number, bytes: Uint8Array, start: number, end: number) => {
      if (readRtp(bytes, start, end, packet)) track.packet(bytes, packet, 0);
    },
  };
  for (let round = 0; round < rounds; round++)
    for (const chunk of chunks) splitter.push(chunk, sink);
  return units;
}

function cut(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.slice(at * size, (at + 1) * size),
  );
}

function percentOfCore(seconds: number, chunks: readonly Uint8Array[]): string {
  const rounds = 40;
  read(chunks, 5);
  const before = process.cpuUsage();
  const units = read(chunks, rounds);
  const used = process.cpuUsage(before);
  const streamSeconds = seconds * rounds;
  return `${(((used.user + used.system) / 1e6 / streamSeconds) * 100).toFixed(3)} % of a core per stream, ${units} units`;
}

const packets = Array.from({ length: 20 }, (_, second) => packetsOfOneSecond(second)).flat();
console.log("64 KiB chunks:   ", percentOfCore(20, cut(concat(...packets), 65_536)));
console.log("one packet each: ", percentOfCore(20, packets));
console.log("16 KiB chunks:   ", percentOfCore(20, cut(concat(...packets), 16_384)));
const sound = Int16Array.from({ length: 1_024 }, (_, at) =>
  Math.round(Math.sin(at / 7) * 9_000 + Math.sin(at * at) * 300),
);
const before = process.cpuUsage();
for (let index = 0; index < 2_000; index++)
  flacFrame({ sampleRate: 8_000, blockSamples: 1_024 }, sound, index);
const used = process.cpuUsage(before);
console.log(
  "FLAC of G.711:   ",
  `${((used.user + used.system) / 1_000 / ((2_000 * 1_024) / 8_000)).toFixed(2)} ms per second of sound`,
);
