import { describe, expect, test } from "vitest";
import { Stage, lesson, untiled } from "../../tests/fixture/recorder-stage.ts";
import { limits } from "../contract/limits.ts";
import { RecorderState } from "../contract/spool.ts";

const roomy = 100 * limits.spoolReserveBytes;
const tight = limits.spoolReserveBytes - 1;

/** A lesson of half a minute, the spool's disk as given, and a second disk where one is set. */
async function stage(mounted: boolean): Promise<Stage> {
  const made = new Stage();
  made.disk.free = roomy;
  if (mounted) made.disk.mounts.set("/overflow", { free: roomy, full: false });
  return made;
}

async function finish(made: Stage, occasion: ReturnType<typeof lesson>) {
  while (made.clock.now() < occasion.endMs + 8_000) await made.pass(10);
  await made.recorder?.stop();
  return made.records();
}

const inOverflow = (made: Stage) =>
  made.disk.paths().filter((path) => /^\/overflow\/house\/sealed\/.*\.mp4$/.test(path)).length;

async function stateOf(made: Stage, root: string): Promise<RecorderState> {
  const bytes = await made.disk.read(`${root}/state.json`);
  return RecorderState.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

describe("a full spool", () => {
  test("[S0-8.4b] goes on in the overflow without losing a frame, and comes back", async () => {
    const made = await stage(true);
    const occasion = lesson(2, 40);
    await made.plan([occasion]);
    await made.start();
    await made.pass(120);
    made.disk.free = tight;
    await made.pass(120);
    const { overflow } = await stateOf(made, "/spool");
    expect(overflow).toEqual({ folder: "/overflow/house", freeBytes: roomy, inUse: true });
    // Room, but less than twice the reserve: it does not go to and fro.
    made.disk.free = limits.spoolReserveBytes + 1;
    await made.pass(40);
    expect((await stateOf(made, "/spool")).overflow?.inUse).toBe(true);
    made.disk.free = roomy;
    const found = await finish(made, occasion);
    expect(found.gaps).toEqual([]);
    expect(untiled(occasion, found)).toBeUndefined();
    expect(inOverflow(made)).toBeGreaterThanOrEqual(3);
    expect(inOverflow(made)).toBeLessThan(found.segments.length - 2);
    expect(found.segments.filter(({ closedBy }) => closedBy === "disk")).toHaveLength(1);
    expect((await stateOf(made, "/spool")).overflow?.inUse).toBe(false);
    expect(made.faults).toEqual([]);
  });

  test("[S0-8.4b] a refused write costs at most the segment at hand; the next group lies beside", async () => {
    const made = await stage(true);
    const occasion = lesson(2, 30);
    await made.plan([occasion]);
    await made.start();
    await made.pass(125);
    made.disk.full = true;
    const { segments, gaps } = await finish(made, occasion);
    const lostMs = gaps.reduce((sum, gap) => sum + gap.endMs - gap.startMs, 0);
    expect(gaps.map(({ cause }) => cause)).not.toContain("overload");
    expect(lostMs).toBeLessThanOrEqual(5_000);
    expect(inOverflow(made)).toBeGreaterThanOrEqual(3);
    // The cut segment itself waits in the spool for room to write its record.
    const before = segments.length;
    made.disk = made.disk.restart("kill");
    made.disk.full = false;
    await made.start();
    await made.pass(5);
    await made.recorder?.stop();
    const found = await made.records();
    expect(found.segments.length).toBeGreaterThanOrEqual(before);
    expect(untiled(occasion, found)).toBeUndefined();
  });

  test("[S0-8.4b] without an overflow, or with one on the same disk, the loss is a gap that says so", async () => {
    for (const mounted of [true, false]) {
      const made = await stage(mounted);
      const occasion = lesson(2, 20);
      await made.plan([occasion]);
      await made.start();
      await made.pass(100);
      made.disk.free = tight;
      const found = await finish(made, occasion);
      expect(untiled(occasion, found)).toBeUndefined();
      expect(found.gaps.map(({ cause }) => cause).includes("disk")).toBe(!mounted);
      const { overflow } = await stateOf(made, "/spool");
      expect(overflow?.problem).toBe(mounted ? undefined : "same-disk");
    }
  });

  test("[S0-8.4b] a death at any step of going over leaves nothing lost, by kill or power", async () => {
    const steps = await stepsOfGoingOver();
    expect(steps.to - steps.from).toBeGreaterThan(20);
    for (let step = steps.from; step <= steps.to; step += 5)
      for (const how of ["lost", "kept"] as const) {
        const after = step % 2 === 0 ? "kill" : "power";
        const made = await goingOver();
        made.disk.failAt(step, how);
        await made.pass(30);
        const before = await made.records();
        await made.crash(after);
        const found = await finish(made, made.occasion);
        const said = `${step} ${how} ${after}`;
        expect(untiled(made.occasion, found), said).toBeUndefined();
        const ids = found.segments.map(({ segmentId }) => segmentId);
        expect(new Set(ids).size, said).toBe(ids.length);
        // What was sealed with its record is there after the power came back.
        if (after === "kill")
          for (const { segmentId } of before.segments) expect(ids, said).toContain(segmentId);
      }
  });
});

/** A recorder in the middle of a lesson whose spool has just run full. */
async function goingOver(): Promise<Stage & { occasion: ReturnType<typeof lesson> }> {
  const made = await stage(true);
  const occasion = lesson(1, 14);
  await made.plan([occasion]);
  await made.start();
  await made.pass(45);
  made.disk.free = tight;
  return Object.assign(made, { occasion });
}

async function stepsOfGoingOver(): Promise<{ from: number; to: number }> {
  const made = await goingOver();
  const from = made.disk.steps + 1;
  await made.pass(30);
  const to = made.disk.steps;
  await made.recorder?.stop();
  return { from, to };
}
