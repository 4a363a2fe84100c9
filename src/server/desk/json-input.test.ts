import fc from "fast-check";
import { expect, test } from "vitest";
import { systemClock } from "../../platform/clock.ts";
import { parseJsonInput } from "./json-input.ts";

test.each([
  ["no JSON", "{"],
  ["NaN", '{"a":NaN}'],
  ["a key twice", '{"a":1,"a":2}'],
  ["a key twice, once escaped", '{"a":1,"\\u0061":2}'],
  ["a key twice below", '[{"b":{"a":1,"a":1}}]'],
  ["__proto__", '{"__proto__":{"role":"admin"}}'],
  ["__proto__ escaped", '{"__pro\\u0074o__":1}'],
  ["constructor", '{"constructor":{"prototype":{}}}'],
  ["NUL", '{"a":"x\\u0000"}'],
  ["half a surrogate pair", '{"a":"\\ud800"}'],
  ["half a surrogate pair as key", '{"\\udc00":1}'],
  ["too deep", "[".repeat(17) + "]".repeat(17)],
  ["too many members", `[${"0,".repeat(20_001)}0]`],
  ["far too deep", "[".repeat(200_000) + "]".repeat(200_000)],
])("[class 13] %s is not taken", (_what, text) => {
  expect(parseJsonInput(text)).toBeUndefined();
});

test("every JSON value of ours is taken as it is", () => {
  const own = fc.jsonValue({ maxDepth: 8, stringUnit: "grapheme" }).filter((value) => {
    const text = JSON.stringify(value);
    return !/__proto__|constructor|prototype|\\u0000/.test(text);
  });
  fc.assert(
    fc.property(own, (value) => {
      expect(parseJsonInput(JSON.stringify(value))).toEqual({
        value: JSON.parse(JSON.stringify(value)),
      });
    }),
  );
});

test("a megabyte of quotes and backslashes is judged in no time", () => {
  const startMs = systemClock.ticks();
  for (const text of [
    '"' + "\\\\".repeat(400_000) + '"',
    `["${"a".repeat(900_000)}"]`,
    "[" + '"",'.repeat(300_000) + '""]',
  ])
    parseJsonInput(text);
  expect(systemClock.ticks() - startMs).toBeLessThan(600);
});
