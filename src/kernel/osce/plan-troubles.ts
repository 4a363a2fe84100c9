import type { ExamInput, ExamTrouble } from "../../contract/osce.ts";
import { limits } from "../../contract/limits.ts";
import { type Block, blocksOf, dayLengthMs } from "./run-clock.ts";
import { turnsOf } from "./rotation.ts";

/** What else happens in rooms and with people on that day, in spans of the house's clock. */
export interface World {
  readonly nowMs: number;
  /** Rooms that are open and have a camera. */
  readonly rooms: ReadonlyMap<string, { readonly name: string; readonly usable: boolean }>;
  readonly people: ReadonlyMap<string, string>;
  readonly bookings: readonly {
    readonly venueId: string;
    readonly teacherIds: readonly string[];
    readonly title: string;
    readonly startMs: number;
    readonly endMs: number;
  }[];
}

/** From a room's first to its last second in a block, the reserve included. */
export interface RoomSpan {
  readonly block: number;
  readonly startMs: number;
  readonly endMs: number;
}

const dayMs = 86_400_000;

/** When rooms are held: each block with its reserve, but never into the next block. */
export function roomSpans(
  input: Pick<ExamInput, "startMs" | "timing" | "reserveMinutes">,
  turns: number,
): RoomSpan[] {
  const blocks: readonly Block[] = blocksOf(input.timing, turns);
  return blocks.map(({ fromMs, toMs }, at) => {
    const next = blocks[at + 1]?.fromMs ?? Infinity;
    return {
      block: at,
      startMs: input.startMs + fromMs,
      endMs: input.startMs + Math.min(toMs + input.reserveMinutes * 60_000, next),
    };
  });
}

export function examTurns(input: Pick<ExamInput, "stations" | "circuits" | "candidates">): number {
  return turnsOf({
    stations: input.stations.length,
    circuits: input.circuits.length,
    candidates: input.candidates.length,
  });
}

/** Everything that stands against holding the exam as planned: nothing is found one at a time. */
export function planTroubles(input: ExamInput, world: World): ExamTrouble[] {
  return [
    ...bareTroubles(input),
    ...input.circuits.flatMap((circuit) => placeTroubles(input, circuit)),
    ...roomTroubles(input, world),
    ...examinerTroubles(input, world),
    ...candidateTroubles(input),
    ...timeTroubles(input, world),
    ...busyTroubles(input, world),
  ];
}

function trouble(code: ExamTrouble["code"], facts: Partial<ExamTrouble> = {}): ExamTrouble {
  return { code, station: null, circuit: null, about: null, ...facts };
}

function bareTroubles({ stations, circuits, candidates }: ExamInput): ExamTrouble[] {
  const keys = stations.map((one) => one.key);
  return [
    ...(stations.some((one) => !one.rest) ? [] : [trouble("no-stations")]),
    ...(circuits.length === 0 ? [trouble("no-circuits")] : []),
    ...(candidates.length === 0 ? [trouble("no-candidates")] : []),
    ...stations
      .filter((one, at) => keys.indexOf(one.key) !== at)
      .map((one) => trouble("station-twice", { station: one.name })),
    ...stations
      .filter((one) => !one.rest && one.checklistId === null)
      .map((one) => trouble("checklist-missing", { station: one.name })),
  ];
}

function placeTroubles(input: ExamInput, circuit: ExamInput["circuits"][number]): ExamTrouble[] {
  return input.stations.flatMap((station) => {
    const at = { station: station.name, circuit: circuit.name };
    const place = circuit.places.find((one) => one.station === station.key);
    if (station.rest) return [];
    if (place === undefined) return [trouble("place-missing", at)];
    return [
      ...(place.venueId === null ? [trouble("room-missing", at)] : []),
      ...(place.examinerIds.length === 0 ? [trouble("examiner-missing", at)] : []),
    ];
  });
}

interface Placed {
  readonly circuit: string;
  readonly station: string;
  readonly venueId: string;
  readonly stationId: string | null;
  readonly examinerIds: readonly string[];
}

