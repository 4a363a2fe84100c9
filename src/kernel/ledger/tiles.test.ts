import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toHex, utf8 } from "../bytes.ts";
import { parseBundle, printBundle } from "./bundle.ts";
import { bundlePath, parseTilePath, tilePath, tilesOf } from "./tiles.ts";

describe("C2SP tile layout", () => {
  test.each([
    [{ level: 0, index: 0, width: 256 }, "tile/0/000"],
    [{ level: 0, index: 273, width: 112 }, "tile/0/273.p/112"],
    [{ level: 3, index: 1_234_067, width: 256 }, "tile/3/x001/x234/067"],
    [{ level: 63, index: 1_000, width: 1 }, "tile/63/x001/000.p/1"],
  ])("%o lies at %s", (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual({ ...tile, entries: false });
  });
  test("an entry bundle lies beside the tiles", () => {
    expect(bundlePath({ index: 1_234_067, width: 9 })).toBe("tile/entries/x001/x234/067.p/9");
    expect(parseTilePath("tile/entries/x001/x234/067.p/9")?.entries).toBe(true);
  });
  test("the specification's tree of 70,000 has the tiles it names", () => {
    const tiles = [...tilesOf(70_000)];
    const count = (level: number, full: boolean) =>
      tiles.filter((tile) => tile.level === level && (tile.width === 256) === full).length;
    expect([
      count(0, true),
      count(0, false),
      count(1, true),
      count(1, false),
      count(2, false),
    ]).toEqual([273, 1, 1, 1, 1]);
    expect(tiles.filter((tile) => tile.width < 256).map((tile) => tile.width)).toEqual([
      112, 17, 1,
    ]);
  });
  test("a tree of 256 has a full tile and a partial one above", () => {
    expect([...tilesOf(256)].map(tilePath)).toEqual(["tile/0/000", "tile/1/000.p/1"]);
  });
  test.each([
    "tile/0/0",
    "tile/00/000",
    "tile/64/000",
    "tile/0/x000/000",
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/0/000.p/01",
    "tile/0/001/002",
    "tile/0/x1/002",
    "tile/../000",
    "tile/0/000/",
    "/tile/0/000",
    "tile/0/000\n",
    "tile/entries/..%2f",
    "",
    "tile/-1/000",
    "tile/0/x999/x999/x999/x999/x999/999",
  ])("no tile path: %j", (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });
  test("every path parses back", () => {
    const tile = fc.record({
      level: fc.integer({ min: 0, max: 63 }),
      index: fc.integer({ min: 0, max: 10 ** 12 }),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(tile, (one) => {
        expect(parseTilePath(tilePath(one))).toEqual({ ...one, entries: false });
      }),
    );
  });
});

describe("entry bundles", () => {
  test("each entry stands after its length", () => {
    expect(toHex(printBundle([utf8("ab"), new Uint8Array(), utf8("c")]))).toBe(
      "000261620000000163",
    );
  });
  test("what is printed parses back", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 256 }), (entries) => {
        expect(parseBundle(printBundle(entries))?.map(toHex)).toEqual(entries.map(toHex));
      }),
      { numRuns: 50 },
    );
  });
  test("a broken length or a 257th entry is refused", () => {
    expect(parseBundle(Uint8Array.of(0))).toBeUndefined();
    expect(parseBundle(Uint8Array.of(0, 2, 1))).toBeUndefined();
    expect(parseBundle(new Uint8Array(2 * 257))).toBeUndefined();
    expect(() => printBundle([new Uint8Array(65_536)])).toThrow(RangeError);
  });
});
