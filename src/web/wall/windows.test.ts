import { expect, test } from "vitest";
import { arranged, firstWindows, placed } from "./windows.ts";

test("a camera put into a taken window changes places with the one there", () => {
  expect(placed(["a", "b", null, null], 1, "a")).toEqual(["b", "a", null, null]);
  expect(placed(["a", "b", null, null], 2, "c")).toEqual(["a", "b", "c", null]);
  expect(placed(["a", "b", null, null], 0, null)).toEqual([null, "b", null, null]);
});

test("fewer windows keep the cameras that stand, more windows add empty ones", () => {
  expect(arranged([null, "a", null, "b"], 1)).toEqual(["a"]);
  expect(arranged(["a"], 4)).toEqual(["a", null, null, null]);
});

test("the wall opens with the cameras of the venue asked for", () => {
  const cameras = [
    { cameraId: "a", venueId: "1" },
    { cameraId: "b", venueId: "2" },
  ];
  expect(firstWindows(cameras, "2", 4)).toEqual(["b", null, null, null]);
});
