import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { nowMs } from "../look/now.ts";
import { day, dayStart, instantOf } from "../look/times.ts";

export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

const month = (offset: number): readonly [string, string] => {
  const first = dayjs(`${day(nowMs()).slice(0, 7)}-01`).add(offset, "month");
  return [first.format("YYYY-MM-DD"), first.endOf("month").format("YYYY-MM-DD")];
};

/** Ready-made periods, as first and last day of the institution's calendar. */
export const periods = {
  thisMonth: () => month(0),
  lastMonth: () => month(-1),
  thisYear: (): readonly [string, string] => {
    const year = day(nowMs()).slice(0, 4);
    return [`${year}-01-01`, `${year}-12-31`];
  },
} as const;

export interface ChosenPeriod {
  readonly first: string;
  readonly last: string;
  readonly period: Period;
  choose(first: string, last: string): void;
}

/** A period of whole days in the institution's zone; both days included. */
export function usePeriod(start: () => readonly [string, string]): ChosenPeriod {
  const [[first, last], set] = useState(start);
  const fromMs = instantOf(first, "00:00");
  const toMs = dayStart(instantOf(last, "00:00"), 1);
  return {
    first,
    last,
    period: { fromMs, toMs },
    choose: (from, to) => set([from, to]),
  };
}

export const asDay = (value: Dayjs): string => value.format("YYYY-MM-DD");
