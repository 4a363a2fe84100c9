import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Centre, minute, openCentre } from "../../../tests/fixture/attendance.ts";
import { testPassword } from "../../../tests/fixture/desk.ts";
import { value } from "../../../tests/fixture/places.ts";
import type { PersonActor } from "../../contract/actor.ts";
import type { Lesson } from "../../contract/routes/lessons.ts";
import { utf8 } from "../../kernel/bytes.ts";
import { readTable } from "../../platform/spreadsheet.ts";
import { historyOf, quiet } from "../ledger/index.ts";
import { lessons } from "../lessons/index.ts";
import { site } from "../places/index.ts";
import { sheets } from "../registers/index.ts";
import { conductRules } from "../readiness/index.ts";
import { attendance, checkIns, forgetNames, kiosks, rosters, sessionRecord } from "./index.ts";

let t: Centre;
let teacher: PersonActor;

beforeAll(async () => {
  t = await openCentre(6);
  teacher = t.as(t.teacher, "teacher");
}, 60_000);
afterAll(() => t[Symbol.asyncDispose]());

const at = (atMs: number) => t.clock.advance(atMs - t.clock.now());
const read = async (of: Lesson) => value(await attendance.read(t.house, teacher, of.lessonId));
const lineOf = async (of: Lesson, nth: number) => {
  const { lines } = await read(of);
  const line = lines.find((one) => one.accountId === t.students[nth]?.accountId);
  if (line === undefined) throw new Error(`nobody is ${nth}`);
  return line;
};
const note = (of: Lesson, nth: number, kind: "in" | "out" | "leave", reason = "") =>
  attendance.mark(t.house, teacher, {
    lessonId: of.lessonId,
    attendee: { accountId: t.students[nth]?.accountId ?? "" },
    kind,
    reason,
  });

async function scan(of: Lesson): Promise<string> {
  let text = "";
  const pen = {
    origin: "",
    draw: (drawn: string) => {
      text = drawn.split("#")[1] ?? "";
      return [];
    },
  };
  value(await attendance.door(t.house, teacher, { lessonId: of.lessonId, pen }));
  return text;
}

