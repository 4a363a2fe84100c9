import { expect, test } from "vitest";
import { parseWish } from "./wish.ts";

const whole = ["--from", "/copies", "--escrow", "/key.txt", "--to", "/new"];
const home = "0197f000-0000-7000-8000-000000000001";

test("a wish says where from, with which key and where to", () => {
  expect(parseWish(whole)).toEqual({
    from: "/copies",
    escrow: "/key.txt",
    to: "/new",
    atMs: undefined,
    homeIds: [],
    keys: undefined,
  });
  expect(parseWish([...whole, "--home", home, "--home", home])?.homeIds).toHaveLength(2);
});

test.each([
  ["2026-06-01T08:30:00+08:00", Date.UTC(2026, 5, 1, 0, 30)],
  ["2026-06-01T00:30Z", Date.UTC(2026, 5, 1, 0, 30)],
  ["2026-06-01T00:30:00.250Z", Date.UTC(2026, 5, 1, 0, 30, 0, 250)],
])("[S0-8.1b] the moment %s is exact to its offset", (text, atMs) => {
  expect(parseWish([...whole, "--at", text])?.atMs).toBe(atMs);
});

test.each([
  [[]],
  [whole.slice(2)],
  [[...whole, "--at", "2026-06-01T08:30:00"]],
  [[...whole, "--at", "yesterday"]],
  [[...whole, "--at", "2026-13-01T08:30:00Z"]],
  [[...whole, "--to", "/other"]],
  [[...whole, "--home", "../x"]],
  [[...whole, "--force"]],
  [[...whole, "--at", "--home"]],
  [["--from", "", "--escrow", "k", "--to", "t"]],
])("%j is no wish", (args) => {
  expect(parseWish(args)).toBeUndefined();
});
