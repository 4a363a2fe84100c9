import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ExamInput, ExamTiming, RunAct } from "../../contract/osce.ts";
import type { Summary } from "../scoring/summary.ts";
import { type World, planTroubles, roomSpans } from "./plan-troubles.ts";
import { heldVisits } from "./held-visits.ts";
import { conditionOf } from "./place-condition.ts";
import { examOutcome } from "./results.ts";
import { type Day, actTrouble, mayAct, standingOf, staysAwake } from "./run-acts.ts";
import { fittingOrder, roundsOf, swapped, turnsOf, visitsOf } from "./rotation.ts";
import {
  bellsOf,
  blocksOf,
  dayLengthMs,
  elapsedAt,
  momentOf,
  phaseAt,
  phasesOf,
  runOf,
  turnStartMs,
} from "./run-clock.ts";

const id = (of: string, at: number) =>
  `00000000-0000-7000-8000-${of}${String(at).padStart(12 - of.length, "0")}`;
const shapes = fc.record({
  stations: fc.integer({ min: 1, max: 12 }),
  circuits: fc.integer({ min: 1, max: 4 }),
  candidates: fc.integer({ min: 1, max: 60 }),
});
const timings = fc.record({
  readingSeconds: fc.integer({ min: 0, max: 300 }),
  stationSeconds: fc.integer({ min: 30, max: 1200 }),
  changeSeconds: fc.integer({ min: 0, max: 300 }),
  breaks: fc.array(
    fc.record({
      afterTurn: fc.integer({ min: 1, max: 20 }),
      seconds: fc.integer({ min: 60, max: 4_000 }),
    }),
    { maxLength: 3 },
  ),
});
const people = (count: number) => Array.from({ length: count }, (_, at) => id("ca", at));

describe("rotation", () => {
  test("each candidate visits each station exactly once, and no station ever holds two", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const ids = people(shape.candidates);
        const order = fittingOrder([], ids, shape);
        const visits = visitsOf({ ...shape, order });
        expect(visits).toHaveLength(shape.candidates * shape.stations);
        for (const one of ids) {
          const own = visits.filter((visit) => visit.candidateId === one);
          expect(own.map((visit) => visit.station).toSorted((a, b) => a - b)).toEqual(
            Array.from({ length: shape.stations }, (_, at) => at),
          );
          // Never in two places: each visit is in a turn of its own, in one circuit.
          expect(new Set(own.map((visit) => visit.turn)).size).toBe(shape.stations);
          expect(new Set(own.map((visit) => visit.circuit)).size).toBe(1);
        }
        const places = visits.map((one) => `${one.turn} ${one.circuit} ${one.station}`);
        expect(new Set(places).size).toBe(places.length);
        expect(Math.max(...visits.map((one) => one.turn))).toBeLessThan(turnsOf(shape));
      }),
    );
  });

  test("whatever two change places, everybody still comes to every station once", () => {
    fc.assert(
      fc.property(shapes, fc.nat(), fc.nat(), (shape, a, b) => {
        const ids = people(shape.candidates);
        const order = fittingOrder([], ids, shape);
        const after = swapped(order, a % order.length, b % order.length);
        expect(fittingOrder(after, ids, shape)).toEqual(after);
        expect(visitsOf({ ...shape, order: after })).toHaveLength(ids.length * shape.stations);
      }),
    );
  });

  test("16 candidates at 8 stations make 2 rounds; a ninth place of 17 makes a third", () => {
    expect(roundsOf({ stations: 8, circuits: 1, candidates: 16 })).toBe(2);
    expect(roundsOf({ stations: 8, circuits: 1, candidates: 17 })).toBe(3);
    expect(roundsOf({ stations: 8, circuits: 2, candidates: 16 })).toBe(1);
  });

  test("an order keeps those who stay where they were and drops who left", () => {
    const [a, b, c] = people(3);
    const shape = { stations: 2, circuits: 1 };
    expect(
      fittingOrder(
        [b ?? "", a ?? ""],
        [a, b, c].map((one) => one ?? ""),
        shape,
      ),
    ).toEqual([b, a, c, null]);
    expect(fittingOrder([b ?? "", a ?? ""], [a ?? ""], shape)).toEqual([null, a]);
  });
});

const timing: ExamTiming = {
  readingSeconds: 60,
  stationSeconds: 480,
  changeSeconds: 60,
  breaks: [{ afterTurn: 8, seconds: 900 }],
};

