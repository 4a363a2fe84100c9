import type { PersonActor } from "../../contract/actor.ts";
import type { ExamInput } from "../../contract/osce.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { examRoutes } from "../../contract/routes/osce.ts";
import { visitsOf } from "../../kernel/osce/rotation.ts";
import { type Run, isPaused, momentOf, runOf, turnStartMs } from "../../kernel/osce/run-clock.ts";
import { limits } from "../../contract/limits.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import type { z } from "zod";
import { venues } from "../places/index.ts";
import { type ExamRow, selectActs, selectExams } from "./exams.store.ts";
import { inputOf } from "./find-exam.ts";
import { resultsOf } from "./results.ts";

type OwnExams = z.input<(typeof examRoutes)["exams.own"]["answer"]>;
type OwnExam = OwnExams["exams"][number];

/** The asking candidate's own plan, and once released the own result; of others not even that they exist. */
export async function readOwnExams(house: House, actor: PersonActor): Promise<Outcome<OwnExams>> {
  const rows = await asTier(house, actor, (db) =>
    selectExams(db, house.siteId, { most: limits.pageRows }),
  );
  const exams: OwnExam[] = [];
  for (const row of rows) {
    const exam = await ownExam(house, actor, row);
    if (exam !== undefined) exams.push(exam);
  }
  return granted({ nowMs: house.clock.now(), exams });
}

async function ownExam(
  house: House,
  actor: PersonActor,
  row: ExamRow,
): Promise<OwnExam | undefined> {
  const input = await inputOf(house.db, row);
  const own = input.candidates.find((one) => one.accountId === actor.accountId);
  if (own === undefined) return undefined;
  const acts = await selectActs(house.db, row.exam_id);
  const run = runOf(
    row.start_ms,
    acts.map((one) => ({ kind: one.kind, atMs: one.at_ms })),
  );
  return {
    examId: row.exam_id,
    title: row.title,
    begun: run.startedMs !== null,
    paused: isPaused(run),
    stops: await stopsOf(house, { input, run, candidateId: own.candidateId }),
    result:
      row.released_at_ms === null ? null : await ownResult(house, { row, input }, own.candidateId),
  };
}

async function stopsOf(
  house: House,
  of: { readonly input: ExamInput; readonly run: Run; readonly candidateId: string },
): Promise<OwnExam["stops"]> {
  const { input, run, candidateId } = of;
  const { stations, circuits, order, timing } = input;
  const rooms = await venues.find(
    house,
    circuits.flatMap((one) => one.places.flatMap((place) => place.venueId ?? [])),
  );
  const nowMs = house.clock.now();
  const all = visitsOf({ stations: stations.length, circuits: circuits.length, order });
  return all
    .filter((visit) => visit.candidateId === candidateId)
    .map((visit) => {
      const station = stations[visit.station];
      const place = circuits[visit.circuit]?.places.find((one) => one.station === station?.key);
      const room = rooms.find((one) => one.venueId === place?.venueId);
      const readMs = turnStartMs(timing, visit.turn);
      const startMs = readMs + timing.readingSeconds * 1_000;
      const bench = room?.stations.find((one) => one.stationId === place?.stationId);
      return {
        station: station?.name ?? "",
        number: visit.station + 1,
        rest: station?.rest === true,
        venue: room?.name ?? "",
        place: bench?.name ?? "",
        readMs: momentOf(run, readMs, nowMs),
        startMs: momentOf(run, startMs, nowMs),
        endMs: momentOf(run, startMs + timing.stationSeconds * 1_000, nowMs),
      };
    });
}

async function ownResult(
  house: House,
  found: { readonly row: ExamRow; readonly input: ExamInput },
  candidateId: string,
): Promise<OwnExam["result"]> {
  const results = await resultsOf(house, found);
  const line = results.lines.find((one) => one.candidateId === candidateId);
  if (line === undefined) return null;
  const { result, percent, stationsPassed } = line;
  return {
    result,
    percent,
    passPercent: results.passPercent,
    stationsPassed,
    stations: line.stations.map((one, at) => ({ name: results.stations[at]?.name ?? "", ...one })),
  };
}
