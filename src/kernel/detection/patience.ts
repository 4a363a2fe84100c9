import type { DetectionKind } from "../../contract/detection.ts";
import type { Patience } from "./persistence.ts";

/**
 * Streams are looked at each second, pictures each four, sounds each twelve; closer while something is
 * doubtful, and while a picture is learnt.
 */
export const lookEveryMs = {
  stream: 1_000,
  picture: 4_000,
  closer: 2_000,
  sound: 12_000,
  soundCloser: 4_000,
} as const;

const stream = (lastsMs: number, wellMs: number): Patience => ({
  looks: 2,
  lastsMs,
  wellLooks: 3,
  wellMs,
});
const picture = (looks: number, lastsMs: number): Patience => ({
  looks,
  lastsMs,
  wellLooks: 3,
  wellMs: 4_000,
});

/**
 * From what is asked: lost within 10 s, covered, frozen and black within 30 s, sound and picture apart
 * within 60 s. Eight seconds keep out who walks by close to the lens; what may have a good
 * reason (lights going on and off, a camera being turned) must last longer.
 */
export const patienceOf: Readonly<Record<DetectionKind, Patience>> = {
  // The recorder itself calls it lost after a refused connection, or 6 s without a picture.
  lost: stream(2_000, 5_000),
  stalled: stream(3_000, 5_000),
  offset: stream(10_000, 10_000),
  clock: stream(15_000, 15_000),
  black: picture(3, 8_000),
  covered: picture(3, 8_000),
  frozen: picture(3, 10_000),
  moved: picture(4, 12_000),
  defocused: picture(4, 12_000),
  dark: picture(4, 12_000),
  silent: { looks: 3, lastsMs: 8_000, wellLooks: 1, wellMs: 0 },
  clipped: { looks: 3, lastsMs: 8_000, wellLooks: 2, wellMs: 0 },
};

/** Back within this time, it is the same event, only more often. */
export const flapWindowMs = 5 * 60_000;
/** What came so often within the window must be well this long before it counts as over. */
export const flapTimes = 3;
export const flapHoldMs = 2 * 60_000;
