import { type DetectionKind, detectionKinds } from "../../../src/contract/detection.ts";
import type { FaultSwitch } from "../../../src/simulator/index.ts";
import { seededDraw } from "../../fixture/seeded.ts";
import { type DayShape, cameraCount } from "./shape.ts";

/** One fault of the day, before it is injected. */
export interface PlannedDayFault {
  readonly kind: DetectionKind;
  readonly label: string;
  readonly fault: FaultSwitch;
  /** After the day's start. */
  readonly atMs: number;
}

/** What is asked of each kind (S0-4.3b, S0-5.4.2); others are reported, and must be noticed while they last. */
export const askedMs: Readonly<Partial<Record<DetectionKind, number>>> = {
  lost: 10_000,
  covered: 30_000,
  frozen: 30_000,
  black: 30_000,
  offset: 60_000,
};

/** The switches of the simulator that make it, one after another. */
const switches: Readonly<Record<DetectionKind, readonly FaultSwitch[]>> = {
  lost: [{ kind: "kill" }],
  stalled: [{ kind: "stall" }],
  frozen: [{ kind: "frozen" }],
  covered: [{ kind: "covered" }],
  moved: [{ kind: "moved" }],
  defocused: [{ kind: "defocused" }],
  dark: [{ kind: "dark" }],
  black: [{ kind: "black" }],
  silent: [{ kind: "silent" }, { kind: "no-audio" }],
  clipped: [{ kind: "clipped" }],
  offset: [700, -700, 400, -400, 300].map((offsetMs) => ({ kind: "offset", offsetMs })),
  clock: [3_000, -3_000, 1_500, -1_500, 60_000].map((offsetMs) => ({
    kind: "clock",
    offsetMs,
    ppm: 0,
  })),
};

/**
 * Each kind once in every slot, each time at another camera: so at any time the other cameras have other
 * faults. No camera both stalls and is lost: a stalled one may be called lost as well.
 */
export function drawFaults(seed: number, shape: DayShape): PlannedDayFault[] {
  const draw = seededDraw(seed);
  for (;;) {
    const kinds = shuffled(detectionKinds, draw);
    const shifts = shuffled(Array.from(kinds.keys()), draw).slice(0, shape.faultsEach);
    const faults = shifts.flatMap((shift, slot) =>
      Array.from({ length: cameraCount }, (_, camera): PlannedDayFault => {
        const kind = kinds[(camera + shift) % kinds.length] ?? "lost";
        const ways = switches[kind];
        const jitterMs = Math.floor(draw() * (shape.slotMs - shape.restMs));
        return {
          kind,
          label: `C${String(camera + 1).padStart(2, "0")}`,
          fault: ways[slot % ways.length] ?? { kind: "kill" },
          atMs: slot * shape.slotMs + jitterMs + 3_000,
        };
      }),
    );
    const of = (kind: DetectionKind) =>
      faults.filter((one) => one.kind === kind).map((one) => one.label);
    if (!of("lost").some((label) => of("stalled").includes(label))) return faults;
  }
}

function shuffled<T>(all: readonly T[], draw: () => number): T[] {
  return all
    .map((one) => ({ one, rank: draw() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}
