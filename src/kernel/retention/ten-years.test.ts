import { expect, test } from "vitest";
import { seededDraw } from "../../../tests/fixture/seeded.ts";
import { liveTenYears } from "../../../tests/fixture/ten-years.ts";

const first = Number(process.env["SEED"] ?? 1);
const seeds = Number(process.env["SEEDS"] ?? 50);

test(
  `[P-5] [F21] ten years, ${seeds} seeds from ${first}: nothing is destroyed early, nothing is overdue without a stated reason`,
  () => {
    const sum = { enrolled: 0, destroyed: 0, holds: 0, moves: 0, refused: 0, leapDays: 0 };
    for (let seed = first; seed < first + seeds; seed += 1) {
      try {
        const lived = liveTenYears(seededDraw(seed));
        sum.enrolled += lived.enrolled;
        sum.destroyed += lived.destroyed;
        sum.holds += lived.holds;
        sum.moves += lived.moves;
        sum.refused += lived.refused;
        sum.leapDays += lived.leapDays;
      } catch (cause) {
        throw new Error(`seed ${seed}`, { cause });
      }
    }
    // The years were lived: there was something of everything, leap days among it.
    expect(sum.enrolled).toBeGreaterThan(250 * seeds);
    expect(sum.destroyed).toBeGreaterThan(10 * seeds);
    expect(sum.holds).toBeGreaterThan(10 * seeds);
    expect(sum.moves).toBeGreaterThan(10 * seeds);
    expect(sum.refused).toBeGreaterThan(50 * seeds);
    expect(sum.leapDays).toBeGreaterThanOrEqual(2 * seeds);
  },
  20_000 + seeds * 500,
);
