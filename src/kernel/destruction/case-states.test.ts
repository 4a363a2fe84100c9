import { expect, test } from "vitest";
import { type DestructionState, destructionStates } from "../../contract/destruction.ts";
import { seededDraw } from "../../../tests/fixture/seeded.ts";
import {
  type DestructionEvent,
  type DestructionGuard,
  canDrop,
  destructionEvents,
  nextState,
} from "./case-states.ts";

/** The life of a destruction as the guide draws it: state, event, state, and when. */
const documented: readonly (readonly [
  DestructionState,
  DestructionEvent,
  DestructionState,
  keyof DestructionGuard | "",
])[] = [
  ["listed", "change", "listed", ""],
  ["listed", "cool", "cooling", ""],
  ["listed", "withdraw", "withdrawn", ""],
  ["cooling", "submit", "submitted", "cooled"],
  ["cooling", "drop", "listed", ""],
  ["cooling", "withdraw", "withdrawn", ""],
  ["submitted", "approve", "approved", ""],
  ["submitted", "reject", "rejected", ""],
  ["submitted", "drop", "listed", ""],
  ["submitted", "withdraw", "withdrawn", ""],
  ["approved", "witness", "witnessed", "bothWitnesses"],
  ["approved", "drop", "listed", ""],
  ["approved", "withdraw", "withdrawn", ""],
  ["witnessed", "execute", "executing", ""],
  ["witnessed", "leave", "approved", ""],
  ["witnessed", "drop", "listed", ""],
  ["executing", "wait", "waiting-lock", ""],
  ["executing", "verify", "verified", ""],
  ["waiting-lock", "verify", "verified", ""],
  ["verified", "finish", "finished", "resultSigned"],
];

const guards: readonly DestructionGuard[] = [true, false].flatMap((cooled) =>
  [true, false].flatMap((bothWitnesses) =>
    [true, false].map((resultSigned) => ({ cooled, bothWitnesses, resultSigned })),
  ),
);

test("[S0-17.1] every transition is documented, and every documented one is there", () => {
  for (const guard of guards)
    for (const state of destructionStates)
      for (const event of destructionEvents) {
        const row = documented.find(([from, by]) => from === state && by === event);
        const holds = row !== undefined && (row[3] === "" || guard[row[3]]);
        expect(nextState(state, event, guard), `${state} ${event}`).toBe(
          holds ? row[2] : undefined,
        );
      }
});

test("[S0-17.1] 100,000 random walks find no undocumented transition and no way round a signature", () => {
  const seed = 20_291_108;
  const draw = seededDraw(seed);
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(draw() * from.length)];
  const known = new Map(documented.map(([from, by, to, when]) => [`${from} ${by}`, { to, when }]));
  const ends = new Set<DestructionState>(["finished", "rejected", "withdrawn"]);
  const reached = new Set<string>();
  for (let walk = 0; walk < 100_000; walk++) {
    let state: DestructionState = "listed";
    const passed = new Set<DestructionState>(["listed"]);
    for (let step = 0; step < 24 && !ends.has(state); step++) {
      const event = pick(destructionEvents) ?? "cool";
      const guard = pick(guards) ?? { cooled: true, bothWitnesses: true, resultSigned: true };
      const next = nextState(state, event, guard);
      if (next === undefined) continue;
      const row = known.get(`${state} ${event}`);
      if (row?.to !== next || (row.when !== "" && !guard[row.when]))
        throw new Error(`undocumented: ${state} ${event} ${next}, seed ${seed}, walk ${walk}`);
      reached.add(`${state} ${event}`);
      state = next;
      // A case that fell back goes the whole way again.
      if (next === "listed") passed.clear();
      passed.add(next);
      if (next === "executing")
        for (const before of ["cooling", "submitted", "approved", "witnessed"] as const)
          if (!passed.has(before))
            throw new Error(`executing without ${before}, seed ${seed}, walk ${walk}`);
    }
  }
  expect(reached.size).toBe(documented.length);
});

test("[S0-17.2a] nothing drops back once bytes may have gone", () => {
  const dropping = destructionStates.filter((state) => canDrop(state));
  expect(dropping).toEqual(["cooling", "submitted", "approved", "witnessed"]);
});