describe("a lesson from its door to its closed list", () => {
  test("[S0-5.3.3] [S2-N9] in time, late, on leave, out without in, absent: each stands as it came, and stays", async () => {
    const lesson = await t.lesson();
    at(lesson.startMs - 20 * minute);
    expect(await note(lesson, 2, "leave")).toMatchObject({ code: "attendance_reason_missing" });
    value(await note(lesson, 2, "leave", "发热"));
    expect(await note(lesson, 0, "in")).toMatchObject({ code: "correction_unfit" });
    at(lesson.startMs - minute);
    value(await note(lesson, 0, "in"));
    at(lesson.startMs + 5 * minute);
    const code = await scan(lesson);
    value(await checkIns.mark(t.house, t.student(1), { code, kind: "in" }));
    at(lesson.endMs - minute);
    expect((await lineOf(lesson, 3)).standing).toBe("expected");
    const out = value(
      await checkIns.mark(t.house, t.student(3), { code: await scan(lesson), kind: "out" }),
    );
    expect(out).toMatchObject({ verdict: "valid", outWithoutIn: true });
    value(await note(lesson, 0, "out"));
    at(lesson.endMs + 15_000);
    await attendance.close(t.house);
    await attendance.close(t.house);
    const { tally, lines, closedAtMs } = await read(lesson);
    expect(tally).toEqual({ expected: 6, valid: 1, late: 1, leave: 1, absent: 3, out: 2 });
    expect(lines.map((line) => line.standing)).toEqual([
      "valid",
      "late",
      "leave",
      "absent",
      "absent",
      "absent",
    ]);
    expect(lines[3]?.flags).toEqual(["out-without-in"]);
    expect(closedAtMs).toBe(t.clock.now());
    expect(lines.flatMap((line) => line.marks)).toHaveLength(8);
    const kinds = (await historyOf(t.house, lesson.lessonId, { most: 50 })).map(
      (entry) => entry.leaf.kind,
    );
    expect(kinds.filter((kind) => kind === "attendance.closed@1")).toHaveLength(1);
    expect(kinds.filter((kind) => kind === "attendance.marked@1")).toHaveLength(8);
    // 签退 is asked for here: whoever did not is pointed at once the time for it is over.
    at(lesson.endMs + 16 * minute);
    expect((await lineOf(lesson, 1)).flags).toEqual(["no-out"]);
  });

  test("[S0-5.3.3] a correction needs its reason, stands from then on, and the old mark stays to be seen", async () => {
    const lesson = await t.lesson();
    at(lesson.endMs + minute);
    await attendance.close(t.house);
    const [absent] = (await lineOf(lesson, 4)).marks;
    const correct = (actor: PersonActor, markId: string) =>
      attendance.correct(t.house, actor, {
        lessonId: lesson.lessonId,
        markId,
        kind: "in",
        verdict: "late",
        reason: "手机没电，当场核对",
      });
    const other = t.as(t.otherTeacher, "teacher");
    expect(await correct(other, absent?.markId ?? "")).toMatchObject({ code: "not_found" });
    value(await correct(teacher, absent?.markId ?? ""));
    expect(await correct(teacher, absent?.markId ?? "")).toMatchObject({
      code: "correction_unfit",
    });
    const line = await lineOf(lesson, 4);
    expect(line.standing).toBe("late");
    expect(
      line.marks.map((mark) => [mark.kind, mark.verdict, mark.correctedById !== null]),
    ).toEqual([
      ["absent", "valid", true],
      ["in", "late", false],
    ]);
    const [entry] = await historyOf(t.house, lesson.lessonId, { most: 1 });
    expect(entry?.leaf.kind).toBe("attendance.corrected@1");
    expect(JSON.stringify(entry?.leaf)).not.toContain("手机没电");
  });

  test("[S2-N6] where the hospital's rules hold, leave is entered before the lesson begins", async () => {
    const lesson = await t.lesson();
    value(await site.name(t.house, t.admin, "示范中心"));
    value(await site.chooseProfile(t.house, t.admin, "hospital"));
    try {
      at(lesson.startMs);
      expect(await note(lesson, 0, "leave", "出差")).toMatchObject({ code: "leave_too_late" });
      const printed = await attendance.print(t.house, teacher, {
        lessonId: lesson.lessonId,
        ports: { ...sheets, typesetTable: async (_, sheet) => utf8(JSON.stringify(sheet)) },
      });
      const sheet: unknown = JSON.parse(new TextDecoder().decode(value(printed).bytes));
      expect(sheet).toMatchObject({
        title: "签到记录",
        columns: ["培训", "姓名", "工号", "签到时间", "状态", "终端", "备注"].map((title) => ({
          title,
        })),
      });
    } finally {
      value(await site.chooseProfile(t.house, t.admin, "clinical"));
    }
  });

  test("[S0-5.3.3] the grace is set before the lesson begins, entered, and then holds", async () => {
    const lesson = await t.lesson();
    const set = (minutes: number) =>
      attendance.setGrace(t.house, teacher, { lessonId: lesson.lessonId, minutes });
    value(await set(5));
    at(lesson.startMs + 5 * minute);
    expect(await set(60)).toMatchObject({ code: "grace_fixed" });
    value(await note(lesson, 0, "in"));
    expect((await lineOf(lesson, 0)).standing).toBe("valid");
    t.clock.advance(1_000);
    value(await note(lesson, 1, "in"));
    expect((await lineOf(lesson, 1)).standing).toBe("late");
  });
});

