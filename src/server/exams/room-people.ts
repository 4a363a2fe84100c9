import type { ExamInput } from "../../contract/osce.ts";
import { limits } from "../../contract/limits.ts";
import type { LessonInput } from "../../contract/routes/lessons.ts";
import { examTurns } from "../../kernel/osce/plan-troubles.ts";
import { visitsOf } from "../../kernel/osce/rotation.ts";
import { type Block, blocksOf } from "../../kernel/osce/run-clock.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import type { EntryDraft } from "../ledger/index.ts";
import { lessons } from "../lessons/index.ts";
import { selectRooms } from "./exams.store.ts";

/** Who comes to a place within a block, first comer first. */
export function comers(
  input: ExamInput,
  at: { readonly block: Block; readonly circuit: number; readonly station: string },
): string[] {
  const { stations, circuits, order } = input;
  const station = stations.findIndex((one) => one.key === at.station);
  return visitsOf({ stations: stations.length, circuits: circuits.length, order })
    .filter(
      (visit) =>
        visit.circuit === at.circuit &&
        visit.station === station &&
        visit.turn >= at.block.fromTurn &&
        visit.turn < at.block.toTurn,
    )
    .toSorted((a, b) => a.turn - b.turn)
    .map((visit) => visit.candidateId);
}

/** Everybody who comes to a room within a block: the roster of its lesson, a group for each place in it. */
export function peopleOfRoom(
  input: ExamInput,
  at: { readonly block: number; readonly venueId: string },
): Pick<LessonInput, "roster" | "groups" | "studentIds"> {
  const block = blocksOf(input.timing, examTurns(input))[at.block];
  const places = input.circuits.flatMap((circuit, circuitAt) =>
    circuit.places.flatMap((place) => {
      const station = input.stations.find((one) => one.key === place.station);
      if (station === undefined || station.rest || place.venueId !== at.venueId) return [];
      const ids =
        block === undefined
          ? []
          : comers(input, { block, circuit: circuitAt, station: station.key });
      return [{ name: `${circuit.name} ${station.name}`.slice(0, limits.nameCharacters), ids }];
    }),
  );
  const candidateOf = new Map(input.candidates.map((one) => [one.candidateId, one]));
  const namesOf = (ids: readonly string[]) => ids.flatMap((id) => candidateOf.get(id)?.name ?? []);
  const everybody = [...new Set(places.flatMap((place) => place.ids))];
  return {
    roster: namesOf(everybody),
    groups: places.map(({ name, ids }) => ({ name, members: namesOf(ids) })),
    studentIds: everybody.flatMap((id) => candidateOf.get(id)?.accountId ?? []),
  };
}

/** Writes anew who comes to each room of a published exam; the entries of its lessons are handed back. */
export async function enrolRooms(
  house: House,
  tx: Writing,
  { examId, input }: { readonly examId: string; readonly input: ExamInput },
): Promise<EntryDraft[]> {
  const drafts: EntryDraft[] = [];
  for (const { lesson_id: lessonId, block, venue_id: venueId } of await selectRooms(tx, examId)) {
    const people = peopleOfRoom(input, { block, venueId });
    drafts.push(...(await lessons.enrol(house, tx, { lessonId, people })));
  }
  return drafts;
}
