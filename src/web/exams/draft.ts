import type { ExamCandidate, ExamInput, ExamPlace } from "../../contract/osce.ts";
import { fittingOrder } from "../../kernel/osce/rotation.ts";
import { dayStart } from "../look/times.ts";

/** What a new exam begins with: two stations, one circuit, tomorrow morning. */
export function blankExam(nowMs: number): ExamInput {
  return {
    title: "",
    course: "",
    audiences: [],
    activity: "skills-exam",
    startMs: dayStart(nowMs, 1) + 8 * 3_600_000 + 30 * 60_000,
    timing: { readingSeconds: 60, stationSeconds: 480, changeSeconds: 60, breaks: [] },
    reserveMinutes: 30,
    passRule: "borderline-regression",
    leastStations: 0,
    stations: [
      { key: "s1", name: "", rest: false, checklistId: null },
      { key: "s2", name: "", rest: false, checklistId: null },
    ],
    circuits: [{ name: "A", places: [] }],
    candidates: [],
    order: [],
  };
}

/** The draft with an order that fits its stations, circuits and candidates. */
export function fitted(input: ExamInput): ExamInput {
  const shape = { stations: input.stations.length, circuits: input.circuits.length };
  const ids = input.candidates.map((one) => one.candidateId);
  return { ...input, order: fittingOrder(input.order, ids, shape) };
}

export function withStation(input: ExamInput, rest: boolean, restName: string): ExamInput {
  const last = Math.max(0, ...input.stations.map((one) => Number(one.key.slice(1)) || 0));
  const station = { key: `s${last + 1}`, name: rest ? restName : "", rest, checklistId: null };
  return { ...input, stations: [...input.stations, station] };
}

export function withoutStation(input: ExamInput, key: string): ExamInput {
  return {
    ...input,
    stations: input.stations.filter((one) => one.key !== key),
    circuits: input.circuits.map((circuit) => ({
      ...circuit,
      places: circuit.places.filter((place) => place.station !== key),
    })),
  };
}

export function placeIn(input: ExamInput, circuit: number, station: string): ExamPlace {
  const found = input.circuits[circuit]?.places.find((one) => one.station === station);
  return found ?? { station, venueId: null, stationId: null, examinerIds: [] };
}

export function withPlace(input: ExamInput, circuit: number, place: ExamPlace): ExamInput {
  return {
    ...input,
    circuits: input.circuits.map((one, at) =>
      at === circuit
        ? { ...one, places: [...one.places.filter((p) => p.station !== place.station), place] }
        : one,
    ),
  };
}

export function withCircuit(input: ExamInput): ExamInput {
  const name = String.fromCodePoint(65 + input.circuits.length);
  return { ...input, circuits: [...input.circuits, { name, places: [] }] };
}

/** Candidates added to those who are there; nobody twice. */
export function withCandidates(input: ExamInput, more: readonly ExamCandidate[]): ExamInput {
  const known = new Set(input.candidates.map((one) => one.candidateId));
  const numbers = new Set(input.candidates.map((one) => one.number).filter((one) => one !== ""));
  const fresh = more.filter(
    (one) => !known.has(one.candidateId) && (one.number === "" || !numbers.has(one.number)),
  );
  return { ...input, candidates: [...input.candidates, ...fresh] };
}