/** Places where something is scored: a rest station books no room. */
export function scoredPlaces(input: Pick<ExamInput, "stations" | "circuits">): Placed[] {
  return input.circuits.flatMap((circuit) =>
    circuit.places.flatMap(({ station: key, venueId, stationId, examinerIds }) => {
      const station = input.stations.find((one) => one.key === key);
      if (station === undefined || station.rest || venueId === null) return [];
      return [{ circuit: circuit.name, station: station.name, venueId, stationId, examinerIds }];
    }),
  );
}

function roomTroubles(input: ExamInput, { rooms }: World): ExamTrouble[] {
  const places = scoredPlaces(input);
  return places.flatMap((place, at) => {
    const room = rooms.get(place.venueId);
    const where = { station: place.station, circuit: place.circuit, about: room?.name ?? null };
    const sharers = places.filter((one) => one.venueId === place.venueId);
    const first = places.findIndex(
      (one) => one.venueId === place.venueId && one.stationId === place.stationId,
    );
    // Two stations in a room are told apart by its 工位: else nobody knows whose picture it is.
    const unclear = sharers.length > 1 && (place.stationId === null || first !== at);
    return [
      ...(room?.usable === true ? [] : [trouble("room-unusable", where)]),
      ...(unclear ? [trouble("room-shared", where)] : []),
    ];
  });
}

function examinerTroubles(input: ExamInput, { people, rooms }: World): ExamTrouble[] {
  const places = scoredPlaces(input);
  const seen = new Set<string>();
  const twice = places.flatMap((place) =>
    place.examinerIds.flatMap((id) => {
      if (!seen.has(id)) {
        seen.add(id);
        return [];
      }
      const { station, circuit } = place;
      return [trouble("examiner-twice", { station, circuit, about: people.get(id) ?? null })];
    }),
  );
  const byRoom = Map.groupBy(places, (place) => place.venueId);
  const crowded = [...byRoom].flatMap(([venueId, some]) => {
    const all = new Set(some.flatMap((place) => place.examinerIds));
    return all.size > limits.examinersInRoom
      ? [trouble("examiners-too-many", { about: rooms.get(venueId)?.name ?? null })]
      : [];
  });
  return [...twice, ...crowded];
}

function candidateTroubles({ candidates }: ExamInput): ExamTrouble[] {
  const ids = candidates.map((one) => one.candidateId);
  const numbers = candidates.map((one) => one.number.toLowerCase());
  return candidates
    .filter(
      ({ candidateId, number }, at) =>
        ids.indexOf(candidateId) !== at ||
        (number !== "" && numbers.indexOf(number.toLowerCase()) !== at),
    )
    .map((one) => trouble("candidate-twice", { about: one.name }));
}

function timeTroubles(input: ExamInput, { nowMs }: World): ExamTrouble[] {
  const lengthMs = dayLengthMs(input.timing, examTurns(input)) + input.reserveMinutes * 60_000;
  return [
    ...(input.startMs <= nowMs ? [trouble("start-past")] : []),
    ...(lengthMs > dayMs ? [trouble("too-long")] : []),
  ];
}

/** Rooms and examiners the timetable needs at the same time. */
function busyTroubles(input: ExamInput, world: World): ExamTrouble[] {
  const spans = roomSpans(input, examTurns(input));
  const during = world.bookings.filter((one) =>
    spans.some((span) => one.startMs < span.endMs && one.endMs > span.startMs),
  );
  const places = scoredPlaces(input);
  const venueIds = [...new Set(places.map((place) => place.venueId))];
  const taken = venueIds.flatMap((venueId) =>
    during
      .filter((one) => one.venueId === venueId)
      .map((one) =>
        trouble("room-taken", {
          station: world.rooms.get(venueId)?.name ?? null,
          about: one.title,
        }),
      ),
  );
  const busy = places.flatMap(({ station, circuit, examinerIds }) =>
    examinerIds
      .filter((id) => during.some((one) => one.teacherIds.includes(id)))
      .map((id) =>
        trouble("examiner-busy", { station, circuit, about: world.people.get(id) ?? null }),
      ),
  );
  return [...taken, ...busy];
}
