import { describe, expect, test } from "vitest";
import type { CameraState } from "../../contract/spool.ts";
import { hasCeased, judgeSound, soundFiguresOf } from "./judge-sound.ts";
import { judgeStream, learnRate, rateUnknown, type UsualRate } from "./judge-stream.ts";
import { withAdtsHeads } from "./adts.ts";

const nowMs = Date.UTC(2026, 5, 1);
const usual: UsualRate = { looks: 50, framesPerSecond: 25 };
const state = (more: Partial<CameraState> = {}): CameraState => ({
  cameraId: "01a20254-d640-7726-9cb6-9b3492b2c3fa",
  stream: "main",
  state: "recording",
  sinceMs: 0,
  bytesPerSecond: 500_000,
  framesPerSecond: 25,
  packetsLost: 0,
  queueBytes: 0,
  ...more,
});
const judge = (more: Partial<CameraState>, active = false) =>
  judgeStream({ state: state(more), usual, nowMs, active: () => active });

describe("a stream", () => {
  test("[S0-5.4.2] is lost when the recorder calls it so, but not while it has only just begun", () => {
    expect(judge({ state: "lost", cause: "unreachable" }).lost).toBe("wrong");
    expect(judge({ state: "lost", cause: "late-start" }).lost).toBe("unknown");
    expect(judge({ state: "connecting" }).lost).toBe("unknown");
    expect(judge({ state: "idle" }).lost).toBe("unknown");
    expect(judge({}).lost).toBe("well");
  });

  test.each([
    [25, "well"],
    [13, "well"],
    [12, "wrong"],
    [0, "wrong"],
  ] as const)("[S0-5.4.2] of 25 pictures a second that brings %d is %s", (rate, sight) => {
    expect(judge({ framesPerSecond: rate }).stalled).toBe(sight);
  });

  test("whose usual rate is not known can only stand still", () => {
    const look = { usual: rateUnknown, nowMs, active: () => false };
    expect(judgeStream({ ...look, state: state({ framesPerSecond: 5 }) }).stalled).toBe("unknown");
    expect(judgeStream({ ...look, state: state({ framesPerSecond: 0 }) }).stalled).toBe("wrong");
  });

  test("that is set to fewer pictures has them as its rate after some minutes", () => {
    let rate = usual;
    for (let second = 0; second < 600; second++) rate = learnRate(rate, 12.5);
    expect(12 < rate.framesPerSecond * 0.5).toBe(false);
    expect(learnRate(usual, 0)).toEqual(usual);
  });

  test.each([
    [200, "well"],
    [201, "wrong"],
    [-201, "wrong"],
  ] as const)("[S0-5.4.2] whose sound lies %d ms off is %s", (soundOffsetMs, sight) => {
    expect(judge({ soundOffsetMs }).offset).toBe(sight);
  });

  test("that was apart is well only when it is clearly together", () => {
    expect(judge({ soundOffsetMs: 180 }, true).offset).toBe("wrong");
    expect(judge({ soundOffsetMs: 150 }, true).offset).toBe("well");
    expect(judge({}).offset).toBe("unknown");
  });

  test("[C-39] has a wrong clock from a second on; one that only counts its running time has none", () => {
    expect(judge({ clockOffsetMs: 1_000 }).clock).toBe("well");
    expect(judge({ clockOffsetMs: -1_001 }).clock).toBe("wrong");
    expect(judge({ clockOffsetMs: -nowMs + 60_000 }).clock).toBe("unknown");
  });
});

describe("a sound", () => {
  const tone = (level: number) =>
    Int16Array.from({ length: 8_000 }, (_, at) =>
      Math.max(-32_768, Math.min(32_767, Math.round(Math.sin(at / 5) * level))),
    );
  const heard = (samples: Int16Array) => judgeSound(soundFiguresOf(samples));

  test("[S0-5.2.1] is silent without any, and with nothing but the converter's offset", () => {
    expect(heard(new Int16Array(8_000)).silent).toBe("wrong");
    expect(heard(new Int16Array(8_000).fill(300)).silent).toBe("wrong");
    expect(heard(tone(40)).silent).toBe("well");
  });

  test("is distorted when it is cut off, not when it is loud", () => {
    expect(heard(tone(30_000)).clipped).toBe("well");
    expect(heard(tone(200_000)).clipped).toBe("wrong");
  });

  test("that cannot be decoded says nothing", () => {
    expect(judgeSound(undefined)).toEqual({ silent: "unknown", clipped: "unknown" });
    expect(soundFiguresOf(new Int16Array())).toBeUndefined();
  });

  test("[S0-5.2.1] that was announced and does not come has ceased after ten seconds", () => {
    expect(hasCeased(undefined, 0, 10_000)).toBe(false);
    expect(hasCeased(undefined, 0, 10_001)).toBe(true);
    expect(hasCeased(9_000, 0, 12_000)).toBe(false);
  });

  test("of AAC gets heads that name rate, channels and length, or none for a rate there is not", () => {
    const made = withAdtsHeads([new Uint8Array(10)], { sampleRate: 16_000, channels: 1 });
    expect(Array.from(made?.subarray(0, 7) ?? [])).toEqual([255, 241, 96, 64, 2, 63, 252]);
    expect(withAdtsHeads([], { sampleRate: 12_345, channels: 1 })).toBeUndefined();
  });
});
