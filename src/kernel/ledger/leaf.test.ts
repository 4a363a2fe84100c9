import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { siteId } from "../../../tests/fixture/ledger-copy.ts";
import type { Actor } from "../../contract/actor.ts";
import { sha256 } from "../../platform/hash.ts";
import { canonicalJson } from "../canonical.ts";
import { buildLeaf, falsePersonalField, type LeafSource, parseLeaf } from "./leaf.ts";

const id = "0197f000-0000-7000-8000-00000000000a";
const actor: Actor = {
  kind: "person",
  accountId: id,
  signInId: id,
  login: "gh-1",
  name: "王某",
  role: "admin",
  terminal: "T",
  address: "10.0.0.1",
};
const ports = { sha256, drawSalt: () => new Uint8Array(16).fill(5) };
const source: LeafSource = {
  id,
  siteId,
  kind: "venue.changed@1",
  atMs: 5,
  actor,
  subject: { type: "venue", id },
  body: { before: null, after: { "10": "a", "9": "b", name: "1号实训室" } },
  personal: { holder: "张某" },
};
const built = buildLeaf(source, ports);

describe("a leaf", () => {
  test("says who, what and when in canonical text, and parses back", () => {
    const leaf = parseLeaf(built.text);
    expect(leaf).toMatchObject({ id, siteId, kind: "venue.changed@1", atMs: 5, version: 1 });
    expect(canonicalJson(leaf)).toBe(built.text);
  });

  test("[C-28] holds no personal text, only salted digests of it", () => {
    expect(built.text).not.toMatch(/王某|gh-1|张某/);
    expect([...built.personal.keys()]).toEqual(["actor.login", "actor.name", "holder"]);
    const leaf = parseLeaf(built.text);
    expect(leaf && falsePersonalField(leaf, built.personal, sha256)).toBeUndefined();
    const other = new Map([...built.personal, ["holder", { salt: "0".repeat(32), text: "张某" }]]);
    expect(leaf && falsePersonalField(leaf, other, sha256)).toBe("holder");
  });

  test("whatever text stands in its body, it parses back to that text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 200 }),
        fc.string({ unit: "binary", maxLength: 20 }),
        (name, key) => {
          const text = buildLeaf(
            { ...source, body: { before: null, after: { [`k${key}`]: name } } },
            ports,
          ).text;
          expect(parseLeaf(text)?.body).toEqual({ before: null, after: { [`k${key}`]: name } });
        },
      ),
    );
  });

  test.each([
    ["a blank", built.text.replace('"body":', '"body": ')],
    ["a newline at the end", `${built.text}\n`],
    ["keys out of order", built.text.replace('"atMs":5,', "").replace(/\}$/, ',"atMs":5}')],
    ["a key twice", built.text.replace('"atMs":5', '"atMs":5,"atMs":5')],
    ["an escape that need not be", built.text.replace("1号", String.raw`\u0031号`)],
    ["a number in another form", built.text.replace('"atMs":5', '"atMs":5.0')],
    ["an exponent", built.text.replace('"atMs":5', '"atMs":5e0')],
    ["a minus zero", built.text.replace('"atMs":5', '"atMs":-0')],
    ["a fraction", built.text.replace('"atMs":5', '"atMs":5.5')],
    ["another version", built.text.replace('"version":1', '"version":2')],
    ["a further member", built.text.replace('"version":1', '"version":1,"zzz":1')],
    ["a missing member", built.text.replace('"atMs":5,', "")],
    ["half a surrogate pair", built.text.replace("1号", "\ud800")],
    ["a list", `[${built.text}]`],
    ["nothing", ""],
    ["more than its limit", built.text.replace("1号", "号".repeat(22_000))],
  ])("is none with %s", (_name, text) => {
    expect(text).not.toBe(built.text);
    expect(parseLeaf(text)).toBeUndefined();
  });

  test.each<[string, Partial<LeafSource>]>([
    ["a personal text of 2,001 characters", { personal: { name: "x".repeat(2_001) } }],
    ["a personal field with a long name", { personal: { ["x".repeat(33)]: "x" } }],
    ["a text that is not well formed", { body: { before: null, after: { name: "\ud800" } } }],
    [
      "a body beyond the limit of an entry",
      { body: { before: null, after: { a: "号".repeat(11_000), b: "号".repeat(11_000) } } },
    ],
  ])("is not built with %s", (_name, change) => {
    expect(() => buildLeaf({ ...source, ...change }, ports)).toThrow(/long|well-formed|limit/);
  });
});
