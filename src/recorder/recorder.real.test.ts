import { describe, expect, test } from "vitest";
import type { GapRecord, SegmentRecord } from "../contract/spool.ts";
import { systemClock } from "../platform/clock.ts";
import { simulatedCameras, type Simulator, startSimulator } from "../simulator/index.ts";
import { lesson, RecorderRoom } from "../../tests/fixture/recorder-room.ts";

const gopFrames = 25;
const frameMs = 40;
/** A camera that is well again is recorded within this: a new try, and the next key frame. */
const backMs = 3_800;

async function open(
  count: number,
): Promise<{ room: RecorderRoom; simulator: Simulator; labels: string[] }> {
  const cameras = simulatedCameras(count).map((camera) => ({ ...camera, ownPort: 0 }));
  const simulator = await startSimulator({
    cameras,
    host: "127.0.0.1",
    port: 0,
    clock: systemClock,
  });
  return { room: new RecorderRoom(), simulator, labels: cameras.map((camera) => camera.label) };
}

function planned(
  simulator: Simulator,
  labels: readonly string[],
  occasions: ReturnType<typeof lesson>[],
) {
  return labels.map((label) => ({
    label,
    ...simulator.sourceOf({ camera: label, stream: "main" }),
    occasions,
  }));
}

/** Frame numbers of all segments in order; each place where they do not go on by one. */
function jumps(room: RecorderRoom, segments: readonly SegmentRecord[]): [number, number][] {
  const numbers = segments.flatMap((segment) => room.frameNumbers(segment));
  const found: [number, number][] = [];
  for (const [at, number] of numbers.entries()) {
    const before = numbers[at - 1];
    if (before !== undefined && number !== before + 1) found.push([before, number]);
  }
  return found;
}

/** The gaps that are not holes within a segment. */
function between(gaps: readonly GapRecord[]): GapRecord[] {
  return gaps.filter((gap) => gap.facts["holes"] === undefined);
}

function tiles(segments: readonly SegmentRecord[], gaps: readonly GapRecord[]): string[] {
  const parts = [...segments, ...between(gaps)].toSorted((a, b) => a.startMs - b.startMs);
  return parts.flatMap((part, at) => {
    const before = parts[at - 1];
    return before === undefined || before.endMs === part.startMs
      ? []
      : [`${before.endMs} to ${part.startMs}`];
  });
}