describe("who keeps the list", () => {
  test("[S0-9.1a] its teacher, the area's manager, the administrator; the director reads; nobody else knows of it", async () => {
    const lesson = await t.lesson();
    const { lessonId } = lesson;
    const outcome = async (actor: PersonActor) => {
      const found = await attendance.read(t.house, actor, lessonId);
      return found.ok ? found.value.mayKeep : found.code;
    };
    expect(await outcome(teacher)).toBe(true);
    expect(await outcome(t.admin)).toBe(true);
    expect(await outcome(t.actor("director"))).toBe(false);
    for (const other of [t.as(t.otherTeacher, "teacher"), t.actor("manager"), t.student(0)])
      expect(await outcome(other)).toBe("not_found");
    const pen = { origin: "", draw: () => [] };
    const door = await attendance.door(t.house, t.actor("director"), { lessonId, pen });
    expect(door).toMatchObject({ code: "not_found" });
  });

  test("[S0-9.1d] a student's own list tells of nobody else", async () => {
    const mine = value(await attendance.own(t.house, t.student(1)));
    expect(mine.lessons.length).toBeGreaterThan(1);
    expect(JSON.stringify(mine)).not.toContain(t.students[0]?.name);
  });

  test("[S2-N1] whoever is on no roster is refused; a bare name of the roster is the only one who bears it", async () => {
    const [first, second] = t.students;
    const lesson = await t.lesson({ roster: [second?.name ?? ""], studentIds: [] });
    at(lesson.startMs);
    const code = await scan(lesson);
    expect(await checkIns.look(t.house, t.student(0), code)).toMatchObject({
      code: "not_on_roster",
    });
    expect(first?.name).not.toBe(second?.name);
    const marked = value(await checkIns.mark(t.house, t.student(1), { code, kind: "in" }));
    expect(marked.verdict).toBe("valid");
    // The roster learns of the account later: the same person stays one, and in.
    const sheet = utf8(`姓名,学号\n${second?.name},${second?.login}\n`);
    value(await rosters.import(t.house, teacher, { ...lesson, bytes: sheet, take: true }));
    const again = value(
      await checkIns.mark(t.house, t.student(1), { code: await scan(lesson), kind: "in" }),
    );
    expect(again.verdict).toBe("repeated");
    expect((await read(lesson)).lines).toHaveLength(1);
  });
});

describe("a roster from a sheet", () => {
  const csv = (rows: string[]) => utf8(["姓名,学号,组别,工位", ...rows].join("\n"));

  test("[S0-5.3.1] is checked first, taken whole or not at all, and becomes roster, groups and accounts", async () => {
    const [a, b] = t.students;
    const lesson = await t.lesson({ roster: ["旧学员"], studentIds: [] });
    const take = (bytes: Uint8Array, sure: boolean) =>
      rosters.import(t.house, teacher, { lessonId: lesson.lessonId, bytes, take: sure });
    const bad = csv([`${a?.name},${a?.login},一组,`, "学员甲,nobody-here,一组,", "学员乙,,二组,9"]);
    const read1 = value(await take(bad, true));
    expect(read1.taken).toBe(false);
    expect(read1.faults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, "学号", "unknown-account"],
      [4, "工位", "unknown-station"],
      [4, "工位", "station-without-account"],
    ]);
    const wrong = value(await take(csv([`张冠李戴,${a?.login},,`]), true));
    expect(wrong.faults[0]).toMatchObject({ column: "姓名", code: "other-name" });
    const same = async () => value(await lessons.read(t.house, t.admin, lesson.lessonId)).roster;
    expect(await same()).toEqual(["旧学员"]);
    const good = csv([
      `${a?.name},${a?.login},一组,`,
      `${b?.name},${b?.login},二组,`,
      "学员丙,,一组,",
    ]);
    expect(value(await take(good, false))).toMatchObject({ taken: false, leaving: ["旧学员"] });
    expect(await same()).toEqual(["旧学员"]);
    expect(value(await take(good, true)).taken).toBe(true);
    const now = value(await lessons.read(t.house, t.admin, lesson.lessonId));
    expect(now.roster).toEqual([a?.name, b?.name, "学员丙"]);
    expect(now.groups).toEqual([
      { name: "一组", members: [a?.name, "学员丙"] },
      { name: "二组", members: [b?.name] },
    ]);
    const listed = value(await attendance.read(t.house, teacher, lesson.lessonId));
    expect(listed.lines.map((line) => [line.login, line.group])).toEqual([
      [a?.login, "一组"],
      [b?.login, "二组"],
      ["", "一组"],
    ]);
    const kinds = await historyOf(t.house, lesson.lessonId, { most: 5 });
    expect(kinds.filter((entry) => entry.leaf.kind === "lesson.changed@1")).toHaveLength(2);
  });

  test("[S0-5.3.1] of somebody else's lesson is refused as of none, and what is no sheet as that", async () => {
    const lesson = await t.lesson();
    const other = t.as(t.otherTeacher, "teacher");
    const ask = { lessonId: lesson.lessonId, bytes: csv(["甲,,,"]), take: true };
    expect(await rosters.import(t.house, other, ask)).toMatchObject({ code: "not_found" });
    const noise = { ...ask, bytes: new Uint8Array([80, 75, 3, 4, 0, 0, 1]) };
    expect(await rosters.import(t.house, teacher, noise)).toMatchObject({
      code: "timetable_unreadable",
    });
    expect((await read(lesson)).lines).toHaveLength(6);
  });
});

