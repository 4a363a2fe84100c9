import { describe, expect, test } from "vitest";
import { missingFields } from "./session-record.ts";
import { groupsOf, readRoster } from "./roster-sheet.ts";
import { attendeeOf, lineOfAccount, rosterLines } from "./roster.ts";

const head = ["姓名", "学号", "组别", "工位"];

describe("a roster sheet", () => {
  test("[S0-5.3.1] is read under its headings in any order, with groups as they first stand", () => {
    const { people, faults } = readRoster([
      ["工位", "姓 名", "学号", "分组"],
      ["1", "学员甲", "2024001", "第一组"],
      ["", "", "", ""],
      ["", "学员乙", "", "第二组"],
      ["2", "学员丙", "2024003", "第一组"],
    ]);
    expect(faults).toEqual([]);
    expect(people.map((one) => [one.row, one.name, one.number, one.station])).toEqual([
      [2, "学员甲", "2024001", "1"],
      [4, "学员乙", "", ""],
      [5, "学员丙", "2024003", "2"],
    ]);
    expect(groupsOf(people)).toEqual([
      { name: "第一组", members: ["学员甲", "学员丙"] },
      { name: "第二组", members: ["学员乙"] },
    ]);
    expect(groupsOf([])).toEqual([{ name: "不分组", members: [] }]);
  });

  test.each([
    [[["名字"]], 1, "姓名", "heading-missing"],
    [[head], 2, "姓名", "no-rows"],
    [[head, ["", "2024001", "", ""]], 2, "姓名", "missing"],
    [[head, ["=1+1", "", "", ""]], 2, "姓名", "formula"],
    [[head, ["甲", "", "", "@x"]], 2, "工位", "formula"],
    [[head, ["甲".repeat(121), "", "", ""]], 2, "姓名", "too-long"],
    [[head, ["甲\u0007", "", "", ""]], 2, "姓名", "bad-characters"],
    [[head, ["甲", "a1", "", ""], ["乙", "A1", "", ""]], 3, "学号", "twice"],
    [[head, ["甲", "a1", "", ""], ["甲", "", "", ""]], 3, "姓名", "number-needed"],
    [
      [head, ...Array.from({ length: 501 }, (_, at) => [`甲${at}`, "", "", ""])],
      1,
      "姓名",
      "too-many",
    ],
  ])("[S0-5.3.1] names row, column and what is wrong", (table, row, column, code) => {
    expect(readRoster(table).faults).toContainEqual(expect.objectContaining({ row, column, code }));
  });
});

describe("who is expected", () => {
  const students = [
    { accountId: "a", login: "s1", name: "甲", station: "1" },
    { accountId: "b", login: "s2", name: "乙", station: "" },
    { accountId: "c", login: "s3", name: "乙", station: "" },
  ];
  const groups = [{ name: "一组", members: ["甲", "丙"] }];
  const lines = rosterLines({ roster: ["丙", "甲", "乙"], groups, students });

  test("[S0-5.3.1] every account once, every name without one once, in the order of the roster", () => {
    expect(lines.map((one) => [one.accountId, one.name, one.group])).toEqual([
      [null, "丙", "一组"],
      ["a", "甲", "一组"],
      ["b", "乙", ""],
      ["c", "乙", ""],
    ]);
  });

  test("[S2-N1] a name without account is only whose name nobody else bears", () => {
    const who = { accountId: "z", name: "丙" };
    expect(lineOfAccount(lines, { ...who, namesakes: 1 })?.name).toBe("丙");
    expect(lineOfAccount(lines, { ...who, namesakes: 2 })).toBeUndefined();
    expect(lineOfAccount(lines, { accountId: "a", name: "甲", namesakes: 9 })?.login).toBe("s1");
    expect(lineOfAccount(lines, { accountId: "y", name: "甲", namesakes: 1 })).toBeUndefined();
  });

  test("[S0-5.3.3] what was noted under a name goes on under the account that name has since", () => {
    const named = { attendeeId: "1", accountId: null, name: "甲" };
    const [, first, second] = lines;
    expect(first && attendeeOf(first, [named], lines)).toBe(named);
    expect(second && attendeeOf(second, [{ ...named, name: "乙" }], lines)).toBeUndefined();
  });
});

describe("the record of a lesson", () => {
  const whole = {
    project: "心肺复苏",
    course: "急救",
    startMs: 1,
    endMs: 2,
    hours: 2,
    audiences: ["2024 级"],
    roster: [],
    groups: [{ name: "不分组" }],
  };
  test("[S0-5.3.1] is complete with its six fields, and with each missing one it is not", () => {
    expect(missingFields(whole)).toEqual([]);
    expect(missingFields({ ...whole, project: " " })).toEqual(["project"]);
    expect(missingFields({ ...whole, course: "" })).toEqual(["course"]);
    expect(missingFields({ ...whole, endMs: 1 })).toEqual(["span"]);
    expect(missingFields({ ...whole, hours: 0 })).toEqual(["hours"]);
    expect(missingFields({ ...whole, audiences: [""] })).toEqual(["audiences"]);
    expect(missingFields({ ...whole, audiences: [], roster: ["甲"] })).toEqual([]);
    expect(missingFields({ ...whole, groups: [{ name: "" }] })).toEqual(["groups"]);
  });
});
