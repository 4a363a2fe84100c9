import { expect, test } from "vitest";
import { parseGroups, parseNames, printGroups, strangers, typedTime } from "./plan-text.ts";

test("[S0-5.3.1] names are taken from lines and any usual comma, once each", () => {
  expect(parseNames("学员甲\n学员乙、学员丙，学员甲; ")).toEqual(["学员甲", "学员乙", "学员丙"]);
});

test("[S0-5.3.1] groups are read as they are printed, and a line without members is refused", () => {
  const groups = [
    { name: "第一组", members: ["甲", "乙"] },
    { name: "第二组", members: ["丙"] },
  ];
  expect(parseGroups(printGroups(groups))).toEqual(groups);
  expect(parseGroups("第一组")).toBeUndefined();
  expect(parseGroups("：甲")).toBeUndefined();
  expect(parseGroups("第一组：")).toBeUndefined();
  expect(strangers(groups, ["甲", "乙"])).toEqual(["丙"]);
  expect(strangers(groups, [])).toEqual([]);
});

test("times are typed in several ways and are one", () => {
  expect(["0830", "8:30", "８：３０", "08:30", "08"].map(typedTime)).toEqual([
    "08:30",
    "08:30",
    "08:30",
    "08:30",
    "08",
  ]);
});
