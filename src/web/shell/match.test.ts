import { expect, test } from "vitest";
import { matches, type Found } from "./match.ts";

const found = (text: string, more = ""): Found => ({
  key: text,
  kind: "",
  text,
  more,
  side: "",
  go: { to: "/lessons", id: text },
});

test("every word typed must occur; what begins with the first one comes first", () => {
  const all = [found("张老师的心肺复苏"), found("心肺复苏实训", "2024 级"), found("外科操作")];
  expect(matches(all, "心肺", 9).map((one) => one.text)).toEqual([
    "心肺复苏实训",
    "张老师的心肺复苏",
  ]);
  expect(matches(all, "心肺 2024", 9)).toHaveLength(1);
  expect(matches(all, " ", 9)).toEqual([]);
});
