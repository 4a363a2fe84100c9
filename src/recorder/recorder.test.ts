import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Occasion } from "../contract/plan.ts";
import { GapRecord, SegmentRecord } from "../contract/spool.ts";
import { type CameraMood, ScriptedCamera } from "../../tests/fixture/scripted-camera.ts";
import { VirtualClock } from "../platform/clock.ts";
import { newId } from "../platform/ids.ts";
import { openLog } from "../platform/log.ts";
import { MemoryDisk } from "../platform/memory-disk.ts";
import { spoolFolders } from "./ports.ts";
import { Recorder } from "./recorder.ts";
import { Turns } from "./turns.ts";

const dayMs = 1_795_000_000_000;
const cameraId = newId(new VirtualClock(dayMs));
const siteId = newId(new VirtualClock(dayMs));

/** A recorder on a virtual clock and a disk in memory, with one scripted camera. */
class Stage {
  readonly clock = new VirtualClock(dayMs);
  readonly camera = new ScriptedCamera(this.clock);
  disk = new MemoryDisk();
  recorder: Recorder | undefined;
  faults: string[] = [];

  async plan(occasions: readonly Occasion[]): Promise<void> {
    const source = { scheme: "rtsp", host: "127.0.0.1", port: 554, path: "/a", transport: "tcp" };
    const camera = { cameraId, label: "C01", streams: [{ stream: "main", source }], occasions };
    const head = { version: 1, serial: 1, siteId, writtenAtMs: dayMs, networks: ["127.0.0.0/8"] };
    await this.disk.remove("/plan/plan.json");
    const file = await this.disk.create("/plan/plan.json");
    const plan = JSON.stringify({ ...head, segmentTargetMs: 5_000, cameras: [camera] });
    await file.append([Buffer.from(plan)]);
    await file.datasync();
    await this.disk.syncFolder("/plan");
  }

  async start(): Promise<void> {
    const { clock, disk } = this;
    const ports = {
      disk,
      clock,
      log: openLog("recorder", "silent"),
      newId: () => newId(clock),
      openStream: this.camera.open,
      openSecret: () => "",
      spool: spoolFolders("/spool"),
      turns: new Turns(2),
      fatal: (fault: { code: string }) => void this.faults.push(fault.code),
    };
    this.recorder = new Recorder({ ports, planFolder: "/plan" });
    await this.recorder.start();
  }

  async pass(tenths: number): Promise<void> {
    for (let tenth = 0; tenth < tenths; tenth++) {
      this.clock.advance(100);
      this.camera.step();
      await settled();
    }
  }

  /** The process dies; the next one finds what the disk kept. */
  async crash(after: "kill" | "power"): Promise<void> {
    const disk = this.disk;
    this.disk = disk.restart(after);
    disk.failAt(disk.steps + 1, "lost");
    const old = this.recorder;
    void old?.stop().catch(() => undefined);
    await settled();
    await this.start();
  }

  async records(): Promise<{ segments: SegmentRecord[]; gaps: GapRecord[] }> {
    const segments: SegmentRecord[] = [];
    const gaps: GapRecord[] = [];
    for (const name of await this.disk.list("/spool/sealed")) {
      if (!name.endsWith(".json")) continue;
      const text = new TextDecoder().decode(await this.disk.read(`/spool/sealed/${name}`));
      if (name.endsWith(".gap.json")) gaps.push(GapRecord.parse(JSON.parse(text)));
      else segments.push(SegmentRecord.parse(JSON.parse(text)));
    }
    const byStart = (a: { startMs: number }, b: { startMs: number }) => a.startMs - b.startMs;
    return { segments: segments.toSorted(byStart), gaps: gaps.toSorted(byStart) };
  }
}

/** Lets everything run that waits for nothing but the memory. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function lesson(startS: number, endS: number): Occasion {
  const startMs = dayMs + startS * 1000;
  return {
    kind: "lesson",
    id: newId(new VirtualClock(startMs)),
    startMs,
    endMs: dayMs + endS * 1000,
  };
}

/** Segments and gaps (but holes inside segments) tile the occasion, once. */
function untiled(
  occasion: Occasion,
  found: { segments: readonly SegmentRecord[]; gaps: readonly GapRecord[] },
): string | undefined {
  const mine = (record: SegmentRecord | GapRecord) =>
    record.occasions.some((each) => each.id === occasion.id);
  const inside = (gap: GapRecord) =>
    found.segments.some((each) => each.startMs <= gap.startMs && gap.endMs <= each.endMs);
  const parts = [
    ...found.segments.filter(mine),
    ...found.gaps.filter((gap) => mine(gap) && !(inside(gap) && gap.facts["holes"] !== undefined)),
  ].toSorted((a, b) => a.startMs - b.startMs);
  let atMs = occasion.startMs;
  for (const part of parts) {
    if (part.endMs <= occasion.startMs) return `a part before the occasion`;
    if (part.startMs > atMs) return `nothing from ${atMs - dayMs} to ${part.startMs - dayMs}`;
    if (part.startMs < atMs && part !== parts[0])
      return `twice from ${part.startMs - dayMs} to ${atMs - dayMs}`;
    atMs = part.endMs;
  }
  return atMs < occasion.endMs ? `nothing from ${atMs - dayMs} to the end` : undefined;
}