describe("recorder with real processes and RTSP", () => {
  test("[S0-5.2.1] every frame is recorded; kill, stall and loss leave just their gaps", async () => {
    const { room, simulator, labels } = await open(4);
    await using _ = room;
    try {
      const startMs = systemClock.now() + 6_500;
      const occasion = lesson(startMs, startMs + 30_000);
      room.plan({ cameras: planned(simulator, labels, [occasion]) });
      room.start();
      const at = (ms: number) => systemClock.sleep(startMs + ms - systemClock.now());
      await at(8_000);
      simulator.inject({ camera: "C02" }, { kind: "kill" });
      simulator.inject({ camera: "C03" }, { kind: "stall" });
      simulator.inject({ camera: "C04" }, { kind: "loss", percent: 0, packets: 3, seed: 1 });
      await at(13_000);
      simulator.clear({ camera: "C02" });
      await at(20_000);
      simulator.clear({ camera: "C03" });
      await at(33_000);
      expect(await room.stop()).toBe(0);

      const of = (label: string) => ({ segments: room.segments(label), gaps: room.gaps(label) });
      const C01 = of("C01");
      expect(C01.gaps).toEqual([]);
      expect(jumps(room, C01.segments)).toEqual([]);
      // 32 kHz AAC: a packet each 32 ms, none lost where one segment ends and the next begins.
      const sound = C01.segments.flatMap((each) =>
        each.tracks.filter((track) => track.kind === "audio"),
      );
      const packets = sound.reduce((sum, track) => sum + track.frames, 0);
      const recordedMs = (C01.segments.at(-1)?.endMs ?? 0) - (C01.segments[0]?.startMs ?? 0);
      expect(Math.abs(packets - recordedMs / 32)).toBeLessThan(6);
      expect(sound.every((track) => Math.abs(track.clock?.offsetMs ?? 1_000) < 100)).toBe(true);
      for (const label of labels) {
        const { segments, gaps } = of(label);
        expect(segments[0]?.startMs, label).toBeLessThanOrEqual(occasion.startMs);
        expect(segments.at(-1)?.endMs, label).toBe(occasion.endMs);
        expect(tiles(segments, gaps), label).toEqual([]);
      }
      const killed = between(of("C02").gaps);
      expect(killed.map((gap) => gap.cause)).toEqual(["disconnected"]);
      expect(Math.abs((killed[0]?.startMs ?? 0) - startMs - 8_000)).toBeLessThan(1_000);
      expect(killed[0]?.endMs).toBeGreaterThan(startMs + 13_000);
      expect(killed[0]?.endMs).toBeLessThan(startMs + 13_000 + backMs);
      const stalled = between(of("C03").gaps);
      expect(stalled.map((gap) => gap.cause)).toEqual(["stalled"]);
      expect(Math.abs((stalled[0]?.startMs ?? 0) - startMs - 8_000)).toBeLessThan(1_000);
      expect(Math.abs((stalled[0]?.endMs ?? 0) - startMs - 20_000)).toBeLessThan(backMs);
      for (const label of ["C02", "C03"]) {
        const found = jumps(room, room.segments(label));
        const missing = found.reduce((sum, [before, next]) => sum + next - before - 1, 0);
        const [gap] = between(of(label).gaps);
        const missingMs = (gap?.endMs ?? 0) - (gap?.startMs ?? 0);
        expect(found, label).toHaveLength(1);
        expect(Math.abs(missing * frameMs - missingMs), label).toBeLessThan(200);
      }
      const lost = of("C04");
      expect(lost.gaps.length).toBeGreaterThan(0);
      expect(lost.gaps.every((gap) => gap.cause === "packets-lost")).toBe(true);
      const holesMs = lost.gaps.reduce((sum, gap) => sum + gap.endMs - gap.startMs, 0);
      const missing = jumps(room, lost.segments).reduce(
        (sum, [before, next]) => sum + next - before - 1,
        0,
      );
      expect(missing).toBeGreaterThan(0);
      expect(Math.abs(holesMs - missing * frameMs)).toBeLessThanOrEqual(
        2 * frameMs * lost.gaps.length,
      );
    } finally {
      await simulator.stop();
    }
  });

  test("[S0-6.1a] killed at any moment, it loses at most the open group and says so", async () => {
    const { room, simulator, labels } = await open(3);
    await using _ = room;
    try {
      const startMs = systemClock.now() + 6_500;
      const occasion = lesson(startMs, startMs + 40_000);
      room.plan({ cameras: planned(simulator, labels, [occasion]), segmentTargetMs: 4_000 });
      room.start();
      const killedAtMs: number[] = [];
      let seed = 20_261_121;
      await systemClock.sleep(startMs + 2_000 - systemClock.now());
      for (let kill = 0; kill < 6; kill++) {
        seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
        await systemClock.sleep(3_500 + (seed % 2_000));
        await room.kill();
        killedAtMs.push(systemClock.now());
        room.start();
      }
      await systemClock.sleep(occasion.endMs + 3_500 - systemClock.now());
      expect(await room.stop()).toBe(0);
      expect(room.open()).toEqual([]);
      for (const label of labels) {
        const segments = room.segments(label);
        const gaps = room.gaps(label);
        expect(tiles(segments, gaps), label).toEqual([]);
        for (const gap of gaps) {
          const kills = killedAtMs.filter((atMs) => atMs > gap.startMs && atMs < gap.endMs);
          expect(gap.cause, label).toBe("recorder-down");
          // Before the kill: at most one group. After it: start, connection, next key frame.
          const lostMs = (kills[0] ?? Number.POSITIVE_INFINITY) - gap.startMs;
          expect(lostMs, label).toBeLessThanOrEqual(gopFrames * frameMs + 150);
          expect(gap.endMs - (kills.at(-1) ?? 0), label).toBeLessThan(10_000);
        }
        const covered = (atMs: number) =>
          gaps.some((gap) => gap.startMs < atMs && atMs < gap.endMs);
        expect(
          killedAtMs.filter((atMs) => !covered(atMs)),
          label,
        ).toEqual([]);
        const numbers = segments.flatMap((segment) => segment.occasions[0]?.number ?? 0);
        expect(numbers, label).toEqual(numbers.map((_number, at) => at + 1));
        expect(jumps(room, segments), label).toHaveLength(gaps.length);
      }
    } finally {
      await simulator.stop();
    }
  });
});
