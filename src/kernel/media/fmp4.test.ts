import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  joined,
  readFragment,
  readInit,
  type Sample,
  scanFragments,
  selectInitTrack,
  selectTrack,
  writeFragment,
  writeFrameFragment,
  writeInit,
} from "./fmp4.ts";
import { aacLowComplexity } from "./aac.ts";
import { smallVideo } from "../../../tests/fixture/scripted-camera.ts";

const audio = {
  codec: "aac",
  codecString: "mp4a.40.2",
  sampleRate: 32_000,
  channels: 1,
  config: aacLowComplexity(32_000, 1),
} as const;
const init = writeInit({ video: smallVideo, audio });

const sample = fc.record({
  bytes: fc.uint8Array({ maxLength: 60 }),
  duration: fc.integer({ min: 0, max: 90_000 }),
  key: fc.boolean(),
  offset: fc.integer({ min: -9_000, max: 9_000 }),
});
const group = fc.record({
  video: fc.array(sample, { minLength: 1, maxLength: 12 }),
  sound: fc.array(
    sample.map((each) => ({ ...each, key: true, offset: 0 })),
    { maxLength: 6 },
  ),
  decodeTime: fc.integer({ min: 0, max: 2 ** 40 }),
});
type Group = { video: Sample[]; sound: Sample[]; decodeTime: number };

function write(made: Group, sequence = 1): Uint8Array {
  const video = { trackId: 1 as const, decodeTime: made.decodeTime, samples: made.video };
  return joined(writeFragment(sequence, [video, { ...video, trackId: 2, samples: made.sound }]));
}

function read(bytes: Uint8Array, trackId: number): Sample[] {
  const track = readFragment(bytes)?.find((each) => each.trackId === trackId);
  return (track?.samples ?? []).map(({ offsetBytes, sizeBytes, duration, key, offset }) => ({
    bytes: bytes.slice(offsetBytes, offsetBytes + sizeBytes),
    duration,
    key,
    offset,
  }));
}

describe("fragmented MP4", () => {
  test("[S0-5.2.1] a head names its tracks and their clocks", () => {
    expect(readInit(init)).toEqual([
      { trackId: 1, timescale: 90_000, entry: "avc1" },
      { trackId: 2, timescale: 32_000, entry: "mp4a" },
    ]);
    const g711 = {
      ...audio,
      codec: "pcma",
      codecString: "alaw",
      sampleRate: 8_000,
      config: undefined,
    } as const;
    expect(readInit(writeInit({ video: smallVideo, audio: g711 }))[1]?.entry).toBe("alaw");
    expect(readInit(writeInit({ video: smallVideo }))).toHaveLength(1);
    expect(readInit(init.subarray(0, 40))).toEqual([]);
  });

  test("[S0-5.2.1] a head cut to one track keeps that track as it was", () => {
    const video = selectInitTrack(init, 1);
    expect(video).toEqual(writeInit({ video: smallVideo }));
    expect(readInit(selectInitTrack(init, 2) ?? init)).toEqual([
      { trackId: 2, timescale: 32_000, entry: "mp4a" },
    ]);
    expect(selectInitTrack(writeInit({ video: smallVideo }), 2)).toBeUndefined();
  });

  test("[S0-5.2.1] what is written is read back, whole and by track", () => {
    fc.assert(
      fc.property(group, (made) => {
        const bytes = write(made);
        expect(read(bytes, 1)).toEqual(made.video);
        expect(read(bytes, 2)).toEqual(made.sound);
        expect(readFragment(bytes)?.[0]?.samples[0]?.decodeTime).toBe(made.decodeTime);
        const one = selectTrack(bytes, 1);
        expect(one === undefined ? [] : read(one, 1)).toEqual(made.video);
        expect(selectTrack(bytes, 2) === undefined).toBe(made.sound.length === 0);
      }),
    );
  });

  test("[S0-5.2.1] a torn file is whole up to its last complete fragment, wherever it tore", () => {
    fc.assert(
      fc.property(fc.array(group, { maxLength: 5 }), fc.nat(), (groups, cut) => {
        const fragments = groups.map((made, at) => write(made, at + 1));
        const whole = joined([init, ...fragments]);
        const keptBytes = cut % (whole.length + 1);
        const scan = scanFragments(whole.subarray(0, keptBytes));
        const ends = fragments.map(
          (_fragment, at) => joined([init, ...fragments.slice(0, at + 1)]).length,
        );
        const complete = ends.filter((end) => end <= keptBytes);
        expect(scan.initBytes).toBe(keptBytes < init.length ? 0 : init.length);
        expect(scan.fragments.map((each) => each.offsetBytes + each.sizeBytes)).toEqual(complete);
        expect(scan.wholeBytes).toBe(complete.at(-1) ?? scan.initBytes);
      }),
    );
  });

  test("[S0-5.2.1] sound behind its pictures belongs to their fragment", () => {
    const picture = { bytes: Uint8Array.of(1, 2, 3), duration: 3_600, key: true };
    const video = { trackId: 1, decodeTime: 0, samples: [picture] } as const;
    const tail = writeFrameFragment(2, {
      trackId: 2,
      decodeTime: 1_024,
      samples: [{ ...picture, duration: 1_024 }],
    });
    const group = joined([...writeFragment(1, [video, { ...video, trackId: 2 }]), tail]);
    const scan = scanFragments(joined([init, group]));
    expect(scan.fragments).toHaveLength(1);
    expect(scan.fragments[0]).toMatchObject({ offsetBytes: init.length, sizeBytes: group.length });
    expect(scan.fragments[0]?.tracks).toEqual(readFragment(group));
    expect(readFragment(selectTrack(group, 2) ?? tail)?.[0]?.samples).toHaveLength(2);
  });

  test("[S0-5.2.1] foreign bytes are never read as a fragment", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        readFragment(bytes);
        expect(scanFragments(bytes).fragments).toEqual([]);
      }),
    );
    const bytes = write({
      video: [{ bytes: new Uint8Array(50), duration: 1, key: true }],
      sound: [],
      decodeTime: 0,
    });
    for (let at = 0; at < bytes.length - 50; at++) {
      const bent = bytes.slice();
      bent[at] = (bent[at] ?? 0) ^ 0x80;
      readFragment(bent); // must neither throw nor run away
    }
    expect(readFragment(bytes.subarray(0, -1))).toBeUndefined();
  });
});
