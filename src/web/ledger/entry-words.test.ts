import { beforeAll, describe, expect, test } from "vitest";
import i18next, { type TFunction } from "i18next";
import { z } from "zod";
import { entryKinds } from "../../contract/entries.ts";
import { zhCN } from "../words/zh-CN.ts";
import { changesBetween, fieldWord, lessonOf, summary, textOf, type Line } from "./entry-words.ts";

let t: TFunction;

beforeAll(async () => {
  const own = i18next.createInstance();
  const resources = { "zh-CN": { translation: zhCN } };
  t = await own.init({ lng: "zh-CN", resources, keySeparator: "/", nsSeparator: false });
});

const lineOf = (body: Line["body"]): Line => ({
  entryId: "01920000-0000-7000-8000-000000000001",
  index: 1,
  kind: "viewing.closed@1",
  atMs: 1_780_272_000_000,
  actorName: "张 XX",
  subject: { type: "viewing", id: "01920000-0000-7000-8000-000000000002" },
  body,
  personal: {},
});

/** Names of all fields, nested ones too; a change is shown by the fields of its two sides. */
function fieldsOfEntries(): Set<string> {
  const found = new Set<string>();
  const schema = z.toJSONSchema(z.strictObject(entryKinds), { unrepresentable: "any" });
  const collect = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === "properties") for (const name of Object.keys(value)) found.add(name);
      collect(value);
    }
  };
  for (const kind of Object.values(schema.properties ?? {})) collect(kind);
  found.delete("before");
  found.delete("after");
  return found;
}

/** Every name of the contract that an entry may hold, under its field's name. */
function namesOfEntries(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const schema = z.toJSONSchema(z.strictObject(entryKinds), { unrepresentable: "any" });
  const collect = (node: unknown, field: string): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === "properties") {
        for (const [name, inner] of Object.entries(value)) collect(inner, name);
      } else if (key === "enum" || key === "const") {
        for (const one of [value].flat())
          if (typeof one === "string") found.set(field, (found.get(field) ?? new Set()).add(one));
      } else collect(value, field);
    }
  };
  collect(schema, "");
  return found;
}

describe("an entry's content in words", () => {
  test("names of the contract are said, free text stays", () => {
    expect(textOf(t, "purpose", "quality-control")).toBe("质量监控");
    expect(textOf(t, "exit", "closed")).toBe("本人关闭");
    expect(textOf(t, "code", "purpose_missing")).toBe(zhCN.refusals.purpose_missing.what);
    expect(textOf(t, "coverage", ["venue", "teacher"])).toBe("实训场地、教师指导");
    expect(textOf(t, "reason", "教师请假")).toBe("教师请假");
  });

  test("every name of the contract that an entry holds has its word; a form has its number", () => {
    const bare = [...namesOfEntries()].flatMap(([field, values]) => {
      const unsaid = [...values].filter(
        (value) => textOf(t, field, value) === value && !/^F-\d\d$/.test(value),
      );
      return unsaid.length === 0 ? [] : [`${field}: ${unsaid.join(" ")}`];
    });
    expect(bare).toEqual([]);
  });

  test("every field of every entry has its word, and so have the parts of who acted", () => {
    const nameless = [...fieldsOfEntries()].filter((field) => fieldWord(t, field) === field);
    expect(nameless).toEqual([]);
    expect(fieldWord(t, "actor.login")).toBe("操作人账号");
    expect(fieldWord(t, "code", "SQ26D963")).toBe("水印编码");
    expect(fieldWord(t, "code", "not_permitted")).toBe("结果");
    expect(fieldWord(t, "code", "JJ-01")).toBe("代码");
    expect([fieldWord(t, "late", 2), fieldWord(t, "late", true)]).toEqual(["迟到", "是否迟报"]);
  });

  test("the lesson it is about is found by its subject or its body, and by nothing else", () => {
    const lessonId = "01920000-0000-7000-8000-000000000003";
    const about = (type: Line["subject"]["type"], body: Line["body"]) =>
      lessonOf({ subject: { type, id: lessonId }, body });
    expect(about("lesson", {})).toBe(lessonId);
    expect(about("viewing", { lessonId: "other" })).toBe("other");
    expect(about("viewing", { lessonId: 7 })).toBeUndefined();
    expect(about("account", {})).toBeUndefined();
  });

  test("what was attempted carries the title of its route", () => {
    const body = { attempted: "viewing.open", code: "not_permitted", rule: "S0-9.1" };
    expect(summary(t, lineOf(body))).toMatch(/^被拒绝的操作 开始查阅 · 结果 您的角色没有这项权限/);
  });

  test("a nested value is told by its parts, without ids", () => {
    const played = [
      {
        cameraId: "01920000-0000-7000-8000-000000000003",
        stream: "main",
        startMs: 0,
        endMs: 65_000,
      },
    ];
    expect(textOf(t, "played", played)).toBe("码流 主码流 · 开始 00:00 · 结束 01:05");
  });

  test("an id or a digest says nothing to people, under whatever name it stands", () => {
    const id = "01920000-0000-7000-8000-000000000003";
    const line = lineOf({ standingFor: id, lessonId: id, root: "ab".repeat(32), marks: 3 });
    expect(summary(t, { ...line, personal: { "students.0": id } })).toBe("评分数 3");
    expect(textOf(t, "subject", { type: "camera", id })).toBe("类型 摄像机");
    expect(textOf(t, "corrects", [id])).toBe(id);
  });

  test("a keeping term is said in years or days", () => {
    expect(textOf(t, "termAfter", "P3Y")).toBe("3 年");
    expect(textOf(t, "termMinimum", "P30D")).toBe("30 天");
  });

  test("an addition shows its value, a change both", () => {
    const rows = changesBetween(
      t,
      { name: "全景", mode: "lessons" },
      { name: "全景", mode: "continuous", label: "C01" },
    );
    expect(rows).toEqual([
      { field: "mode", word: "录制方式", before: "按课表录制", after: "24 小时录制" },
      { field: "label", word: "编号", before: "—", after: "C01" },
    ]);
    const added = lineOf({ before: null, after: { label: "C01", venueId: "x" } });
    expect(summary(t, added)).toBe("编号 C01");
  });
});
