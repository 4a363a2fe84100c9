import type { ExamInput } from "../../contract/osce.ts";
import { type HeldVisit, heldVisits } from "../../kernel/osce/held-visits.ts";
import { examTurns } from "../../kernel/osce/plan-troubles.ts";
import { blocksOf } from "../../kernel/osce/run-clock.ts";
import type { Database, Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { visits } from "../lessons/index.ts";
import { type RoomRow, selectActs, selectRooms } from "./exams.store.ts";

/** A visit with the lesson whose cameras saw it. */
export interface RoomVisit extends HeldVisit {
  readonly lessonId: string;
  /** Null: the whole room was the station. */
  readonly stationId: string | null;
}
interface Of {
  readonly examId: string;
  readonly input: ExamInput;
}

/** Visits that are over, in the order in which they were. */
export async function roomVisits(
  db: Database | Writing,
  { examId, input }: Of,
  nowMs: number,
): Promise<RoomVisit[]> {
  const acts = await selectActs(db, examId);
  const told = acts.map((one) => ({
    kind: one.kind,
    atMs: one.at_ms,
    candidateId: one.candidate_id,
  }));
  const held = heldVisits(input, told, nowMs);
  return held.length === 0 ? [] : inRooms(input, await selectRooms(db, examId), held);
}

function inRooms(
  input: ExamInput,
  rooms: readonly RoomRow[],
  held: readonly HeldVisit[],
): RoomVisit[] {
  const blocks = blocksOf(input.timing, examTurns(input));
  return held.flatMap((visit) => {
    const places = input.circuits[visit.circuit]?.places ?? [];
    const place = places.find((one) => one.station === visit.station);
    const block = blocks.findIndex((one) => visit.turn >= one.fromTurn && visit.turn < one.toTurn);
    const room = rooms.find((one) => one.block === block && one.venue_id === place?.venueId);
    if (room === undefined || place === undefined) return [];
    return [{ ...visit, lessonId: room.lesson_id, stationId: place.stationId }];
  });
}

/** From now on each candidate with an account may see these own seconds (S0-9.1d). */
export async function noteOwnVisits(house: House, tx: Writing, of: Of): Promise<void> {
  const accounts = new Map(of.input.candidates.map((one) => [one.candidateId, one.accountId]));
  const held = await roomVisits(tx, of, house.clock.now());
  await visits.note(
    house,
    tx,
    held.flatMap(({ candidateId, lessonId, stationId, startMs, endMs }) => {
      const accountId = accounts.get(candidateId) ?? null;
      return accountId === null ? [] : [{ lessonId, accountId, stationId, startMs, endMs }];
    }),
  );
}