describe("recorder", () => {
  test("[S0-6.1a] a lesson is recorded from its first to its last millisecond", async () => {
    const stage = new Stage();
    const occasion = lesson(10, 40);
    await stage.plan([occasion]);
    await stage.start();
    await stage.pass(450);
    await stage.recorder?.stop();
    const found = await stage.records();
    expect(found.gaps).toEqual([]);
    expect(untiled(occasion, found)).toBeUndefined();
    expect(found.segments.map((each) => each.occasions[0]?.number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(found.segments.at(-1)?.closedBy).toBe("occasion");
    expect(found.segments.at(-1)?.endMs).toBe(occasion.endMs);
  });

  test("[S0-6.1a] lessons that meet or overlap share the group at their edge", async () => {
    const stage = new Stage();
    const occasions = [lesson(5, 20.35), lesson(20.35, 30), lesson(27.7, 40)];
    await stage.plan(occasions);
    await stage.start();
    await stage.pass(450);
    await stage.recorder?.stop();
    const found = await stage.records();
    expect(found.gaps).toEqual([]);
    for (const occasion of occasions) expect(untiled(occasion, found)).toBeUndefined();
  });

  test("[S0-5.2.1] each way of failing leaves its own cause", async () => {
    const moods = [
      ["refuses", "disconnected"],
      ["silent", "stalled"],
      ["closes", "disconnected"],
      ["login", "disconnected"],
    ] as const;
    for (const [mood, cause] of moods) {
      const stage = new Stage();
      const occasion = lesson(5, 60);
      await stage.plan([occasion]);
      await stage.start();
      await stage.pass(200);
      stage.camera.mood = mood === "login" ? "closes" : mood;
      await stage.pass(1);
      stage.camera.mood = mood;
      await stage.pass(120);
      stage.camera.mood = "well";
      await stage.pass(340);
      await stage.recorder?.stop();
      const found = await stage.records();
      expect(untiled(occasion, found), mood).toBeUndefined();
      expect(
        found.gaps.map((gap) => gap.cause),
        mood,
      ).toEqual([cause]);
      const [gap] = found.gaps;
      const missingMs = (gap?.endMs ?? 0) - (gap?.startMs ?? 0);
      expect(missingMs, mood).toBeGreaterThanOrEqual(12_000);
      expect(missingMs, mood).toBeLessThanOrEqual(19_000);
    }
  });

  test("[S0-5.2.1] lost packets leave a hole of just the frames that are missing", async () => {
    const stage = new Stage();
    const occasion = lesson(5, 30);
    await stage.plan([occasion]);
    await stage.start();
    await stage.pass(153);
    stage.camera.lose = 3;
    await stage.pass(180);
    await stage.recorder?.stop();
    const found = await stage.records();
    expect(found.gaps).toHaveLength(1);
    const [gap] = found.gaps;
    expect(gap).toMatchObject({ cause: "packets-lost", facts: { packets: 9, holes: 1 } });
    expect((gap?.endMs ?? 0) - (gap?.startMs ?? 0)).toBe(300);
    expect(untiled(occasion, found)).toBeUndefined();
  });

  test("[S0-5.2.1] a lesson that becomes known late begins with a late start", async () => {
    const stage = new Stage();
    await stage.plan([]);
    await stage.start();
    await stage.pass(200);
    const occasion = lesson(10, 40);
    await stage.plan([occasion]);
    await stage.pass(250);
    await stage.recorder?.stop();
    const found = await stage.records();
    expect(untiled(occasion, found)).toBeUndefined();
    expect(found.gaps[0]).toMatchObject({ cause: "late-start", startMs: occasion.startMs });
    expect(found.gaps.every((gap) => gap.cause === "late-start")).toBe(true);
  });

  test("[S0-5.2.1] an invalid plan changes nothing and is said in the state", async () => {
    const stage = new Stage();
    await stage.plan([lesson(5, 40)]);
    await stage.start();
    await stage.pass(100);
    await stage.disk.remove("/plan/plan.json");
    const file = await stage.disk.create("/plan/plan.json");
    await file.append([Buffer.from('{"version":1,')]);
    await stage.pass(100);
    const text = new TextDecoder().decode(await stage.disk.read("/spool/state.json"));
    expect(JSON.parse(text)).toMatchObject({
      planSerial: 1,
      planProblem: "invalid",
      cameras: [{ state: "recording" }],
    });
    await stage.recorder?.stop();
  });

  test("[S0-5.2.1] after a long time the book answers for what need not be read again", async () => {
    const stage = new Stage();
    const occasion = lesson(5, 1_500);
    await stage.plan([occasion]);
    await stage.start();
    await stage.pass(8_350);
    await stage.crash("kill");
    await stage.pass(6_150);
    await stage.crash("kill");
    await stage.pass(700);
    await stage.recorder?.stop();
    const found = await stage.records();
    expect(untiled(occasion, found)).toBeUndefined();
    expect(found.gaps.map((gap) => gap.cause)).toEqual(["recorder-down", "recorder-down"]);
    const numbers = found.segments.map((each) => each.occasions[0]?.number);
    expect(numbers).toEqual(numbers.map((_number, at) => at + 1));
  });

  test("[S0-5.2.1] what the vault has taken leaves the spool, and nothing is asked for twice", async () => {
    const stage = new Stage();
    const occasion = lesson(5, 60);
    await stage.plan([occasion]);
    await stage.start();
    await stage.pass(300);
    const before = await stage.records();
    const ids = before.segments.map((each) => each.segmentId);
    const file = await stage.disk.create("/plan/taken.json");
    await file.append([Buffer.from(JSON.stringify({ version: 1, ids }))]);
    await stage.pass(10);
    await stage.crash("kill");
    await stage.pass(400);
    await stage.recorder?.stop();
    const after = await stage.records();
    expect(ids.length).toBeGreaterThan(2);
    expect(after.segments.filter((each) => ids.includes(each.segmentId))).toEqual([]);
    expect(stage.disk.paths().filter((path) => ids.some((id) => path.includes(id)))).toEqual([]);
    const whole = { segments: [...before.segments, ...after.segments], gaps: after.gaps };
    const once = new Map(whole.segments.map((each) => [each.segmentId, each]));
    expect(untiled(occasion, { ...whole, segments: [...once.values()] })).toBeUndefined();
    const numbers = [...once.values()].map((each) => each.occasions[0]?.number);
    expect(numbers).toEqual(numbers.map((_number, at) => at + 1));
  });

  test("[S0-5.2.1] whatever happens, segments and gaps tile every occasion once", async () => {
    const act = fc.oneof(
      fc.record({
        kind: fc.constant("mood" as const),
        mood: fc.constantFrom<CameraMood>("well", "refuses", "login", "silent", "closes"),
        tenths: fc.integer({ min: 1, max: 150 }),
      }),
      fc.record({ kind: fc.constant("lose" as const), frames: fc.integer({ min: 1, max: 25 }) }),
      fc.record({
        kind: fc.constant("crash" as const),
        after: fc.constantFrom("kill" as const, "power" as const),
      }),
      fc.record({ kind: fc.constant("well" as const), tenths: fc.integer({ min: 1, max: 150 }) }),
    );
    const spans = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 300 })),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    await fc.assert(
      fc.asyncProperty(spans, fc.array(act, { maxLength: 8 }), async (chosen, acts) => {
        const stage = new Stage();
        const occasions = chosen
          .map(([start, length]) => lesson(start / 10, (start + length) / 10))
          .toSorted((a, b) => a.startMs - b.startMs);
        await stage.plan(occasions);
        await stage.start();
        for (const step of acts) {
          if (step.kind === "mood" || step.kind === "well") {
            stage.camera.mood = step.kind === "mood" ? step.mood : "well";
            await stage.pass(step.tenths);
          } else if (step.kind === "lose") stage.camera.lose += step.frames;
          else await stage.crash(step.after);
        }
        stage.camera.mood = "well";
        const lastMs = Math.max(...occasions.map((each) => each.endMs));
        while (stage.clock.now() < lastMs + 4_000) await stage.pass(20);
        await stage.recorder?.stop();
        const found = await stage.records();
        for (const occasion of occasions) expect(untiled(occasion, found)).toBeUndefined();
        const ids = [...found.segments, ...found.gaps];
        expect(
          new Set(ids.map((each) => ("gapId" in each ? each.gapId : each.segmentId))).size,
        ).toBe(ids.length);
        expect(stage.faults).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