describe("a kiosk at a door", () => {
  const pen = { origin: "http://house.example", draw: (text: string) => [text] };
  const typed = { password: testPassword, factor: null, address: "10.1.0.9" };

  test("[S0-13a] [S0-4.4] opens by its code once and in time, shows its venue only, and is over when it is closed", async () => {
    const lesson = await t.lesson();
    const there = await t.lesson({ venueId: t.otherVenueId });
    const ask = { venueId: t.venueId, name: "1 号实训室门口" };
    const late = value(await kiosks.register(t.house, t.admin, ask));
    t.clock.advance(15 * minute);
    expect(await kiosks.enter(t.house, late.code)).toMatchObject({ code: "kiosk_code_wrong" });
    const { code, kiosk } = value(await kiosks.register(t.house, t.admin, ask));
    const { token } = value(await kiosks.enter(t.house, code));
    expect(await kiosks.enter(t.house, code)).toMatchObject({ code: "kiosk_code_wrong" });
    at(lesson.startMs);
    const shown = value(await kiosks.show(t.house, { token, pen }));
    expect(shown.doors.map((door) => door.lessonId)).toEqual([lesson.lessonId]);
    expect(shown.doors[0]?.qr[0]).toMatch(/^http:\/\/house\.example\/check-in#[0-9a-f]{32}\./);
    expect(JSON.stringify(shown)).not.toContain(t.students[0]?.name);
    const login = t.students[0]?.login ?? "";
    const mark = (more: object) =>
      kiosks.mark(t.house, {
        token,
        lessonId: lesson.lessonId,
        kind: "in",
        login,
        rules: conductRules,
        ...typed,
        ...more,
      });
    expect(await mark({ password: "not-it-at-all" })).toMatchObject({ code: "secret_wrong" });
    expect(await mark({ lessonId: there.lessonId })).toMatchObject({ code: "not_found" });
    // Before the first check-in of a course its rules are read here, too: this version, and none before it.
    expect(await mark({})).toMatchObject({ code: "rules_unread", facts: { version: 1 } });
    expect(await mark({ rulesRead: 2 })).toMatchObject({ code: "rules_unread" });
    expect((await lineOf(lesson, 0)).marks).toEqual([]);
    expect(value(await mark({ rulesRead: 1 }))).toMatchObject({
      verdict: "valid",
      standing: "valid",
    });
    expect(value(await mark({}))).toMatchObject({ verdict: "repeated" });
    const read = await historyOf(t.house, lesson.lessonId, {
      kinds: ["rules.acknowledged@1"],
      most: 5,
    });
    expect(read.map(({ leaf }) => [leaf.body, leaf.actor])).toMatchObject([
      [{ version: 1 }, { accountId: t.students[0]?.accountId }],
    ]);
    expect(await signInsOf(t.students[0]?.accountId ?? "")).toBe(0);
    const [mark1] = (await lineOf(lesson, 0)).marks;
    expect(mark1).toMatchObject({ way: "kiosk", terminal: "1 号实训室门口" });
    value(await kiosks.close(t.house, t.admin, kiosk.kioskId));
    expect(await kiosks.show(t.house, { token, pen })).toMatchObject({ code: "kiosk_unknown" });
    expect(await mark({})).toMatchObject({ code: "kiosk_unknown" });
  });

  test("[class 25] neither its code, its token nor the key of the doors lies in the database in clear", async () => {
    const made = value(
      await kiosks.register(t.house, t.admin, { venueId: t.venueId, name: "终端" }),
    );
    const { token } = value(await kiosks.enter(t.house, made.code));
    const superuser = new pg.Client({ connectionString: t.adminUrl });
    await superuser.connect();
    const rows = await superuser.query("select * from attendance.kiosk");
    const keys = await superuser.query("select sealed from attendance.door_key");
    await superuser.end();
    const text = JSON.stringify([rows.rows, keys.rows]);
    expect(text).not.toContain(token);
    expect(text).not.toContain(made.code);
    expect(keys.rows[0]).toMatchObject({ sealed: expect.stringMatching(/^v1\./) });
  });
});

async function signInsOf(accountId: string): Promise<number> {
  const superuser = new pg.Client({ connectionString: t.adminUrl });
  await superuser.connect();
  const found = await superuser.query("select 1 from people.sign_in where account_id = $1", [
    accountId,
  ]);
  await superuser.end();
  return found.rows.length;
}

describe("sheets", () => {
  test("[S0-5.3.3] 签到签退表 is printed and exported with the digest of its lines entered", async () => {
    const lesson = await t.lesson();
    at(lesson.startMs);
    value(await note(lesson, 0, "in"));
    const { lessonId } = lesson;
    const printed = value(await attendance.print(t.house, teacher, { lessonId, ports: sheets }));
    expect(new TextDecoder().decode(printed.bytes.subarray(0, 5))).toBe("%PDF-");
    const table = value(await attendance.table(t.house, teacher, lessonId));
    const cells = value(
      await readTable(table.bytes, { rowsMost: 20, columnsMost: 20, cellCharacters: 200 }),
    );
    expect(cells[0]).toEqual([
      "序号",
      "学号",
      "姓名",
      "组别",
      "工位",
      "签到时间",
      "签退时间",
      "状态",
      "终端",
      "备注",
    ]);
    expect(cells).toHaveLength(7);
    expect(cells[1]?.slice(6, 8)).toEqual(["", "有效"]);
    const entries = await historyOf(t.house, lessonId, { most: 2 });
    expect(entries.map((entry) => entry.leaf.kind)).toEqual([
      "attendance.sheet-printed@1",
      "attendance.sheet-printed@1",
    ]);
    expect(entries[0]?.leaf.body["digest"]).toBe(entries[1]?.leaf.body["digest"]);
  });

  test("[S0-5.3.1] F-12 has the six fields in their order, and is complete after the lesson only, once", async () => {
    const lesson = await t.lesson();
    const { lessonId } = lesson;
    const complete = () => sessionRecord.complete(t.house, teacher, lessonId);
    expect(await complete()).toMatchObject({ code: "session_record_early" });
    at(lesson.endMs);
    const superuser = new pg.Client({ connectionString: t.adminUrl });
    await superuser.connect();
    const groups = (name: string) =>
      superuser.query(`update lessons.lesson_people set groups = $1 where lesson_id = $2`, [
        JSON.stringify([{ name, members: [] }]),
        lessonId,
      ]);
    await groups("");
    expect(await complete()).toMatchObject({
      code: "session_record_incomplete",
      facts: { field: "groups" },
    });
    await groups("不分组");
    await superuser.end();
    expect(value(await complete()).completedAtMs).toBe(lesson.endMs);
    expect(await complete()).toMatchObject({ code: "session_record_completed" });
    const titles: string[] = [];
    const ports = {
      ...sheets,
      typesetParticulars: async (_: unknown, sheet: { rows: readonly { title: string }[] }) => {
        titles.push(...sheet.rows.map((row) => row.title));
        return utf8("%PDF-");
      },
    };
    value(await sessionRecord.print(t.house, teacher, { lessonId, ports }));
    expect(titles).toEqual([
      "实训项目",
      "课程名称",
      "授课时段",
      "课时数",
      "参训班级/人员名单",
      "分组信息",
    ]);
  });
});

test("[C-28] names and reasons go with the names of the lesson; that somebody came stays", async () => {
  const lesson = await t.lesson({ roster: ["临时学员"], studentIds: [] });
  at(lesson.startMs);
  value(
    await attendance.mark(t.house, teacher, {
      lessonId: lesson.lessonId,
      attendee: { name: "临时学员" },
      kind: "leave",
      reason: "住院",
    }),
  );
  await quiet(t.house, "what destroying a lesson does", (tx) => forgetNames(tx, lesson.lessonId));
  const left = JSON.stringify((await read(lesson)).lines.filter((line) => line.marks.length > 0));
  expect(left).toContain("leave");
  expect(left).not.toContain("临时学员");
  expect(left).not.toContain("住院");
});
