import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectionKinds } from "../../contract/detection.ts";
import { patienceOf } from "./patience.ts";
import { type Lasting, type Sight, nothing, stepLasting } from "./persistence.ts";

const patience = { looks: 3, lastsMs: 8_000, wellLooks: 2, wellMs: 4_000 };

function run(sights: readonly Sight[], everyMs = 4_000, from: Lasting = nothing) {
  let state = from;
  const turns: string[] = [];
  for (const [at, sight] of sights.entries()) {
    const step = stepLasting(state, { sight, atMs: at * everyMs }, patience);
    state = step.state;
    if (step.turned !== undefined) turns.push(`${step.turned} ${at}`);
  }
  return { state, turns };
}

describe("what lasts", () => {
  test.each([
    ["three in a row begin it", ["wrong", "wrong", "wrong"], ["began 2"]],
    ["two do not", ["wrong", "wrong", "well", "wrong", "wrong"], []],
    ["what says nothing is passed over", ["wrong", "unknown", "wrong", "wrong"], ["began 3"]],
    [
      "two that are well end it",
      ["wrong", "wrong", "wrong", "well", "well"],
      ["began 2", "ended 4"],
    ],
    ["one does not", ["wrong", "wrong", "wrong", "well", "wrong", "well"], ["began 2"]],
  ] as const)("[S0-5.4.2] %s", (_, sights, turns) => {
    expect(run(sights).turns).toEqual(turns);
  });

  test("three quick looks are not long enough", () => {
    expect(run(["wrong", "wrong", "wrong", "wrong"], 2_000).turns).toEqual([]);
    expect(run(["wrong", "wrong", "wrong", "wrong", "wrong"], 2_000).turns).toEqual(["began 4"]);
  });

  test("it is known since its first look that was wrong", () => {
    expect(run(["well", "wrong", "wrong", "wrong"]).state.sinceMs).toBe(4_000);
  });

  test("[S0-5.4.2] what a look knows to have lasted counts from its beginning, but never for another look", () => {
    const first = stepLasting(nothing, { sight: "wrong", atMs: 10_000, sinceMs: 6_000 }, patience);
    const second = stepLasting(first.state, { sight: "wrong", atMs: 14_000 }, patience);
    expect(second.turned).toBeUndefined();
    const third = stepLasting(second.state, { sight: "wrong", atMs: 14_100 }, patience);
    expect(third).toMatchObject({ turned: "began", state: { sinceMs: 6_000 } });
  });

  test("beginnings and ends take turns, whatever is seen, and nothing lasting is missed", () => {
    const sight = fc.constantFrom<Sight>("wrong", "well", "unknown");
    fc.assert(
      fc.property(fc.array(sight, { maxLength: 60 }), (sights) => {
        const { turns, state } = run(sights);
        const words = turns.map((turn) => turn.split(" ")[0]);
        expect(words).toEqual(words.map((_, at) => (at % 2 === 0 ? "began" : "ended")));
        expect(state.active).toBe(words.length % 2 === 1);
        const after = run([...sights, "wrong", "wrong", "wrong"]);
        expect(after.state.active).toBe(true);
      }),
    );
  });

  test("[S0-4.3b] by its patience each kind is noticed in the time asked for", () => {
    for (const kind of detectionKinds) {
      const { looks, lastsMs } = patienceOf[kind];
      // A look each 4 s, then closer ones each 2 s; a second for the group of pictures, two to decode.
      const byLooks = 4_000 + (looks - 1) * 2_000;
      const latestMs = Math.max(byLooks, 4_000 + lastsMs + 2_000) + 3_000;
      expect(latestMs, kind).toBeLessThanOrEqual(30_000);
    }
  });
});
