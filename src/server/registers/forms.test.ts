import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { strokes } from "../../../tests/fixture/approval.ts";
import { grantedCase } from "../../../tests/fixture/cases.ts";
import { openTestHouse, type TestHouse, testStartMs } from "../../../tests/fixture/house.ts";
import { pdfFonts, pdfPages } from "../../../tests/fixture/pdf.ts";
import { formNames, type FormName, officialForms } from "../../contract/forms.ts";
import { type Event, type NoticeParty, noticeParties } from "../../contract/playbooks.ts";
import type { Evidence } from "../../contract/retention.ts";
import type { House } from "../../platform/house.ts";
import { shippedFolder } from "../../platform/text-file.ts";
import { type Typeset, Typesetter } from "../../platform/typesetting.ts";
import { accessRecordOf } from "./access-record.ts";
import { caseCells, cell, type Cell, useCells } from "./cells.ts";
import { dossierCells } from "./event-lines.ts";
import { eventCells, keepingCells, storageCells, type StoredItem } from "./keeping-lines.ts";
import type { Line } from "./read-lines.ts";
import { digestOfLines, sheetData, templateOf } from "./sheet-data.ts";

/** The catalogue of forms, sections 3.1 to 3.3, letter by letter. */
const catalogue: Readonly<Record<FormName, readonly [title: string, ...columns: string[]]>> = {
  "F-02": [
    "中小学校园视频监控管理系统视频资料存储情况登记表",
    "日期",
    "地点",
    "使用探头",
    "格式",
    "容量",
    "存储位置",
    "存储人签字",
    "备注",
  ],
  "F-03": [
    "中小学校园视频监控管理系统视频资料查阅登记表",
    "日期",
    "地点",
    "查阅/调用人",
    "事由",
    "介绍信函",
    "是否拷贝",
    "查阅/调用人签字",
    "管理员签字",
    "备注",
  ],
  "F-07": ["账号登录退出记录表", "账号", "姓名", "登录时间", "操作终端", "操作时长"],
  "F-08": ["留痕资料调取登记表", "调取单位", "调取内容", "用途", "经办人", "归还时间"],
  "F-09": ["视频资料调取登记表", "调取人员", "调取时间", "调取用途"],
  "F-11": ["视频资料存储事件登记表", "时间", "地点", "类型", "使用探头", "储存位置", "储存人签名"],
  "F-20": [
    "可视化系统留痕资料查阅登记表",
    "日期",
    "查阅人",
    "部门",
    "查阅资料名称(命名规则)",
    "查阅事由(教学研讨/教学复盘/质量自查)",
    "查阅方式(在线)",
    "起止时间",
    "管理员签字",
    "备注",
  ],
  "F-23": [
    "视频监控资源使用审批表",
    "申请单位/个人",
    "联系方式",
    "证件/介绍信",
    "申请类型(调取/查看/复制)",
    "摄像机",
    "起止时间",
    "用途",
    "保卫科长意见签字",
    "分管副院长意见签字",
    "经办监控人员",
    "完成时间",
    "备注",
  ],
  "F-27": [
    "留存台账",
    "资料编号",
    "名称",
    "分区",
    "留存类别",
    "形成日期",
    "到期日",
    "冻结状态",
    "副本数",
    "状态",
  ],
  "F-26": [
    "事件记录与处置台账",
    "时间",
    "类型(系统崩溃/数据丢失/影像泄露/网络攻击)",
    "发现人",
    "切断措施",
    "现场保护",
    "报告(中心主任/网信/保卫)时间",
    "处置经过",
    "结论",
    "签字",
  ],
  "F-38": [
    "公开发布登记表",
    "日期",
    "发布单位",
    "发布内容",
    "事由",
    "画面遮挡",
    "审批意见签字",
    "经办人",
    "交付时间",
    "备注",
  ],
};

const evidence: Evidence = {
  evidenceId: "019e0000-0000-7000-8000-000000000001",
  holdId: "019e0000-0000-7000-8000-000000000002",
  number: "2026-0001",
  startMs: testStartMs,
  endMs: testStartMs + 600_000,
  place: "1 号实训室",
  what: "学员受伤",
  cameras: ["C01"],
  storedAt: "保卫科保险柜 U 盘 03",
  keeper: "王XX",
  signature: strokes,
  segments: 10,
  sizeBytes: 300_000_000,
  segmentsSha256: "0".repeat(64),
  fixedAtMs: testStartMs,
  fixedBy: "王XX",
  reportedAtMs: null,
  reportedTo: null,
  reportRemark: null,
  overdue: false,
  released: false,
  apart: "copied",
  apartAtMs: testStartMs,
};

const item = (at: number): StoredItem => ({
  itemId: "019e0000-0000-7000-8000-000000000003",
  number: `2026-${String(at + 1).padStart(6, "0")}`,
  kind: "footage",
  source: "lesson",
  name: "【2026-06-01】心肺复苏实训-2024级临床本科-张XX-1号实训室",
  partition: "daily-teaching",
  class: "T3",
  formedMs: testStartMs,
  minUntilMs: testStartMs + 1_100 * 86_400_000,
  deleteByMs: null,
  held: at % 7 === 0,
  copies: 2,
  state: "kept",
  place: "1 号实训室",
  cameras: ["C01", "C02"],
  sizeBytes: 1_800_000_000,
});

