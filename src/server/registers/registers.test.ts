import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PersonActor } from "../../contract/actor.ts";
import type { RequestCase } from "../../contract/approval.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { sha256 } from "../../platform/hash.ts";
import { readTable } from "../../platform/spreadsheet.ts";
import { unpackZip } from "../../platform/zip-archive.ts";
import {
  type ApprovalHouse,
  lending,
  openApprovalHouse,
  type Staff,
} from "../../../tests/fixture/approval.ts";
import { grantedCase } from "../../../tests/fixture/cases.ts";
import { testStartMs } from "../../../tests/fixture/house.ts";
import { pdfPages } from "../../../tests/fixture/pdf.ts";
import { value } from "../../../tests/fixture/places.ts";
import { png } from "../../../tests/vectors/paper-makers.ts";
import { listCases, useGrant } from "../approval/index.ts";
import { act, historyOf } from "../ledger/index.ts";
import { granted } from "../../contract/outcome.ts";
import { keepPaper } from "../papers/index.ts";
import { signIns } from "../people/index.ts";
import { type CasesOf, joinAccess, registers, sheets } from "./index.ts";

const year = { fromMs: Date.UTC(2026, 0, 1) - 8 * 3_600_000, toMs: Date.UTC(2027, 0, 1) };
const listed = { ...year, offset: 0 };

function casesOf(cases: readonly RequestCase[]): CasesOf {
  return async (_house, { fromMs, toMs }) =>
    cases.filter((one) => one.filedAtMs >= fromMs && one.filedAtMs < toMs);
}

async function look(
  t: ApprovalHouse,
  actor: PersonActor,
  grant: { requestId: string; serial: string } | null,
): Promise<void> {
  const [viewingId, lessonId] = [t.house.newId(), t.house.newId()];
  const right = grant === null ? ("own-lesson" as const) : ("grant" as const);
  const body = {
    viewingId,
    lessonId,
    right,
    purpose: "",
    code: "0123ABCD",
    grant,
    cameraIds: null,
  };
  await act(t.house, actor, "viewing.opened@2", async () =>
    granted({ value: null, subject: { type: "viewing", id: viewingId }, body }),
  );
}

