import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  itemActs,
  type ItemAct,
  itemKinds,
  type ItemKind,
  itemStages,
  type ItemState,
  itemStates,
} from "../../contract/retention.ts";
import { actToFollow, firstState, possibleActs, stageOf, stepItem } from "./trace-item.ts";

/** The documented life of a trace, written down a second time: state, act, state. */
type Documented = readonly [ItemState, ItemAct, ItemState, (readonly ItemKind[])?];
const documented: readonly Documented[] = [
  ["collecting", "store", "kept"],
  ["collecting", "look", "collecting"],
  ["kept", "look", "kept"],
  ["kept", "use", "kept"],
  ["kept", "archive", "archived", ["system-data", "footage", "operation-log", "training-ledger"]],
  ["kept", "fall-due", "due"],
  ["kept", "hold", "held"],
  ["held", "look", "held"],
  ["held", "use", "held"],
  [
    "held",
    "archive",
    "archived-held",
    ["system-data", "footage", "operation-log", "training-ledger"],
  ],
  ["held", "release", "kept"],
  ["due", "look", "due"],
  ["due", "use", "due"],
  ["due", "archive", "archived", ["system-data", "footage", "operation-log", "training-ledger"]],
  ["due", "prolong", "kept"],
  ["due", "hold", "held"],
  ["due", "propose", "in-destruction"],
  ["due", "roll-over", "destroyed", ["footage"]],
  ["due", "dispose", "destroyed", ["equipment", "training-ledger"]],
  ["archived", "look", "archived"],
  ["archived", "use", "archived"],
  ["archived", "hold", "archived-held"],
  ["archived", "propose", "in-destruction"],
  ["archived-held", "look", "archived-held"],
  ["archived-held", "use", "archived-held"],
  ["archived-held", "release", "archived"],
  ["in-destruction", "withdraw", "due"],
  ["in-destruction", "begin", "being-destroyed"],
  ["in-destruction", "hold", "held"],
  ["being-destroyed", "destroy", "destroyed"],
];

const documentedStep = (kind: ItemKind, from: ItemState, act: ItemAct) =>
  documented.find(
    ([state, one, , kinds]) => state === from && one === act && (kinds?.includes(kind) ?? true),
  )?.[2];

describe.each(itemKinds)("a trace of the kind %s", (kind) => {
  test("[S0-2a] from every state only documented steps succeed", () => {
    for (const state of itemStates)
      for (const act of itemActs)
        expect(stepItem(kind, state, act), `${state} ${act}`).toBe(
          documentedStep(kind, state, act),
        );
  });

  test("[S0-2a] on any walk every step taken is a documented one, and what is gone stays gone", () => {
    const seed = Number(process.env["SEED"] ?? 2);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...itemActs), { maxLength: 40 }), (acts) => {
        let state = firstState;
        const before: ItemState[] = [];
        for (const act of acts) {
          const next = stepItem(kind, state, act);
          expect(next).toBe(documentedStep(kind, state, act));
          if (next === undefined) continue;
          if (state === "destroyed") throw new Error("something was done to what is gone");
          // Nothing is destroyed that was not due for review or handed to the archives before.
          if (next === "destroyed")
            expect([...before, state].some((one) => one === "due" || one === "archived")).toBe(
              true,
            );
          before.push(state);
          state = next;
        }
      }),
      { seed, numRuns: 200 },
    );
  });

  test("[S0-2a] its life passes through the stages a kind knows", () => {
    const reached = new Set<ItemState>([firstState]);
    const stages = new Set(["collection"]);
    for (let size = 0; size !== reached.size;) {
      size = reached.size;
      for (const state of itemStates.filter((one) => reached.has(one)))
        for (const act of possibleActs(kind, state)) {
          stages.add(stageOf[act]);
          reached.add(stepItem(kind, state, act) ?? state);
        }
    }
    expect(reached.has("destroyed")).toBe(true);
    const known = itemStages.filter((stage) => kind !== "equipment" || stage !== "archiving");
    expect(known.filter((stage) => !stages.has(stage))).toEqual([]);
  });
});

describe("following the claims", () => {
  test("[S0-2a] ends in a state that fits what they say, for every state and every answer", () => {
    for (const kind of itemKinds)
      for (const start of itemStates)
        for (const held of [false, true])
          for (const due of [false, true]) {
            let state: ItemState = start;
            for (let steps = 0; ; steps += 1) {
              const act = actToFollow(state, { held, due: due && !held });
              if (act === undefined) break;
              const next = stepItem(kind, state, act);
              if (next === undefined) throw new Error(`${kind} ${state} ${act}`);
              expect(steps).toBeLessThan(3);
              state = next;
            }
            if (state === "kept") expect([held, due]).not.toEqual([false, true]);
            if (state === "due") expect([held, due]).toEqual([false, true]);
            if (state === "held" || state === "archived-held") expect(held).toBe(true);
          }
  });
});
