import fc from "fast-check";
import { expect, test } from "vitest";
import { type RequestState, requestStates } from "../../contract/approval.ts";
import { seededDraw } from "../../../tests/fixture/seeded.ts";
import { type CaseEvent, type CaseGuard, caseEvents, nextState } from "./case-states.ts";
import { type AskedRange, type GrantedRange, withinGrant } from "./granted-range.ts";

/** The life of a case as the guide draws it: state, event, state, and when. */
const documented: readonly (readonly [RequestState, CaseEvent, RequestState, string])[] = [
  ["waiting", "agree", "waiting", ""],
  ["waiting", "agree-last", "granted", ""],
  ["waiting", "disagree", "rejected", ""],
  ["waiting", "withdraw", "withdrawn", ""],
  ["waiting", "co-sign", "emergency", "urgent"],
  ["waiting", "lapse", "lapsed", "looking"],
  ["emergency", "agree", "emergency", ""],
  ["emergency", "agree-last", "granted", ""],
  ["emergency", "disagree", "rejected", ""],
  ["granted", "hand-over", "handed-over", "leaving"],
  ["granted", "close", "closed", "looking"],
  ["granted", "lapse", "lapsed", ""],
  ["handed-over", "return", "returned", "owed"],
  ["handed-over", "close", "closed", "settled"],
  ["returned", "close", "closed", ""],
];

function holds(when: string, guard: CaseGuard): boolean {
  switch (when) {
    case "urgent":
      return guard.emergencyAsked;
    case "looking":
      return guard.gives === "viewing";
    case "leaving":
      return guard.gives !== "viewing";
    case "owed":
      return guard.owed;
    case "settled":
      return !guard.owed;
    default:
      return true;
  }
}

const guards: readonly CaseGuard[] = (["viewing", "clip", "package", "loan"] as const).flatMap(
  (gives) =>
    [true, false].flatMap((owed) =>
      [true, false].map((emergencyAsked) => ({ gives, owed, emergencyAsked })),
    ),
);

test("every transition is documented, and every documented one is there", () => {
  for (const guard of guards)
    for (const state of requestStates)
      for (const event of caseEvents) {
        const row = documented.find(([from, by]) => from === state && by === event);
        const want = row !== undefined && holds(row[3], guard) ? row[2] : undefined;
        expect(nextState(state, event, guard), `${state} ${event}`).toBe(want);
      }
});

test("100,000 random walks find no undocumented transition and no way out of an end", () => {
  const seed = 20_260_601;
  const draw = seededDraw(seed);
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(draw() * from.length)];
  const known = new Map(documented.map(([from, by, to, when]) => [`${from} ${by}`, { to, when }]));
  const ends = new Set<RequestState>(["rejected", "withdrawn", "closed", "lapsed"]);
  const reached = new Set<string>();
  for (let walk = 0; walk < 100_000; walk++) {
    const drawn = pick(guards) ?? { gives: "clip", owed: false, emergencyAsked: false };
    let [state, owed]: [RequestState, boolean] = ["waiting", drawn.owed];
    for (let step = 0; step < 12; step++) {
      const event = pick(caseEvents) ?? "agree";
      const guard = { ...drawn, owed };
      const next = nextState(state, event, guard);
      if (next === undefined) continue;
      const row = known.get(`${state} ${event}`);
      if (row?.to !== next || !holds(row.when, guard) || ends.has(state))
        throw new Error(`undocumented: ${state} ${event} ${next}, seed ${seed}, walk ${walk}`);
      reached.add(`${state} ${event}`);
      if (event === "return") owed = false;
      state = next;
    }
  }
  expect(reached.size).toBe(documented.length);
});

test("[S1-E3] what is wider than approved is refused, whatever the ranges", () => {
  const id = fc.constantFrom("a", "b", "c", "d");
  const span = fc
    .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 20 }))
    .map(([startMs, length]) => ({ startMs, endMs: startMs + length }));
  const grant: fc.Arbitrary<GrantedRange> = fc.record({
    lessonIds: fc.uniqueArray(id, { minLength: 1, maxLength: 3 }),
    cameraIds: fc.uniqueArray(id, { maxLength: 3 }),
    span: fc.option(span),
  });
  const ask: fc.Arbitrary<AskedRange> = fc.record({
    lessonIds: fc.uniqueArray(id, { maxLength: 3 }),
    cameraIds: fc.uniqueArray(id, { maxLength: 3 }),
    span: fc.option(span),
  });
  /** Every camera and millisecond that is reached, one by one: what "within" means. */
  const cells = (of: { cameraIds: readonly string[]; span: AskedRange["span"] }): string[] => {
    const { startMs, endMs } = of.span ?? { startMs: 0, endMs: 80 };
    const cameras = of.cameraIds.length === 0 ? ["a", "b", "c", "d", "else"] : of.cameraIds;
    return cameras.flatMap((camera) =>
      Array.from({ length: endMs - startMs }, (_, at) => `${camera} ${startMs + at}`),
    );
  };
  fc.assert(
    fc.property(grant, ask, (approved, asked) => {
      const allowed = new Set(cells(approved));
      const within =
        asked.lessonIds.every((one) => approved.lessonIds.includes(one)) &&
        cells(asked).every((cell) => allowed.has(cell));
      expect(withinGrant(approved, asked)).toBe(within);
    }),
    { numRuns: 2_000 },
  );
});
