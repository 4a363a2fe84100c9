import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Look, drawRoom } from "../../../tests/fixture/drawn-pictures.ts";
import { judgePicture } from "./judge-picture.ts";
import { type GreyPicture, changeBetween, figuresOf, lookSize } from "./picture-figures.ts";
import { type PictureReference, learn, mayTeach } from "./picture-reference.ts";
import { parseReference, printReference } from "./print-reference.ts";

/** What a camera knows after some looks at its room. */
function knownOf(look: Omit<Look, "seed"> = {}, looks = 8, from: PictureReference = {}) {
  let known = from;
  let last: GreyPicture | undefined;
  for (let seed = 1; seed <= looks; seed++) {
    const now = drawRoom({ ...look, seed });
    known = learn(known, figuresOf(now), last && changeBetween(last, now));
    last = now;
  }
  return known;
}

const usual = knownOf();
const before = drawRoom({ seed: 90 });
const judged = (now: GreyPicture, known = usual, last = before) =>
  judgePicture({ figures: figuresOf(now), change: changeBetween(last, now), known });
const even = (light: number, noise: number): GreyPicture => {
  const grain = drawRoom({ light: 0, noise, seed: 5 });
  return { ...lookSize, bytes: grain.bytes.map((value) => value + light) };
};

describe("a picture", () => {
  test.each([
    ["as ever", drawRoom({ seed: 91 })],
    ["with somebody in it", drawRoom({ seed: 92, personAt: 120 })],
    ["in half the light", drawRoom({ seed: 93, light: 0.5 })],
    ["in a third of the light", drawRoom({ seed: 94, light: 0.3 })],
    ["in more light", drawRoom({ seed: 95, light: 1.3 })],
    ["of a camera that shook by a pixel", drawRoom({ seed: 96, shiftPixels: 1 })],
  ])("[S0-4.3b] %s is well", (_, picture) => {
    expect(judged(picture).wrong).toBeUndefined();
  });

  test.each([
    ["black", even(0, 2)],
    ["covered", even(60, 3)],
    ["covered", even(200, 2)],
    ["covered", drawRoom({ seed: 97, blurPixels: 40, light: 0.4 })],
    ["moved", drawRoom({ seed: 98, shiftPixels: 40 })],
    ["defocused", drawRoom({ seed: 99, blurPixels: 4 })],
    ["dark", drawRoom({ seed: 100, light: 0.08 })],
  ] as const)("[S0-4.3b, S3-11.1] %s is called so", (kind, picture) => {
    expect(judged(picture).wrong).toBe(kind);
  });

  test("[S0-4.3b] of a camera turned aside in side light is moved, however soft it became; only mush is defocused", () => {
    const sideLit = (look: Look): GreyPicture => {
      const { bytes } = drawRoom(look);
      return { ...lookSize, bytes: bytes.map((light, at) => light * 0.4 + (at % 320) * 0.45) };
    };
    let known: PictureReference = {};
    for (let seed = 1; seed <= 8; seed++)
      known = learn(known, figuresOf(sideLit({ seed })), undefined);
    const aside = figuresOf(sideLit({ seed: 98, shiftPixels: 40 }));
    const sharp = known.bright?.sharpness ?? 0;
    const judge = (share: number) =>
      judgePicture({
        figures: { ...aside, sharpness: sharp * share },
        change: undefined,
        known,
      }).wrong;
    expect([0.9, 0.31, 0.29, 0.15].map(judge)).toEqual(["moved", "moved", "moved", "moved"]);
    expect(judge(0.02)).toBe("defocused");
  });

  test("[S0-4.3b] that does not change at all stands still, a clock burnt into it or not", () => {
    const still = Uint8Array.from(before.bytes);
    expect(judged({ ...lookSize, bytes: still }).wrong).toBe("frozen");
    for (let x = 10; x < 60; x++) still[10 * 320 + x] = 255;
    expect(judged({ ...lookSize, bytes: still }).wrong).toBe("frozen");
  });

  test("of a camera without noise stands still only where something usually moves", () => {
    const walking = (seed: number) => drawRoom({ seed: 1, noise: 0, personAt: 20 + seed * 30 });
    let lively: PictureReference = {};
    let last = walking(0);
    for (let seed = 1; seed < 8; seed++) {
      lively = learn(lively, figuresOf(walking(seed)), changeBetween(last, walking(seed)));
      last = walking(seed);
    }
    expect(judged(last, lively, last).wrong).toBe("frozen");
    const quiet = knownOf({ noise: 0 });
    const same = drawRoom({ seed: 1, noise: 0 });
    const verdict = judged(same, quiet, same);
    expect(verdict.wrong).toBeUndefined();
    expect(verdict.blind).toContain("frozen");
  });

  test("without a reference tells black and covered, and says what it cannot tell", () => {
    expect(judged(even(0, 1), {}).wrong).toBe("black");
    expect(judged(even(90, 1), {}).wrong).toBe("covered");
    const verdict = judged(drawRoom({ seed: 3, shiftPixels: 40 }), {});
    expect(verdict).toMatchObject({ wrong: undefined, teaches: true });
    expect(verdict.blind).toEqual(["moved", "defocused", "dark", "frozen"]);
  });

  test("that shows nothing is never learnt from", () => {
    expect(mayTeach(figuresOf(even(60, 3)))).toBe(false);
    expect(judged(even(60, 3), {}).teaches).toBe(false);
  });

  test("in the light it was learnt in or in another is the same room: night after day is well", () => {
    const night = knownOf({ light: 0.2, noise: 3 }, 8, usual);
    expect(Object.keys(night).toSorted()).toEqual(["bright", "night"]);
    expect(judged(drawRoom({ seed: 44, light: 0.2, noise: 3 }), night).wrong).toBeUndefined();
    expect(judged(drawRoom({ seed: 45 }), night).wrong).toBeUndefined();
  });

  test("any light, noise and person leave a room well; any cover is covered", () => {
    const look = fc.record({
      seed: fc.integer({ min: 1, max: 1_000_000 }),
      light: fc.double({ min: 0.25, max: 1.3, noNaN: true }),
      noise: fc.double({ min: 1, max: 6, noNaN: true }),
      personAt: fc.integer({ min: -40, max: 320 }),
    });
    fc.assert(
      fc.property(look, (drawn) => {
        expect(judged(drawRoom(drawn)).wrong).toBeUndefined();
        const cover = even(Math.round(30 + drawn.light * 100), drawn.noise);
        expect(judged(cover).wrong).toBe("covered");
      }),
      { numRuns: 40 },
    );
  });
});

test("a reference read back judges as the one that was written", () => {
  const back = parseReference(JSON.parse(JSON.stringify(printReference(usual))));
  expect(judged(drawRoom({ seed: 98, shiftPixels: 40 }), back).wrong).toBe("moved");
  expect(judged(drawRoom({ seed: 91 }), back).wrong).toBeUndefined();
  expect(parseReference({ bright: { looks: "many" } })).toEqual({});
  expect(parseReference(undefined)).toEqual({});
});
