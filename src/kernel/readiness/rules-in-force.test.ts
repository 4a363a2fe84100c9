import { expect, test } from "vitest";
import { rulesInForce, standOf } from "./rules-in-force.ts";

const versions = [
  { version: 1, fromMs: 0 },
  { version: 2, fromMs: 100 },
  { version: 4, fromMs: 300 },
  { version: 3, fromMs: 500 },
];

test("[S0-4.4] the newest version whose day has come is in force", () => {
  const at = (nowMs: number) => rulesInForce(versions, nowMs)?.version;
  expect([at(-1), at(0), at(99), at(100), at(299), at(300), at(500)]).toEqual([
    undefined,
    1,
    1,
    2,
    2,
    4,
    4,
  ]);
});

test("[S0-4.4] a version that a newer one overtook before its day is past, not coming", () => {
  const at = (nowMs: number) => versions.map((one) => standOf(one, versions, nowMs));
  expect(at(50)).toEqual(["in-force", "coming", "coming", "past"]);
  expect(at(150)).toEqual(["past", "in-force", "coming", "past"]);
  expect(at(400)).toEqual(["past", "past", "in-force", "past"]);
  expect(at(600)).toEqual(["past", "past", "in-force", "past"]);
});
