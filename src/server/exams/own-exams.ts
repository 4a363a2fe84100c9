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
import { rightToLook, whoLooks } from "../access/index.ts";
import { venues } from "../places/index.ts";
import { type ExamRow, selectActs, selectExams } from "./exams.store.ts";
import { inputOf } from "./find-exam.ts";
import { resultsOf } from "./results.ts";
import { roomVisits } from "./room-visits.ts";

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
    stops: await stopsOf(house, actor, { row, input, run, candidateId: own.candidateId }),
    result:
      row.released_at_ms === null ? null : await ownResult(house, { row, input }, own.candidateId),
  };
}

async function stopsOf(
  house: House,
  actor: PersonActor,
  of: {
    readonly row: ExamRow;
    readonly input: ExamInput;
    readonly run: Run;
    readonly candidateId: string;
  },
): Promise<OwnExam["stops"]> {
  const { input, run, candidateId } = of;
  const { stations, circuits, order, timing } = input;
  const rooms = await venues.find(
    house,
    circuits.flatMap((one) => one.places.flatMap((place) => place.venueId ?? [])),
  );
  const nowMs = house.clock.now();
  const replays = await replaysOf(house, actor, of);
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
        replay: replays.get(visit.turn) ?? null,
      };
    });
}

/**
 * Where the own seconds lie, by turn, once the exam is released and as far as a camera showed nobody else: at
 * a bench without a camera of its own there is nothing to offer (C-34).
 */
async function replaysOf(
  house: House,
  actor: PersonActor,
  of: { readonly row: ExamRow; readonly input: ExamInput; readonly candidateId: string },
): Promise<ReadonlyMap<number, { readonly lessonId: string; readonly atMs: number }>> {
  const found = new Map<number, { readonly lessonId: string; readonly atMs: number }>();
  const { row, input, candidateId } = of;
  if (row.released_at_ms === null) return found;
  const nowMs = house.clock.now();
  for (const visit of await roomVisits(house.db, { examId: row.exam_id, input }, nowMs)) {
    if (visit.candidateId !== candidateId) continue;
    const { lessonId, startMs: atMs, turn } = visit;
    const right = await rightToLook(house, whoLooks(actor), { lessonId, purpose: null, atMs });
    if (right.ok) found.set(turn, { lessonId, atMs });
  }
  return found;
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