describe("registers tell what was decided and what was done", () => {
  let t: ApprovalHouse;
  let admin: Staff;
  let director: Staff;
  let teacher: Staff;
  let department: RequestCase;
  let view: RequestCase;
  beforeAll(async () => {
    t = await openApprovalHouse();
    admin = await t.staff("admin", "admin.one");
    director = await t.staff("director", "director.one");
    teacher = await t.staff("teacher", "teacher.one");
    view = value(await t.file(teacher));
    view = value(await t.decide(admin, view.requestId));
    const letter = await t.paper(admin, "letter");
    const asked = {
      operation: "department" as const,
      unit: "XX教务处",
      ...lending,
      paperIds: [letter],
    };
    t.clock.advance(1_000);
    department = value(await t.file(admin, asked));
    department = value(await t.decide(director, department.requestId));
    t.clock.advance(60_000);
    value(
      await useGrant(t.house, admin.actor, {
        requestId: department.requestId,
        use: "package",
        range: {
          lessonIds: department.lessons.map((lesson) => lesson.lessonId),
          cameraIds: [],
          span: null,
        },
      }),
    );
    const grant = { requestId: view.requestId, serial: view.serial };
    await look(t, teacher.actor, grant);
    await look(t, teacher.actor, grant);
    await look(t, teacher.actor, null);
  });
  afterAll(() => t[Symbol.asyncDispose]());

  test("[S0-11.1] a retrieval's line has unit, content, use, handler and return", async () => {
    const ask = { casesOf: listCases, form: "F-08", ...listed } as const;
    const { rows } = value(await registers.read(t.house, director.actor, ask));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ number: "2026-000001", requestId: department.requestId });
    const [unit, content, use, handler, back] = rows[0]?.cells ?? [];
    expect(unit).toBe("XX教务处");
    expect(content).toContain("【2026-06-01】心肺复苏实训-2024级临床本科-张XX-1号实训室");
    expect(use).toBe("教学研究：教学研讨");
    expect(handler).toBe("李XX");
    expect(back).toBe("应还 2026-06-08");
  });

  test("[S0-10a] a colleague's look has its line, with hours, the administrator's hand and the uses", async () => {
    const ask = { casesOf: listCases, form: "F-20", ...listed } as const;
    const { rows } = value(await registers.read(t.house, director.actor, ask));
    expect(rows.map((row) => row.cells)).toEqual([
      [
        "2026-06-01",
        "teacher.one XX",
        "临床技能教研室",
        "【2026-06-01】心肺复苏实训-2024级临床本科-张XX-1号实训室",
        "教学研究：教学研讨",
        "在线",
        "2026-06-01 08:00–10:00",
        "admin.one XX 2026-06-01",
        "申请编号 2026-0001；已批准；实际使用 2 次",
      ],
    ]);
  });

  test("[S1-A6b] the register of uses has as many lines as grants were used, and all three particulars", async () => {
    const ask = { casesOf: listCases, form: "F-09", ...listed } as const;
    const { rows, total } = value(await registers.read(t.house, director.actor, ask));
    const joined = value(await joinAccess(t.house, listCases, year));
    expect(total).toBe(3);
    expect(joined.grantUses).toBe(total);
    expect(joined.registerRows).toBe(total);
    for (const row of rows) expect(row.cells.filter((text) => text !== "")).toHaveLength(3);
    expect(rows[0]?.cells).toEqual([
      "admin.one XX",
      "2026-06-01 08:01",
      "教学研究：教学研讨\n调取资料包（申请编号 2026-0002）",
    ]);
  });

  test("[I-03] [I-04] every viewing maps to a right or an approval, and one without is named", async () => {
    const joined = value(await joinAccess(t.house, listCases, year));
    expect(joined).toMatchObject({
      viewings: 3,
      byRight: [{ right: "own-lesson", viewings: 1 }],
      byGrant: 2,
      unmatched: [],
    });
    t.clock.advance(86_400_000);
    const fromMs = t.clock.now();
    await look(t, teacher.actor, { requestId: t.house.newId(), serial: "2026-9999" });
    await look(t, teacher.actor, { requestId: view.requestId, serial: "2026-9998" });
    const later = value(await joinAccess(t.house, listCases, { fromMs, toMs: fromMs + 1_000 }));
    expect(later.unmatched.map((one) => [one.name, one.serial])).toEqual([
      ["teacher.one XX", "2026-9999"],
      ["teacher.one XX", "2026-9998"],
    ]);
  });

  test("a case is printed on the form of its route, and its file is what was entered", async () => {
    const ask = { casesOf: listCases, requestId: department.requestId };
    const sheet = value(await sheets.printCase(t.house, director.actor, ask));
    expect(sheet).toMatchObject({ form: "F-08", serial: "F-08-2026-0001", rows: 1, pages: 2 });
    const file = value(await sheets.open(t.house, sheet.sheetId));
    expect(toHex(sha256(file.bytes))).toBe(sheet.fileSha256);
    expect(pdfPages(file.bytes)[0]).toContain("调取单位调取内容用途经办人归还时间XX教务处");
    const missing = { casesOf: listCases, requestId: t.house.newId() };
    expect(await sheets.printCase(t.house, director.actor, missing)).toMatchObject({
      code: "not_found",
    });
  });
});