describe("times to the second", () => {
  test("phases follow each other without hole or overlap, and turns begin where they say", () => {
    fc.assert(
      fc.property(timings, fc.integer({ min: 1, max: 24 }), (drawn, turns) => {
        const all = phasesOf(drawn, turns);
        let atMs = 0;
        for (const phase of all) {
          expect(phase.fromMs).toBe(atMs);
          atMs = phase.toMs;
        }
        for (const phase of all)
          if (phase.name === "station")
            expect(phase.fromMs).toBe(
              turnStartMs(drawn, phase.turn) + drawn.readingSeconds * 1_000,
            );
      }),
    );
  });

  test("the fourth candidate's third station, counted by hand", () => {
    expect(turnStartMs(timing, 2)).toBe(2 * 600_000);
    expect(turnStartMs(timing, 8)).toBe(8 * 600_000 + 900_000);
    expect(phaseAt(phasesOf(timing, 16), 59_999).name).toBe("reading");
    expect(phaseAt(phasesOf(timing, 16), 60_000).name).toBe("station");
    expect(phaseAt(phasesOf(timing, 16), 540_000).name).toBe("change");
    expect(phaseAt(phasesOf(timing, 16), 8 * 600_000).name).toBe("break");
    expect(phaseAt(phasesOf(timing, 16), dayLengthMs(timing, 16)).name).toBe("over");
    // Nobody walks on after the last station.
    expect(dayLengthMs(timing, 16)).toBe(16 * 600_000 + 900_000 - 60_000);
  });

  test("a station rings at reading, start, two minutes before its end, and stop", () => {
    expect(bellsOf(timing, 2).map(({ bell, atMs }) => [bell, atMs / 1_000])).toEqual([
      ["reading", 0],
      ["start", 60],
      ["warning", 420],
      ["stop", 540],
      ["reading", 600],
      ["start", 660],
      ["warning", 1_020],
      ["over", 1_140],
    ]);
  });

  test("a long break parts the day into blocks; a short one does not", () => {
    expect(blocksOf(timing, 16)).toHaveLength(1);
    const lunch = { ...timing, breaks: [{ afterTurn: 8, seconds: 3_600 }] };
    expect(blocksOf(lunch, 16)).toEqual(
      [
        { fromTurn: 0, toTurn: 8, fromMs: 0, toMs: 8 * 600_000 - 60_000 },
        {
          fromTurn: 8,
          toTurn: 16,
          fromMs: 8 * 600_000 + 3_600_000,
          toMs: 16 * 600_000 + 3_540_000,
        },
      ].map((block) => ({ ...block, toMs: expect.any(Number) })),
    );
    const spans = roomSpans({ startMs: 0, timing: lunch, reserveMinutes: 240 }, 16);
    expect(spans[0]?.endMs).toBe(spans[1]?.startMs);
  });
});

describe("the day's clock", () => {
  const planned = 1_000_000;
  const at = (kind: "start" | "pause" | "resume", atMs: number) => ({ kind, atMs });

  test("a pause moves all later times together and none before it", () => {
    const before = runOf(planned, [at("start", planned)]);
    const acts = [
      at("start", planned),
      at("pause", planned + 70_000),
      at("resume", planned + 190_000),
    ];
    const after = runOf(planned, acts);
    const now = planned + 200_000;
    expect(elapsedAt(after, now)).toBe(80_000);
    for (const point of [0, 60_000, 69_999])
      expect(momentOf(after, point, now)).toBe(planned + point);
    for (const point of [70_001, 540_000, 9_000_000])
      expect(momentOf(after, point, now) - momentOf(before, point, now)).toBe(120_000);
  });

  test("clock and moments are each other's inverse, whatever was started and paused", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 7 }),
        fc.integer({ min: 1, max: 900_000 }),
        (steps, point) => {
          let atMs = planned;
          const acts = steps.map((step, index) => {
            atMs += step;
            return at(index === 0 ? "start" : index % 2 === 1 ? "pause" : "resume", atMs);
          });
          const closed = acts.length % 2 === 0 ? [...acts, at("resume", atMs + 5)] : acts;
          const run = runOf(planned, closed);
          const now = 1e12;
          expect(elapsedAt(run, momentOf(run, point, now))).toBe(point);
        },
      ),
    );
  });

  test("before the start and in a pause it stands; a second start and a resume without pause say nothing", () => {
    expect(elapsedAt(runOf(planned, []), planned + 5_000)).toBe(-1);
    const stopped = runOf(planned, [at("start", planned), at("pause", planned + 5_000)]);
    expect(elapsedAt(stopped, planned + 60_000)).toBe(5_000);
    const acts = [
      at("start", planned),
      at("start", planned + 9_000),
      at("resume", planned + 9_500),
    ];
    expect(elapsedAt(runOf(planned, acts), planned + 10_000)).toBe(10_000);
  });
});