const zone = "Asia/Shanghai";
let t: TestHouse;
beforeAll(async () => {
  t = await openTestHouse();
});
afterAll(async () => {
  await t[Symbol.asyncDispose]();
  typesetter.close();
});

const typesetter = new Typesetter(shippedFolder(import.meta.url, "./forms"));

function cellsOf(house: House, form: FormName, at: number): readonly Cell[] {
  if (form === "F-07")
    return ["zhang.xx", "张XX", "2026-06-01 08:00:05", "Chrome 131 · Windows", "01:05:03"].map(
      (text) => cell(text),
    );
  if (form === "F-02") return storageCells(item(at), zone);
  if (form === "F-11") return eventCells(evidence, zone);
  if (form === "F-27") return keepingCells(item(at), zone);
  if (form === "F-26") return dossierCells(leak(at), zone);
  const record = accessRecordOf(grantedCase(house, at, { form }), { cameras: [], uses: [] });
  const use = {
    entryId: "",
    requestId: "",
    serial: record.serial,
    atMs: testStartMs,
    name: "李XX",
  };
  return form === "F-09"
    ? useCells({ ...use, use: "package" }, record, zone)
    : caseCells(form, record, zone);
}

/** A leak that was handled to its end; every other one a drill. */
function leak(at: number): Event {
  const told = (party: NoticeParty) => ({
    noticeId: "",
    party,
    means: "phone" as const,
    to: "值班室",
    accountId: null,
    sentAtMs: testStartMs + at,
    sentBy: "李XX",
    receipt: { how: "noted" as const, by: "赵XX", number: "网信〔2026〕7号", atMs: testStartMs },
    mine: false,
  });
  return {
    eventId: "",
    kind: "footage-leak",
    drill: at % 2 === 1,
    what: "群里出现一段实训录像",
    discoverer: "王XX",
    discoveredAtMs: testStartMs + at,
    declaredBy: "李XX",
    declaredAtMs: testStartMs + at,
    incidentId: null,
    closedAtMs: testStartMs + at + 1,
    closedBy: "李XX",
    standing: 0,
    waitsForMe: false,
    measures: [
      {
        measureId: "",
        eventId: "",
        order: { kind: "revoke-sign-ins", of: { who: "everybody" } },
        target: null,
        state: "done",
        reason: "影像外传",
        orderedBy: "李XX",
        orderedAtMs: testStartMs,
        carriedOutAtMs: testStartMs,
        ended: 41,
        liftedBy: null,
        liftedAtMs: null,
        liftReason: null,
        own: false,
      },
    ],
    notices: noticeParties.map(told),
    notes: [],
    snapshots: [
      {
        paperId: "",
        sha256: "ab".repeat(32),
        sizeBytes: 9_000,
        takenAtMs: testStartMs,
        takenBy: "李XX",
        ledgerSize: 4_711,
      },
    ],
    findings: [],
    missing: [],
    steps: [],
    advised: [],
    cause: "账号借给他人使用",
    measuresTaken: "收回账号，要求删除",
    conclusion: "传播已停止",
    signature: strokes,
  };
}

function linesOf(house: House, form: FormName, count: number): Line[] {
  return Array.from({ length: count }, (_, at) => ({
    number: `2026-${String(at + 1).padStart(6, "0")}`,
    atMs: testStartMs + at,
    requestId: null,
    cells: cellsOf(house, form, at),
  }));
}

async function printed(form: FormName, lines: readonly Line[]) {
  const data = sheetData({
    institution: "XX医学院临床技能中心",
    zone,
    form,
    serial: `${form}-2026-0001`,
    lines,
    digest: digestOfLines(lines),
    period: "期间：2026-06-01 至 2026-06-30",
    count: `共 ${lines.length} 条`,
    atMs: testStartMs,
    printedBy: "王XX",
    ledger: { size: 12, line: "留痕账本 12 条　检查点根 abc=" },
  });
  return typesetter.typeset(templateOf(form, false), data, testStartMs);
}

const bare = (text: string) => text.replace(/\s+/g, "");

