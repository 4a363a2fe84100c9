import { describe, expect, test } from "vitest";
import { openTestHouse, type TestHouse } from "../../../tests/fixture/house.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import { hostileNames } from "../../../tests/vectors/hostile-names.ts";
import type { PersonActor } from "../../contract/actor.ts";
import {
  externalHeadings,
  timetableHeadings,
  timetableTemplate,
} from "../../kernel/timetable-sheet.ts";
import { readTable, writeTable } from "../../platform/spreadsheet.ts";
import { historyOf } from "../ledger/index.ts";
import { accounts } from "../people/index.ts";
import { lessons, timetable } from "./index.ts";

interface Centre extends TestHouse {
  readonly admin: PersonActor;
}

/** Venues 1 号实训室 (camera), 2 号实训室 (camera), 理论教室 (none); teachers 张 XX (zhang), two named 李某 (li1, li2). */
async function openCentre(): Promise<Centre> {
  const t = await openTestHouse();
  const admin = t.actor("admin");
  for (const [at, name] of ["1 号实训室", "2 号实训室", "理论教室"].entries()) {
    const venue = await makeVenue(t.house, admin, name);
    if (at < 2) await makeCamera(t.house, admin, cameraInput(venue.venueId, { name: `机位${at}` }));
  }
  for (const [login, name] of [
    ["zhang", "张 XX"],
    ["li1", "李某"],
    ["li2", "李某"],
  ] as const)
    value(
      await accounts.open(t.house, admin, {
        login,
        name,
        personKey: login,
        category: "teacher",
        role: "teacher",
        expiresAtMs: null,
        venueIds: [],
      }),
    );
  return { ...t, admin };
}

const good = timetableTemplate[1]?.rows[1] ?? [];
const row = (cells: Record<string, string> = {}) =>
  timetableHeadings.map(
    (heading, at) => cells[heading] ?? (heading === "日期" ? "2026-06-02" : (good[at] ?? "")),
  );
const csvText = (rows: readonly (readonly string[])[]) =>
  rows
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","))
    .join("\r\n");
const csv = (...rows: (readonly string[])[]) =>
  new TextEncoder().encode(csvText([timetableHeadings, ...rows]));
const xlsx = (...rows: (readonly string[])[]) =>
  writeTable([{ title: "课表", rows: [timetableHeadings, ...rows] }]);
const preview = (t: Centre, bytes: Uint8Array, actor = t.admin) =>
  timetable.preview(t.house, actor, { fileName: "课表.xlsx", bytes });
const everything = async (t: Centre) => {
  const now = t.house.clock.now();
  return value(await lessons.list(t.house, t.admin, { fromMs: now, toMs: now + 90 * 86_400_000 }))
    .lessons;
};