const [roomA, roomB] = [id("aa", 1), id("aa", 2)];
const [listA, teacherA, teacherB] = [id("cc", 1), id("ee", 1), id("ee", 2)];
const input: ExamInput = {
  title: "结业考核",
  course: "临床技能",
  audiences: ["2024级"],
  activity: "skills-exam",
  startMs: 10_000_000,
  timing,
  reserveMinutes: 30,
  passRule: "fixed",
  leastStations: 2,
  stations: [
    { key: "s1", name: "心肺复苏", rest: false, checklistId: listA },
    { key: "s2", name: "缝合", rest: false, checklistId: listA },
    { key: "s3", name: "休息", rest: true, checklistId: null },
  ],
  circuits: [
    {
      name: "A",
      places: [
        { station: "s1", venueId: roomA, stationId: null, examinerIds: [teacherA] },
        { station: "s2", venueId: roomB, stationId: null, examinerIds: [teacherB] },
      ],
    },
  ],
  candidates: people(4).map((candidateId, at) => ({
    candidateId,
    name: `考生${at}`,
    number: `N${at}`,
    accountId: null,
  })),
  order: [],
};
const world: World = {
  nowMs: 0,
  rooms: new Map([roomA, roomB].map((one) => [one, { name: one, usable: true }])),
  people: new Map(),
  bookings: [],
};
const codes = (change: Partial<ExamInput>, around: Partial<World> = {}) =>
  planTroubles({ ...input, ...change }, { ...world, ...around }).map((one) => one.code);
const circuit = (change: (place: ExamInput["circuits"][number]["places"][number]) => object) => [
  {
    name: "A",
    places: (input.circuits[0]?.places ?? []).map((one) => ({ ...one, ...change(one) })),
  },
];

describe("what stands against an exam", () => {
  test("nothing, where all is said and free", () => {
    expect(codes({})).toEqual([]);
  });

  test("an examiner twice at once, a room for two without 工位, a candidate twice", () => {
    expect(codes({ circuits: circuit(() => ({ examinerIds: [teacherA] })) })).toEqual([
      "examiner-twice",
    ]);
    expect(codes({ circuits: circuit(() => ({ venueId: roomA })) })).toEqual([
      "room-shared",
      "room-shared",
    ]);
    const apart = circuit(({ station }) => ({
      venueId: roomA,
      stationId: station === "s1" ? id("dd", 1) : id("dd", 2),
    }));
    expect(codes({ circuits: apart })).toEqual([]);
    const [first] = input.candidates;
    const again = first === undefined ? [] : [{ ...first, candidateId: id("ca", 99) }];
    expect(codes({ candidates: [...input.candidates, ...again] })).toEqual(["candidate-twice"]);
  });

  test("a room or an examiner the timetable needs, to the second of the reserve", () => {
    const [span] = roomSpans(input, 6);
    const endMs = span?.endMs ?? 0;
    const lesson = { venueId: roomA, teacherIds: [teacherB], title: "晚课" };
    const at = (startMs: number) => ({
      bookings: [{ ...lesson, startMs, endMs: startMs + 1_000 }],
    });
    expect(codes({}, at(endMs))).toEqual([]);
    expect(codes({}, at(endMs - 1))).toEqual(["room-taken", "examiner-busy"]);
    expect(codes({}, at(input.startMs - 1_000))).toEqual([]);
    expect(codes({}, at(input.startMs - 999))).toEqual(["room-taken", "examiner-busy"]);
  });

  test("whatever is missing is named, with its station", () => {
    expect(codes({ stations: [], circuits: [], candidates: [] })).toEqual([
      "no-stations",
      "no-circuits",
      "no-candidates",
    ]);
    expect(codes({ circuits: circuit(() => ({ venueId: null, examinerIds: [] })) })).toEqual([
      "room-missing",
      "examiner-missing",
      "room-missing",
      "examiner-missing",
    ]);
    expect(codes({ circuits: [{ name: "A", places: [] }] })).toEqual([
      "place-missing",
      "place-missing",
    ]);
    expect(codes({}, { nowMs: input.startMs })).toEqual(["start-past"]);
    expect(codes({}, { rooms: new Map() })).toEqual(["room-unusable", "room-unusable"]);
  });
});

