import { z } from "zod";
import { limits } from "./limits.ts";

const dayMinutes = 1_440;

/** A period of the institution's day (节次), in minutes after midnight, half-open. */
export const Period = z.strictObject({
  name: z.string().trim().min(1).max(20),
  fromMinute: z
    .int()
    .min(0)
    .max(dayMinutes - 1),
  toMinute: z.int().min(1).max(dayMinutes),
});
export type Period = z.infer<typeof Period>;

/** The institution's own periods, and the Monday of its first teaching week, where it counts them. */
export const PeriodTable = z.strictObject({
  periods: z.array(Period).min(1).max(limits.periods),
  termStart: z.iso.date().nullable(),
});
export type PeriodTable = z.infer<typeof PeriodTable>;

const at = (hour: number, minute: number) => hour * 60 + minute;
const long = (fromMinute: number, name: string): Period => ({
  name,
  fromMinute,
  toMinute: fromMinute + 45,
});

/** What stands until the institution says otherwise: four periods before noon, four after. */
export const usualPeriods: readonly Period[] = [
  at(8, 0),
  at(8, 55),
  at(10, 0),
  at(10, 55),
  at(14, 0),
  at(14, 55),
  at(16, 0),
  at(16, 55),
].map((minute, index) => long(minute, String(index + 1)));