describe("importing a timetable", () => {
  test("[S0-5.3.1] the template, filled in, is previewed without importing and imported once confirmed", async () => {
    await using t = await openCentre();
    const found = value(
      await preview(t, await xlsx(row(), row({ 场地: "2 号实训室", 授课教师: "li2" }))),
    );
    expect(found.faults).toEqual([]);
    expect(
      found.rows.map((one) => [one.row, one.officialName, one.venueName, one.teacherNames]),
    ).toEqual([
      [
        2,
        "【2026-06-02】心肺复苏实训 - 2024 级临床本科 - 张 XX-1 号实训室",
        "1 号实训室",
        ["张 XX"],
      ],
      [3, "【2026-06-02】心肺复苏实训 - 2024 级临床本科 - 李某-2 号实训室", "2 号实训室", ["李某"]],
    ]);
    expect(await everything(t)).toEqual([]);
    const imported = value(await timetable.import(t.house, t.admin, found.previewId)).lessons;
    expect((await everything(t)).map((lesson) => lesson.lessonId).toSorted()).toEqual(
      imported.map((lesson) => lesson.lessonId).toSorted(),
    );
    expect(imported[0]).toMatchObject({
      project: "心肺复苏实训",
      hours: 2,
      recording: true,
      roster: ["学员甲", "学员乙", "学员丙"],
      startMs: Date.UTC(2026, 5, 2, 0, 30),
    });
    const [entry] = await historyOf(t.house, found.previewId, { most: 9 });
    expect(entry?.leaf.body).toMatchObject({
      rows: 2,
      lessons: imported.map((lesson) => lesson.lessonId),
    });
    for (const { lessonId } of imported)
      expect((await historyOf(t.house, lessonId, { most: 9 })).map((one) => one.leaf.kind)).toEqual(
        ["lesson.changed@1"],
      );
    expect(await timetable.import(t.house, t.admin, found.previewId)).toMatchObject({
      code: "preview_gone",
    });
  });

  test("the template itself has all headings and an example that imports", async () => {
    const bytes = await timetable.template();
    const table = value(
      await readTable(bytes, { rowsMost: 10, columnsMost: 30, cellCharacters: 500 }),
    );
    expect(table[0]).toEqual([...timetableHeadings, ...externalHeadings]);
  });

  test.each([
    ["UTF-8", (text: string) => new TextEncoder().encode(text)],
    ["UTF-8 with a mark", (text: string) => new TextEncoder().encode(`\uFEFF${text}`)],
  ])("a CSV in %s is read like the XLSX, whatever its name says", async (_name, encode) => {
    await using t = await openCentre();
    const bytes = encode(csvText([timetableHeadings, row()]));
    expect(value(await preview(t, bytes)).rows).toHaveLength(1);
  });

  test.each<[string, Record<string, string>, [string, string, string]]>([
    ["an unknown venue", { 场地: "9 号实训室" }, ["场地", "unknown-venue", "9 号实训室"]],
    ["an unknown teacher", { 授课教师: "王某" }, ["授课教师", "unknown-teacher", "王某"]],
    ["two teachers of one name", { 授课教师: "李某" }, ["授课教师", "ambiguous-teacher", "李某"]],
    [
      "one teacher twice",
      { 授课教师: "张 XX、zhang" },
      ["授课教师", "teacher-twice", "张 XX、zhang"],
    ],
    [
      "a scene that must be filmed where no camera is",
      { 场地: "理论教室" },
      ["场地", "venue-without-camera", "理论教室"],
    ],
    [
      "an exam where no camera is",
      { 场地: "理论教室", 场景: "理论课", 活动类型: "技能考核" },
      ["场地", "venue-without-camera", "理论教室"],
    ],
    ["a day that has passed", { 日期: "2026-05-01" }, ["日期", "past", "2026-05-01"]],
    ["a day years away", { 日期: "2039-06-01" }, ["日期", "too-far", "2039-06-01"]],
    ["an unreal day", { 日期: "2026-02-30" }, ["日期", "bad-date", "2026-02-30"]],
    ["a formula", { 实训项目: "=HYPERLINK(1)" }, ["实训项目", "formula", "=HYPERLINK(1)"]],
  ])(
    "a row with %s is named, and the good rows beside it are not imported either",
    async (_name, cells, [column, code, text]) => {
      await using t = await openCentre();
      const found = value(await preview(t, csv(row({ 日期: "2026-06-03" }), row(cells))));
      expect(found.faults).toEqual([{ row: 3, column, code, value: text }]);
      expect(found.rows.map((one) => one.row)).toEqual([2]);
      expect(await timetable.import(t.house, t.admin, found.previewId)).toMatchObject({
        code: "timetable_has_errors",
        facts: { faults: 1 },
      });
      expect(await everything(t)).toEqual([]);
    },
  );

  test("clashes within the sheet and with lessons that stand are named", async () => {
    await using t = await openCentre();
    const first = value(await preview(t, csv(row())));
    value(await timetable.import(t.house, t.admin, first.previewId));
    const found = value(
      await preview(
        t,
        csv(
          row({ 开始: "09:00", 结束: "11:00" }),
          row({ 开始: "10:00", 结束: "12:00" }),
          row({ 开始: "11:30", 结束: "13:00" }),
          row({ 开始: "12:00", 结束: "13:00" }),
        ),
      ),
    );
    expect(found.faults.map((fault) => [fault.row, fault.code, fault.value])).toEqual([
      [2, "venue-taken", "1 号实训室"],
      [4, "clash-in-sheet", "1 号实训室 · 3"],
    ]);
  });

  test("what was booked between preview and confirmation wins, and nothing of the sheet is imported", async () => {
    await using t = await openCentre();
    const mine = value(await preview(t, csv(row({ 日期: "2026-06-03" }), row())));
    const other = t.actor("admin");
    const theirs = value(await preview(t, csv(row()), other));
    value(await timetable.import(t.house, other, theirs.previewId));
    expect(await timetable.import(t.house, t.admin, mine.previewId)).toMatchObject({
      code: "venue_taken",
    });
    expect(await everything(t)).toHaveLength(1);
  });

  test("a preview belongs to its person, runs out, and is taken once however many confirm it", async () => {
    await using t = await openCentre();
    const found = value(await preview(t, csv(row())));
    expect(await timetable.import(t.house, t.actor("admin"), found.previewId)).toMatchObject({
      code: "preview_gone",
    });
    const racing = await Promise.all(
      Array.from({ length: 10 }, () => timetable.import(t.house, t.admin, found.previewId)),
    );
    expect(racing.filter((one) => one.ok)).toHaveLength(1);
    expect(await everything(t)).toHaveLength(1);
    const late = value(await preview(t, csv(row({ 日期: "2026-06-05" }))));
    t.clock.advance(31 * 60_000);
    expect(await timetable.import(t.house, t.admin, late.previewId)).toMatchObject({
      code: "preview_gone",
    });
  });

  test("a manager imports for his venues only", async () => {
    await using t = await openCentre();
    const opened = value(
      await accounts.open(t.house, t.admin, {
        login: "manager1",
        name: "管理",
        personKey: "m1",
        category: "staff",
        role: "manager",
        expiresAtMs: null,
        venueIds: [],
      }),
    );
    const manager = { ...t.actor("manager"), accountId: opened.account.accountId };
    expect(value(await preview(t, csv(row()), manager)).faults).toEqual([
      { row: 2, column: "场地", code: "venue-not-yours", value: "1 号实训室" },
    ]);
  });

  test(
    "fifteen hundred rows are imported in one act whose entry still fits",
    { timeout: 60_000 },
    async () => {
      await using t = await openCentre();
      const rows = Array.from({ length: 1_500 }, (_, at) => {
        const start =
          Date.UTC(2026, 5, 2) + Math.floor(at / 30) * 86_400_000 + (at % 30) * 1_800_000;
        const text = (ms: number) => new Date(ms).toISOString();
        return row({
          日期: text(start).slice(0, 10),
          开始: text(start).slice(11, 16),
          结束: text(start + 1_740_000).slice(11, 16),
          课时数: "0.5",
        });
      });
      const found = value(await preview(t, csv(...rows)));
      expect(found.faults).toEqual([]);
      expect(value(await timetable.import(t.house, t.admin, found.previewId)).lessons).toHaveLength(
        1_500,
      );
      expect(await preview(t, csv(...rows, row()))).toMatchObject({ code: "timetable_unreadable" });
    },
  );

  test("a file that is no timetable is refused with a reason", async () => {
    await using t = await openCentre();
    for (const bytes of [
      new Uint8Array(),
      Uint8Array.from([0x50, 0x4b, 3, 4]),
      Uint8Array.from([0, 1, 2, 3]),
      new Uint8Array(6 * 1024 * 1024),
    ])
      expect((await preview(t, bytes)).ok ? "read" : "refused").toBe(
        bytes.length === 0 ? "read" : "refused",
      );
    expect(value(await preview(t, new Uint8Array())).faults[0]).toMatchObject({
      code: "heading-missing",
    });
    expect(value(await preview(t, new TextEncoder().encode("甲,乙\n1,2"))).faults).toHaveLength(14);
  });

  test(
    "300 hostile texts in project, class, roster and file name are stored as they are or named, and break nothing",
    { timeout: 60_000 },
    async () => {
      await using t = await openCentre();
      const texts = hostileNames.slice(0, 300);
      const rows = texts.map((text, at) => {
        const start = Date.UTC(2026, 6, 1) + at * 3_600_000;
        const clock = (ms: number) => new Date(ms).toISOString().slice(11, 16);
        return row({
          日期: new Date(start).toISOString().slice(0, 10),
          开始: clock(start),
          结束: clock(start + 1_800_000),
          实训项目: `训练${text.replaceAll(/[\u0000-\u001f]/g, "")}`,
          参训班级: `班${text.replaceAll(/[\u0000-\u001f]/g, "")}`,
        });
      });
      const found = value(
        await timetable.preview(t.house, t.admin, {
          fileName: texts.join("").slice(0, 5_000),
          bytes: csv(...rows),
        }),
      );
      expect(found.fileName).not.toMatch(/[/\\\p{Cc}]/u);
      expect(found.rows.length + new Set(found.faults.map((fault) => fault.row)).size).toBe(300);
      const clean = csv(...rows.filter((_, at) => found.rows.some((one) => one.row === at + 2)));
      const second = value(await preview(t, clean));
      expect(second.faults).toEqual([]);
      expect(
        value(await timetable.import(t.house, t.admin, second.previewId)).lessons,
      ).toHaveLength(found.rows.length);
    },
  );
});