describe("acts of the day", () => {
  const [someone] = people(1);
  const dayAt = (
    nowMs: number,
    acts: readonly { kind: "start" | "pause" | "resume"; atMs: number }[],
  ): Day => ({
    run: runOf(1_000, acts),
    lengthMs: 500,
    nowMs,
    fromMs: 900,
    toMs: 2_000,
    candidateIds: new Set([someone ?? ""]),
    places: new Set(["0 s1"]),
  });
  const act = (kind: RunAct["kind"], change: object = {}) => ({
    kind,
    candidateId: null,
    circuit: null,
    station: null,
    reason: "",
    ...change,
  });
  const started = [{ kind: "start" as const, atMs: 1_000 }];
  const stopped = [...started, { kind: "pause" as const, atMs: 1_100 }];

  test("it starts once, not before the rooms are recorded and not after they are given back", () => {
    expect(actTrouble(act("start"), dayAt(899, []))).toBe("early");
    expect(actTrouble(act("start"), dayAt(900, []))).toBeUndefined();
    expect(actTrouble(act("start"), dayAt(2_000, []))).toBe("over");
    expect(actTrouble(act("start"), dayAt(1_050, started))).toBe("running");
  });

  test("a pause needs a running clock and a reason, going on a pause", () => {
    const reason = { reason: "停电" };
    expect(actTrouble(act("pause"), dayAt(1_050, started))).toBe("reason");
    expect(actTrouble(act("pause", reason), dayAt(1_050, started))).toBeUndefined();
    expect(actTrouble(act("pause", reason), dayAt(1_050, []))).toBe("waiting");
    expect(actTrouble(act("pause", reason), dayAt(1_150, stopped))).toBe("paused");
    expect(actTrouble(act("pause", reason), dayAt(1_500, started))).toBe("over");
    expect(actTrouble(act("resume"), dayAt(1_150, stopped))).toBeUndefined();
    expect(actTrouble(act("resume"), dayAt(1_150, started))).toBe("running");
  });

  test("who is absent or late is said of a candidate, trouble of a place, and the last word counts", () => {
    const day = dayAt(1_050, started);
    expect(actTrouble(act("absent"), day)).toBe("candidate");
    expect(actTrouble(act("late", { candidateId: someone }), day)).toBeUndefined();
    expect(actTrouble(act("trouble", { circuit: 1, station: "s1" }), day)).toBe("place");
    expect(actTrouble(act("trouble", { circuit: 0, station: "s1" }), day)).toBeUndefined();
    const said = (...kinds: RunAct["kind"][]) =>
      standingOf(kinds.map((kind) => ({ kind, candidateId: someone ?? null }))).get(someone ?? "");
    expect(said("absent", "late")).toBe("late");
    expect(said("late", "absent")).toBe("absent");
    expect(said("absent", "present")).toBeUndefined();
  });

  test("[S0-5.3.2] the clock is the lead's and the chief examiners'; what happens at a station each examiner tells", () => {
    const kinds = ["start", "pause", "resume", "absent", "late", "present", "trouble"] as const;
    const of = (plans: boolean, isChief: boolean) =>
      kinds.filter((kind) => mayAct(kind, { plans, isChief }));
    expect(of(true, false)).toEqual(kinds);
    expect(of(false, true)).toEqual(kinds);
    expect(of(false, false)).toEqual(["absent", "late", "present", "trouble"]);
  });

  test("the board of who leads stays awake from the start to the last bell, pauses included", () => {
    const run = (startedMs: number | null) => ({ plannedMs: 0, startedMs, pauses: [] });
    const of = (startedMs: number | null, elapsedMs: number, leads = true) =>
      staysAwake(run(startedMs), { leads, elapsedMs, lengthMs: 900 });
    expect([of(null, -1), of(5, 0), of(5, 899), of(5, 900), of(5, 0, false)]).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  test("a place whose recording should run and does not is down, whatever was opened", () => {
    const at = (nowMs: number, recording: number, opened = true) =>
      conditionOf({ nowMs, span: { startMs: 100, endMs: 200 }, cameras: 2, recording, opened });
    expect([at(99, 0), at(99, 0, false), at(100, 2), at(100, 2, false)]).toEqual([
      "ready",
      "waiting",
      "recording",
      "waiting",
    ]);
    expect([at(100, 1), at(199, 0, false), at(200, 0)]).toEqual([
      "camera-down",
      "camera-down",
      "ready",
    ]);
  });
});

describe("who was where", () => {
  const [a = "", b = ""] = people(2);
  const plan = {
    startMs: 1_000_000,
    timing: { readingSeconds: 10, stationSeconds: 60, changeSeconds: 5, breaks: [] },
    stations: [
      { key: "s1", name: "一", rest: false, checklistId: null },
      { key: "s2", name: "二", rest: false, checklistId: null },
      { key: "s3", name: "休", rest: true, checklistId: null },
    ],
    circuits: [{ name: "A", places: [] }],
    order: [a, b, null],
  };
  const act = (kind: RunAct["kind"], atMs: number, candidateId: string | null = null) => ({
    kind,
    atMs,
    candidateId,
  });
  const start = act("start", 2_000_000);
  const seen = (acts: Parameters<typeof heldVisits>[1], nowMs = 9_000_000) =>
    heldVisits(plan, acts, nowMs).map((one) => [
      one.candidateId === a ? "a" : "b",
      one.station,
      one.startMs - 2_000_000,
      one.endMs - 2_000_000,
      one.late,
    ]);

  test("[S0-9.1d] a visit lasts from the bell into the station to the bell out of it, pauses included", () => {
    expect(seen([])).toEqual([]);
    expect(seen([start], 2_069_999)).toEqual([]);
    const first = [
      ["a", "s1", 10_000, 70_000, false],
      ["b", "s2", 10_000, 70_000, false],
    ];
    expect(seen([start], 2_070_000)).toEqual(first);
    expect(seen([start])).toEqual([
      ...first,
      ["a", "s2", 85_000, 145_000, false],
      ["b", "s1", 160_000, 220_000, false],
    ]);
    expect(seen([start, act("pause", 2_100_000), act("resume", 2_107_000)]).slice(2)).toEqual([
      ["a", "s2", 85_000, 152_000, false],
      ["b", "s1", 167_000, 227_000, false],
    ]);
  });

  test("[S0-5.3.2] whoever was called absent when a visit ended was not there; the next after a late word is late", () => {
    const away = [start, act("absent", 2_020_000, a), act("late", 2_080_000, a)];
    expect(seen(away)).toEqual([
      ["b", "s2", 10_000, 70_000, false],
      ["a", "s2", 85_000, 145_000, true],
      ["b", "s1", 160_000, 220_000, false],
    ]);
    expect(seen([start, act("absent", 2_070_000, a)])).toHaveLength(3);
    expect(seen([start, act("absent", 1_500_000, a), act("present", 2_001_000, a)])).toHaveLength(
      4,
    );
  });
});

describe("the outcome over all stations", () => {
  const station = (percents: readonly (number | null)[], cut: number | null): Summary => ({
    standard: {
      passPercent: cut,
      rule: "fixed",
      candidates: percents.length,
      slope: null,
      rSquared: null,
      rmse: null,
      caution: null,
    },
    lines: percents.map((percent, at) => ({
      studentId: id("ca", at),
      name: "",
      items: [],
      points: percent,
      automatic: null,
      manual: percent,
      rulesBroken: [],
      rulesUnjudged: [],
      percent,
      rating: null,
      criticalMissed: [],
      conflicts: [],
      examiners: 1,
      result: percent === null || cut === null ? "open" : percent >= cut ? "passed" : "failed",
      corrected: false,
    })),
  });
  const outcome = (absent: readonly string[] = [], leastStations = 2) =>
    examOutcome({
      candidates: people(4).map((candidateId) => ({ candidateId, name: "", number: "" })),
      stations: [
        station([80, 100, 70, null], 60),
        station([60, 50, 40, null], 60),
        station([70, 90, 70, null], 66),
      ],
      absent: new Set(absent),
      leastStations,
    });

  test("the pass mark is the mean of the stations' and every station counts the same", () => {
    const { passPercent, lines } = outcome([id("ca", 3)]);
    expect(passPercent).toBe(62);
    expect(lines.map((line) => [line.percent, line.stationsPassed, line.result])).toEqual([
      [70, 3, "passed"],
      [80, 2, "passed"],
      [60, 2, "failed"],
      [null, 0, "absent"],
    ]);
  });

  test("a sheet that was not handed in is no part of the sum", () => {
    const [first] = people(1);
    const unsettled = station([80], 60);
    const open = {
      ...unsettled,
      lines: unsettled.lines.map((line) => ({ ...line, result: "open" as const })),
    };
    const of = (stations: Summary[]) =>
      examOutcome({
        candidates: [{ candidateId: first ?? "", name: "", number: "" }],
        stations,
        absent: new Set(),
        leastStations: 0,
      }).lines[0];
    expect(of([station([70], 60), open])).toMatchObject({ percent: null, result: "open" });
    expect(of([station([70], 60), station([80], null)])).toMatchObject({
      percent: 75,
      result: "open",
    });
  });

  test("whoever passes too few stations does not pass; what is not scored stays open", () => {
    expect(outcome([], 3).lines.map((line) => line.result)).toEqual([
      "passed",
      "failed",
      "failed",
      "open",
    ]);
  });
});
