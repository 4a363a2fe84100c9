import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Stage, lesson, untiled } from "../../tests/fixture/recorder-stage.ts";
import type { CameraMood } from "../../tests/fixture/scripted-camera.ts";
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
