import fc from "fast-check";
import { expect, test } from "vitest";
import { fillFilter } from "./directory-filter.ts";
import { claimsOf, loginFromKey, readPersonKey, readPersonName } from "./person-key.ts";

test("[class 14] whatever is typed, the filter keeps its shape and the typed text stays one value", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (login) => {
      const filter = fillFilter("(&(objectClass=person)(uid={login}))", login);
      const value = /^\(&\(objectClass=person\)\(uid=([A-Za-z0-9._@\\-]*)\)\)$/.exec(filter)?.[1];
      expect(value).toBeDefined();
      const octets = (value ?? "").match(/\\[0-9a-f]{2}|[^\\]/g) ?? [];
      const bytes = octets.map((one) =>
        one.length === 1 ? one.charCodeAt(0) : Number.parseInt(one.slice(1), 16),
      );
      expect(new TextDecoder().decode(new Uint8Array(bytes))).toBe(login.toWellFormed());
    }),
    { seed: 20260601, numRuns: 2_000 },
  );
});

test.each([
  ["wang", "(uid=wang)"],
  ["*", "(uid=\\2a)"],
  ["a)(uid=*", "(uid=a\\29\\28uid\\3d\\2a)"],
  ["\\", "(uid=\\5c)"],
  ["\u0000", "(uid=\\00)"],
  ["王", "(uid=\\e7\\8e\\8b)"],
  ["{login}", "(uid=\\7blogin\\7d)"],
])("[class 14] %j is written as RFC 4515 prescribes", (login, filter) => {
  expect(fillFilter("(uid={login})", login)).toBe(filter);
});

test.each([
  [{ k: "2019001" }, "2019001"],
  [{ k: 2_019_001 }, "2019001"],
  [{ k: ["2019001"] }, "2019001"],
  [{ k: "0" }, "0"],
  [{ k: "王-001" }, "王-001"],
  [{ k: " 2019001" }, undefined],
  [{ k: "2019001\n" }, undefined],
  [{ k: "2019\u202e001" }, undefined],
  [{ k: "" }, undefined],
  [{ k: "x".repeat(65) }, undefined],
  [{ k: "\ud800" }, undefined],
  [{ k: ["a", "b"] }, undefined],
  [{ k: [] }, undefined],
  [{ k: null }, undefined],
  [{ k: true }, undefined],
  [{ k: 1.5 }, undefined],
  [{ k: { a: "2019001" } }, undefined],
  [{ k: ["2019001", null] }, undefined],
  [{ other: "2019001" }, undefined],
])("[S0-13a] the person key of %j is %j", (claims, key) => {
  expect(readPersonKey(claimsOf(claims), "k")).toBe(key);
});

test("no name of the language itself is a claim", () => {
  for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty"])
    expect(readPersonKey(claimsOf({ k: "x" }), name)).toBeUndefined();
});

test("a new account's login is its key where that is a login, and its name is one that can be shown", () => {
  expect(loginFromKey("S2024001")).toBe("s2024001");
  expect(loginFromKey("王001")).toBeUndefined();
  expect(loginFromKey("a")).toBeUndefined();
  const claims = claimsOf({ name: "  李XX ", bad: "a\u0000b", long: "x".repeat(200) });
  expect(readPersonName(claims, "name")).toBe("李XX");
  for (const claim of ["bad", "long", "missing", null])
    expect(readPersonName(claims, claim)).toBeUndefined();
});