describe("printed sheets", () => {
  let t: ApprovalHouse;
  let actor: PersonActor;
  beforeAll(async () => {
    t = await openApprovalHouse();
    actor = t.actor("admin", "王XX");
  });
  afterAll(() => t[Symbol.asyncDispose]());
  const print = (cases: readonly RequestCase[], form: "F-03" | "F-08" | "F-20" = "F-08") =>
    sheets.print(t.house, actor, { casesOf: casesOf(cases), form, ...year });

  test("[S0-6.2b] of 50 printed sheets with 48 papers back, exactly the two others are listed", async () => {
    const one = [grantedCase(t.house, 0)];
    const made: string[] = [];
    for (let n = 0; n < 50; n++) {
      const [sheet] = value(await print(one)).sheets;
      made.push(sheet?.sheetId ?? "?");
    }
    const away = new Set([made[16], made[40]]);
    for (const sheetId of made.filter((id) => !away.has(id)))
      value(await sheets.pair(t.house, actor, { sheetId, state: "received", paperId: null }));
    const found = value(await sheets.reconcile(t.house, year));
    expect(found).toMatchObject({ printed: 50, matched: 48, missingElectronic: [] });
    expect(found.missingPaper.map((sheet) => sheet.serial)).toEqual([
      "F-08-2026-0017",
      "F-08-2026-0041",
    ]);
  });

  test("serial numbers have no holes and no doubles, also at once and after a form that failed", async () => {
    const broken = grantedCase(t.house, 0, { form: "F-03" });
    const many = [broken];
    const failing = { ...t.house, paths: { ...t.house.paths, sheets: t.house.paths.config } };
    const ask = { casesOf: casesOf(many), form: "F-03", ...year } as const;
    await expect(sheets.print(failing, actor, ask)).rejects.toThrow(/ENOTDIR|EEXIST/);
    const one = [grantedCase(t.house, 0, { form: "F-03" })];
    const made = await Promise.all(Array.from({ length: 8 }, () => print(one, "F-03")));
    const serials = made.flatMap((outcome) => value(outcome).sheets.map((sheet) => sheet.serial));
    expect(serials.toSorted()).toEqual(
      Array.from({ length: 8 }, (_, at) => `F-03-2026-000${at + 1}`),
    );
  });

  test("a long register becomes sheets of at most 500 lines, together every line once", async () => {
    const many = Array.from({ length: 620 }, (_, at) => grantedCase(t.house, at, { form: "F-20" }));
    const made = value(await print(many, "F-20")).sheets;
    expect(made.map((sheet) => [sheet.rows, sheet.firstRow, sheet.lastRow])).toEqual([
      [500, "2026-000001", "2026-000500"],
      [120, "2026-000501", "2026-000620"],
    ]);
  });

  test("the digest at the foot and in the ledger is that of the lines as anybody reads them", async () => {
    const cases = [grantedCase(t.house, 1), grantedCase(t.house, 2, { reason: "补充\n说明" })];
    const [sheet] = value(await print(cases)).sheets;
    const ask = { casesOf: casesOf(cases), form: "F-08", ...listed } as const;
    const { rows } = value(await registers.read(t.house, actor, ask));
    const text = canonicalJson(rows.map((row) => [row.number, ...row.cells]));
    const digest = toHex(sha256(utf8(text)));
    expect(sheet?.rowsSha256).toBe(digest);
    const [entry] = await historyOf(t.house, sheet?.sheetId ?? "", { most: 1 });
    expect(entry?.leaf).toMatchObject({
      kind: "register.printed@1",
      body: { rowsSha256: digest, serial: sheet?.serial, firstRow: "2026-000001", rows: 2 },
    });
    expect(JSON.stringify(entry?.leaf)).not.toContain("教务处");
    const file = value(await sheets.open(t.house, sheet?.sheetId ?? ""));
    expect(pdfPages(file.bytes)[0]).toContain(digest);
  });

  test("an empty period prints nothing, and a wrong one is refused", async () => {
    expect(await print([])).toMatchObject({ code: "no_register_lines" });
    const backwards = { casesOf: casesOf([]), form: "F-08", fromMs: 5, toMs: 5 } as const;
    expect(await sheets.print(t.house, actor, backwards)).toMatchObject({ code: "span_invalid" });
  });

  test("[S0-6.2b] a scan is a signed scan or nothing, and what was said before stays", async () => {
    const [sheet] = value(await print([grantedCase(t.house, 0)])).sheets;
    const sheetId = sheet?.sheetId ?? "";
    const keep = async (kind: "letter" | "signed-scan") =>
      value(await keepPaper(t.house, actor, { kind, fileName: "a.png", bytes: png() })).paperId;
    const pair = (state: "received" | "scanned" | "missing", paperId: string | null) =>
      sheets.pair(t.house, actor, { sheetId, state, paperId });
    const scan = await keep("signed-scan");
    for (const [state, paperId] of [
      ["scanned", null],
      ["scanned", await keep("letter")],
      ["received", scan],
    ] as const)
      expect(await pair(state, paperId)).toMatchObject({ code: "sheet_without_scan" });
    expect(value(await pair("missing", null)).state).toBe("missing");
    t.clock.advance(1);
    expect(value(await pair("scanned", scan))).toMatchObject({ state: "scanned", paperId: scan });
    expect(await sheets.names(t.house, scan)).toBe(true);
    const kinds = (await historyOf(t.house, sheetId, { most: 9 })).map((entry) => entry.leaf.kind);
    expect(kinds).toEqual(["register.paired@1", "register.paired@1", "register.printed@1"]);
  });

  test("an auditor reads and prints, but does not say where papers are", async () => {
    const auditor = t.actor("auditor");
    const [sheet] = value(await print([grantedCase(t.house, 0)])).sheets;
    const say = { sheetId: sheet?.sheetId ?? "", state: "received", paperId: null } as const;
    expect(await sheets.pair(t.house, auditor, say)).toMatchObject({ code: "not_permitted" });
    expect(await sheets.noteStray(t.house, auditor, "X-1")).toMatchObject({
      code: "not_permitted",
    });
  });

  test("[S0-6.2b] a paper whose number no sheet has is listed; one that a sheet has is not a stray", async () => {
    value(await sheets.noteStray(t.house, actor, "F-08-2019-0001"));
    expect(await sheets.noteStray(t.house, actor, "F-08-2019-0001")).toMatchObject({
      code: "conflict",
    });
    expect(await sheets.noteStray(t.house, actor, "F-08-2026-0001")).toMatchObject({
      code: "conflict",
    });
    const found = value(await sheets.reconcile(t.house, year));
    expect(found.missingElectronic).toMatchObject([{ serial: "F-08-2019-0001", notedBy: "王XX" }]);
  });
});

