import type { PersonActor } from "../../contract/actor.ts";
import type { Snapshot } from "../../contract/entries.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { type PeriodTable, usualPeriods } from "../../contract/timetable.ts";
import { periodTrouble } from "../../kernel/lessons/grid.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { type PeriodRow, selectPeriods, storePeriods } from "./periods.store.ts";

interface Versioned extends PeriodTable {
  /** 0 while nobody has said anything. */
  readonly version: number;
}

export async function readPeriods(house: House): Promise<Outcome<Versioned>> {
  return granted(shown(await selectPeriods(house.db, house.siteId)));
}

/** Replaces the institution's periods (节次); lessons stay at their times. */
export async function changePeriods(
  house: House,
  actor: PersonActor,
  input: Versioned,
): Promise<Outcome<Versioned>> {
  const reason = periodTrouble(input.periods);
  if (reason !== undefined) return refused("periods_invalid", { reason });
  const periods = input.periods.toSorted((a, b) => a.fromMinute - b.fromMinute);
  const row = {
    site_id: house.siteId,
    version: input.version + 1,
    periods,
    term_start: input.termStart,
  };
  return act(house, actor, "periods.changed@1", async (tx) => {
    const before = await selectPeriods(tx, house.siteId);
    if ((before?.version ?? 0) !== input.version) return refused("conflict");
    if (!(await storePeriods(tx, row))) return refused("conflict");
    return granted({
      value: shown(row),
      subject: { type: "site", id: house.siteId },
      body: { before: before === undefined ? null : told(before), after: told(row) },
    });
  });
}

function shown(row: PeriodRow | undefined): Versioned {
  return {
    periods: row?.periods ?? [...usualPeriods],
    termStart: row?.term_start ?? null,
    version: row?.version ?? 0,
  };
}

function told(row: PeriodRow): Snapshot {
  const two = (number: number) => String(number).padStart(2, "0");
  const clock = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  return {
    periods: row.periods.map(
      (period) => `${period.name} ${clock(period.fromMinute)}–${clock(period.toMinute)}`,
    ),
    termStart: row.term_start,
  };
}