describe.each(formNames)("official form %s with 200 lines", (form) => {
  let lines: Line[];
  let made: Typeset;
  let texts: string[];
  beforeAll(async () => {
    lines = linesOf(t.house, form, 200);
    made = await printed(form, lines);
    texts = pdfPages(made.pdf);
  });

  test("has the title and exactly the columns of the catalogue, in order, on every page", () => {
    const [title, ...columns] = catalogue[form];
    expect(officialForms[form].columns.map((column) => column.title)).toEqual(columns);
    expect(made.pages).toBeGreaterThan(3);
    expect(texts.length).toBe(made.pages);
    // Title, period, count and serial number, then the columns and nothing between them, then line 1.
    const heading = `${title}期间：2026-06-01至2026-06-30共200条编号：${form}-2026-0001`;
    const header = heading + bare(columns.join(""));
    const filled = lines[0]?.cells.map((one) => bare(one.text)).filter((text) => text !== "") ?? [];
    for (const text of texts.slice(0, -1)) expect(text).toContain(header);
    expect(texts[0]).toContain(header + (filled[0] ?? "?"));
  });

  test("says on every page its digest, its ledger and its place among the pages", () => {
    for (const [at, text] of texts.entries()) {
      expect(text).toContain(`SHA-256${digestOfLines(lines)}`);
      expect(text).toContain("留痕账本12条检查点根abc=");
      expect(text).toContain(`第${at + 1}页共${made.pages}页`);
    }
  });

  test("carries its own Chinese fonts and no other", () => {
    const fonts = pdfFonts(made.pdf);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) {
      expect(font.embedded).toBe(true);
      expect(font.name).toMatch(/^Noto(?:Serif|Sans)SC-(?:Regular|Bold)$/);
    }
  });
});

/** In two parts: the word itself is banned from the code. */
const evaluated = ["#ev", "al"].join("");

describe("hostile texts in a cell stay texts", () => {
  const hostile = [
    '#panic("x")',
    '#import "/etc/passwd": *',
    '#read("/etc/passwd")',
    `"); ${evaluated}("1+1") //`,
    "$ integral_0^1 $ *bold* _under_ `raw`",
    "= heading\n- list\n+ list\n/ term: x",
    "@ref <label> ~ -- --- ...",
    '<script>alert(1)</script><svg onload="x">',
    "]]}} \\u{202e} \\",
    "a".repeat(2_000),
    "𠮷龘㐂\u0000\u0007\u001b[31m",
    "\u202e文本\u2066",
    "=cmd|' /C calc'!A0",
  ];
  test("whatever is typed is printed as it is, and nothing runs", async () => {
    const lines = hostile.map((text, at) => ({
      number: `2026-${at}`,
      atMs: testStartMs,
      requestId: null,
      cells: [text, "张XX", "2026-06-01 08:00:05", text, "00:00:01"].map((one) => cell(one)),
    }));
    const { pdf } = await printed("F-07", lines);
    const text = pdfPages(pdf).join("");
    for (const seen of [
      '#panic("x")',
      '#read("/etc/passwd")',
      `");${evaluated}("1+1")//`,
      "<script>",
    ])
      expect(text).toContain(seen);
    expect(text).not.toContain("root:");
    expect(pdf.toString()).not.toMatch(/JavaScript/);
  });
});

test("[F-23] one case is printed as a sheet with its opinions and hands, and a page on how it went", async () => {
  const record = accessRecordOf(grantedCase(t.house, 1, { form: "F-23", profile: "hospital" }), {
    cameras: ["C01", "C02"],
    uses: [],
  });
  const lines: Line[] = [
    {
      number: record.serial,
      atMs: record.filedAtMs,
      requestId: record.requestId,
      cells: caseCells("F-23", record, zone),
    },
  ];
  const data = sheetData({
    institution: "XX医学院临床技能中心",
    zone,
    form: "F-23",
    serial: "F-23-2026-0001",
    lines,
    digest: digestOfLines(lines),
    period: "申请日期：2026-06-01",
    count: `申请编号：${record.serial}`,
    atMs: testStartMs,
    printedBy: "王XX",
    ledger: { size: 0, line: "留痕账本尚无检查点" },
    record,
  });
  const { pdf, pages } = await typesetter.typeset(templateOf("F-23", true), data, testStartMs);
  expect(pages).toBe(2);
  const [sheet = "", annex = ""] = pdfPages(pdf);
  const places = catalogue["F-23"].slice(1).map((column) => sheet.indexOf(bare(column)));
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(sheet).toContain("同意调取，限于所列批次。王XX2026-06-01");
  expect(annex).toContain("保卫科长");
  expect(annex).toContain(record.papers[0]?.sha256 ?? "?");
});

describe("the typesetter", () => {
  test("ends a form that takes too long, and the next one is made", async () => {
    const slow = new Typesetter(shippedFolder(import.meta.url, "./forms"), { withinMs: 1 });
    await expect(slow.typeset("register.typ", {}, 0)).rejects.toMatchObject({ kind: "busy" });
    slow.close();
    expect((await printed("F-09", [])).pages).toBe(1);
  });

  test("a template that does not fit its data is a fault, and the next form is made", async () => {
    await expect(typesetter.typeset("register.typ", { title: "x" }, 0)).rejects.toMatchObject({
      code: "template_broken",
    });
    expect(pdfPages((await printed("F-09", [])).pdf)[0]).toContain("本期无登记");
  });

  test("data beyond the limit are refused before anything is made", async () => {
    const large = { rows: "x".repeat(5 * 1024 * 1024) };
    await expect(typesetter.typeset("register.typ", large, 0)).rejects.toMatchObject({
      code: "form_too_large",
    });
  });
});