describe("the table file", () => {
  const hostile = [
    "=1+1",
    "@SUM(1)",
    "+cmd|' /C calc'!A0",
    "-2+3",
    '=HYPERLINK("x")',
    "＝1",
    "%0A=1",
  ];
  test("formulas stay texts, and every value is read back as it was", async () => {
    await using t = await openApprovalHouse();
    const cases = hostile.map((unit, at) => grantedCase(t.house, at, { unit }));
    const ask = { casesOf: casesOf(cases), form: "F-08", ...year } as const;
    const file = value(await registers.table(t.house, t.actor("director"), ask));
    const read = value(
      await readTable(file.bytes, { rowsMost: 100, columnsMost: 20, cellCharacters: 5_000 }),
    );
    expect(read[0]).toEqual(["调取单位", "调取内容", "用途", "经办人", "归还时间"]);
    expect(read.slice(1).map((row) => row[0])).toEqual(hostile);
    const limits = { entriesMost: 100, unpackedBytes: 8 * 1024 * 1024 };
    const parts = unpackZip(file.bytes, limits, (name) => name.endsWith(".xml"));
    const xml = parts.map((part) => Buffer.from(part.bytes).toString("utf8")).join("");
    expect(xml).not.toMatch(/<f[ >]/);
    expect(file.fileName).toBe("留痕资料调取登记表-2026-01-01-2027-01-01.xlsx");
  });
});

describe("the sign-in register", () => {
  test("[S0-5.1.1] has account, name, time, terminal and length, numbered through the year", async () => {
    await using t = await openApprovalHouse();
    const teacher = await t.staff("teacher", "zhang.xx");
    const { password } = teacher.signing;
    const caller = { terminal: "Chrome 131 · Linux", address: "10.1.0.1" };
    for (let n = 0; n < 3; n++) {
      const opened = value(await signIns.open(t.house, caller, { login: "zhang.xx", password }));
      t.clock.advance(303_000);
      if (n < 2) value(await signIns.signOut(t.house, opened.actor, "sign-out"));
    }
    const ask = { casesOf: listCases, form: "F-07", ...listed } as const;
    const all = value(await registers.read(t.house, teacher.actor, ask));
    expect(all.total).toBe(3);
    expect(all.rows[0]?.cells).toEqual([
      "zhang.xx",
      "zhang.xx XX",
      "2026-06-01 08:00:00",
      "Chrome 131 · Linux",
      "00:05:03",
    ]);
    expect(all.rows[2]?.cells[4]).toBe("在线");
    const later = { ...ask, fromMs: testStartMs + 1 };
    const page = value(await registers.read(t.house, teacher.actor, later));
    expect(page.rows.map((row) => row.number)).toEqual(["2026-000002", "2026-000003"]);
    const none = value(await registers.read(t.house, teacher.actor, { ...ask, text: "100%_" }));
    expect(none.total).toBe(0);
    const some = value(await registers.read(t.house, teacher.actor, { ...ask, text: "ZHANG" }));
    expect(some.total).toBe(3);
    const { registers: counts } = value(await registers.list(t.house, listCases));
    expect(counts.find((one) => one.form === "F-07")).toMatchObject({ rows: 3, waiting: 0 });
  });
});
