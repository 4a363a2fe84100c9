import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { SpotCheck, SpotCheckLine } from "../../contract/supervision.ts";
import { drawSample } from "../../kernel/supervision/draw-sample.ts";
import { periodAt } from "../../kernel/tasks/periods.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import {
  type SpotCheckRow,
  type SpotNoteRow,
  type SpotReportRow,
  selectNotes,
  selectPopulation,
  selectReportStrokes,
  selectReports,
  selectSpotChecks,
} from "./supervision.store.ts";

type Reader = Pick<PersonActor, "accountId" | "role">;

export function lineOf(
  row: SpotCheckRow,
  of: {
    readonly notes: readonly SpotNoteRow[];
    readonly report: SpotReportRow | undefined;
    readonly accountId: string;
  },
): SpotCheckLine {
  return {
    checkId: row.check_id,
    quarter: row.quarter,
    earlier: row.earlier,
    unit: row.unit,
    inspector: row.inspector_name,
    population: row.population,
    populationSize: row.population_size,
    populationSha256: row.population_sha256,
    size: row.size,
    seed: row.seed,
    drawnAtMs: row.drawn_at_ms,
    noted: new Set(of.notes.map((note) => note.key)).size,
    finishedAtMs: of.report?.finished_at_ms ?? null,
    mine: of.report === undefined && row.inspector_id === of.accountId,
  };
}

/** Spot checks, newest first, and the quarters one can be drawn of: this one and the one before. */
export async function listSpotChecks(
  house: House,
  reader: Reader,
): Promise<Outcome<{ checks: SpotCheckLine[]; quarters: string[] }>> {
  const { rows, notes, reports } = await asTier(house, reader, async (db) => {
    const found = await selectSpotChecks(db, {
      siteId: house.siteId,
      most: limits.spotChecksListed,
    });
    const ids = found.map((row) => row.check_id);
    return {
      rows: found,
      notes: await selectNotes(db, ids),
      reports: await selectReports(db, ids),
    };
  });
  const checks = rows.map((row) =>
    lineOf(row, {
      notes: notes.filter((note) => note.check_id === row.check_id),
      report: reports.find((one) => one.check_id === row.check_id),
      accountId: reader.accountId,
    }),
  );
  return granted({ checks, quarters: drawableQuarters(house) });
}

function drawableQuarters(house: House): string[] {
  const { timeZone } = house.config;
  const now = periodAt("quarter", house.clock.now(), timeZone);
  const before = periodAt("quarter", (now?.fromMs ?? 1) - 1, timeZone);
  return [now, before].flatMap((one) => one?.key ?? []);
}

/** One check with its sample, drawn again from seed and population each time it is read. */
export async function readSpotCheck(
  house: House,
  reader: Reader,
  checkId: string,
): Promise<Outcome<SpotCheck>> {
  const found = await asTier(house, reader, async (db) => {
    const [row] = await selectSpotChecks(db, { siteId: house.siteId, checkId, most: 1 });
    if (row === undefined) return undefined;
    return {
      row,
      population: await selectPopulation(db, checkId),
      notes: await selectNotes(db, [checkId]),
      reports: await selectReports(db, [checkId]),
    };
  });
  if (found === undefined) return refused("not_found");
  const { row, population, notes } = found;
  const [report] = found.reports;
  const newest = new Map(notes.map((note) => [note.key, note]));
  const sample = drawSample(population, { seed: row.seed, size: row.size, sha256 });
  return granted({
    ...lineOf(row, { notes, report, accountId: reader.accountId }),
    fromMs: row.from_ms,
    toMs: row.to_ms,
    sample: sample.map((thing) => {
      const note = newest.get(thing.key);
      return {
        ...thing,
        result: note?.result ?? null,
        note: note?.note ?? "",
        notedAtMs: note?.noted_at_ms ?? null,
      };
    }),
    conclusion: report?.conclusion ?? "",
    strokes: report === undefined ? null : await selectReportStrokes(house.db, checkId),
  });
}
