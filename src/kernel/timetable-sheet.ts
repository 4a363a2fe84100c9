import type { RowFault } from "../contract/routes/lessons.ts";
import type { z } from "zod";
import {
  type ActivityFamily,
  type ActivityKind,
  type ExternalKind,
  type ExternalParty,
  type Scene,
  scenes,
} from "../contract/lesson.ts";
import { limits } from "../contract/limits.ts";
import { isDate } from "./local-time.ts";

/**
 * The timetable sheet (课表): one lesson a row under fixed Chinese headings, in any order of columns.
 * Everything wrong is named by row, column, code and value; nothing is guessed.
 */
export type SheetFault = z.infer<typeof RowFault>;

export const timetableHeadings = [
  "日期",
  "开始",
  "结束",
  "实训项目",
  "课程名称",
  "课时数",
  "参训班级",
  "人员名单",
  "分组信息",
  "授课教师",
  "场地",
  "活动类型",
  "活动类别",
  "场景",
] as const;
/** Columns a sheet may have, of lessons with somebody from outside (S0-5.2.4). */
export const externalHeadings = ["对外类别", "外部单位", "协议编号"] as const;
export type Heading = (typeof timetableHeadings)[number] | (typeof externalHeadings)[number];
const allHeadings: readonly Heading[] = [...timetableHeadings, ...externalHeadings];
/** The six fields of S0-5.3.1 and what else a lesson cannot be without; only the roster may be empty. */
const mayBeEmpty: ReadonlySet<Heading> = new Set(["人员名单", ...externalHeadings]);

export const activityWords: ReadonlyMap<string, z.infer<typeof ActivityKind>> = new Map([
  ["日常教学", "daily-teaching"],
  ["技能考核", "skills-exam"],
  ["竞赛活动", "contest"],
  ["对外培训", "external-training"],
]);
export const familyWords: ReadonlyMap<string, z.infer<typeof ActivityFamily>> = new Map([
  ["临床技能实训", "clinical-skills"],
  ["实验教学", "experiment"],
  ["技能考核", "skills-assessment"],
  ["应急救护培训", "first-aid"],
]);
const externalWords: ReadonlyMap<string, ExternalKind> = new Map([
  ["外来交流", "exchange"],
  ["观摩教学", "observation"],
  ["校企合作培训", "enterprise"],
  ["社会公益培训", "public-service"],
]);
const sceneNames = [
  "临床技能实操",
  "模拟诊疗",
  "急救技能",
  "外科操作",
  "分组实训",
  "技能竞赛",
  "结业考核",
  "理论课",
  "其他",
];
export const sceneWords: ReadonlyMap<string, z.infer<typeof Scene>> = new Map(
  scenes.map((scene, at) => [sceneNames[at] ?? scene, scene]),
);

export interface SheetLesson {
  /** Row of the sheet, the heading is row 1. */
  readonly row: number;
  readonly date: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly project: string;
  readonly course: string;
  readonly hours: number;
  readonly audiences: readonly string[];
  readonly roster: readonly string[];
  readonly groups: readonly { readonly name: string; readonly members: readonly string[] }[];
  /** Names or logins, resolved by the room that knows them. */
  readonly teachers: readonly string[];
  readonly venue: string;
  readonly activity: z.infer<typeof ActivityKind>;
  readonly family: z.infer<typeof ActivityFamily>;
  readonly scene: z.infer<typeof Scene>;
  readonly external: ExternalParty | null;
}

export interface SheetReading {
  readonly lessons: readonly SheetLesson[];
  readonly faults: readonly SheetFault[];
}

/** Reads a table of text cells; index 0 is row 1. Empty rows are skipped. */
export function readTimetable(table: readonly (readonly string[])[]): SheetReading {
  const columns = findColumns(table[0] ?? []);
  const missing = timetableHeadings.filter((heading) => !columns.has(heading));
  if (missing.length > 0)
    return {
      lessons: [],
      faults: missing.map((heading) => ({
        row: 1,
        column: heading,
        code: "heading-missing",
        value: "",
      })),
    };
  const lessons: SheetLesson[] = [];
  const faults: SheetFault[] = [];
  for (const [at, cells] of table.entries()) {
    if (at === 0 || cells.every((cell) => cell.trim() === "")) continue;
    const row = new RowReader(at + 1, (heading) => cells[columns.get(heading) ?? -1] ?? "");
    const lesson = readRow(row);
    if (row.faults.length > 0) faults.push(...row.faults);
    else lessons.push(lesson);
  }
  if (lessons.length + faults.length === 0)
    faults.push({ row: 2, column: "日期", code: "no-rows", value: "" });
  return { lessons, faults };
}

function findColumns(cells: readonly string[]): ReadonlyMap<Heading, number> {
  const found = new Map<Heading, number>();
  for (const [at, cell] of cells.entries()) {
    const text = cell.replace(/[\s*＊\uFEFF]/gu, "");
    const heading = allHeadings.find((one) => one === text);
    if (heading !== undefined && !found.has(heading)) found.set(heading, at);
  }
  return found;
}

function readRow(row: RowReader): SheetLesson {
  const startTime = readTime(row, "开始");
  const endTime = readTime(row, "结束");
  if (startTime !== "" && endTime !== "" && endTime <= startTime)
    row.fault("结束", "end-before-start");
  return {
    row: row.number,
    date: readDate(row),
    startTime,
    endTime,
    project: row.name("实训项目"),
    course: row.name("课程名称"),
    hours: readHours(row),
    audiences: row.names("参训班级", 20),
    roster: row.names("人员名单", limits.rosterNames),
    groups: readGroups(row),
    teachers: row.names("授课教师", 10),
    venue: row.name("场地"),
    activity: row.choice("活动类型", activityWords, "daily-teaching"),
    family: row.choice("活动类别", familyWords, "clinical-skills"),
    scene: row.choice("场景", sceneWords, "other"),
    external: readExternal(row),
  };
}

/** Kind and party go together; the agreement's reference may follow later. */
function readExternal(row: RowReader): ExternalParty | null {
  const party = row.name("外部单位");
  const agreement = row.name("协议编号");
  if (row.text("对外类别") === "" && party === "" && agreement === "") return null;
  const kind = row.choice("对外类别", externalWords, "exchange");
  if (party === "") row.fault("外部单位", "missing");
  return { kind, party, agreement: agreement === "" ? null : agreement };
}

/** One row: reads cells, collects what is wrong with them. */
class RowReader {
  readonly number: number;
  readonly faults: SheetFault[] = [];
  readonly #cell: (heading: Heading) => string;

  constructor(number: number, cell: (heading: Heading) => string) {
    this.number = number;
    this.#cell = cell;
  }

  fault(column: Heading, code: string, value = this.#cell(column)): void {
    if (!this.faults.some((one) => one.column === column))
      this.faults.push({
        row: this.number,
        column,
        code,
        value: value.toWellFormed().slice(0, 200).toWellFormed(),
      });
  }

  /** Trimmed text; a cell a spreadsheet would take for a formula is a fault, it is nobody's name. */
  text(column: Heading): string {
    const text = this.#cell(column).normalize("NFC").replace(/\s+/gu, " ").trim();
    if (/^[=+@]|^-(?![\p{L}\p{N}]+$)|^[\t\r]/u.test(text)) this.fault(column, "formula");
    else if (!text.isWellFormed() || /\p{Cc}/u.test(text)) this.fault(column, "bad-characters");
    else if (text === "" && !mayBeEmpty.has(column)) this.fault(column, "missing");
    return text;
  }

  name(column: Heading): string {
    const text = this.text(column);
    if (text.length > limits.nameCharacters) this.fault(column, "too-long");
    return text;
  }

  names(column: Heading, most: number): string[] {
    const names = splitNames(this.text(column));
    if (names.length > most) this.fault(column, "too-many");
    if (names.some((name) => name.length > limits.nameCharacters)) this.fault(column, "too-long");
    return names;
  }

  choice<T>(column: Heading, words: ReadonlyMap<string, T>, otherwise: T): T {
    const found = words.get(this.text(column));
    if (found === undefined) this.fault(column, "unknown-word");
    return found ?? otherwise;
  }
}

function splitNames(text: string): string[] {
  return text
    .split(/[、，,;；|\n]/u)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** `第一组：张三、李四；第二组：王五`, or one word such as `不分组`. */
function readGroups(row: RowReader): SheetLesson["groups"] {
  const groups = row
    .text("分组信息")
    .split(/[;；\n]/u)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const at = part.search(/[:：]/u);
      return at < 0
        ? { name: part, members: [] }
        : { name: part.slice(0, at).trim(), members: splitNames(part.slice(at + 1)) };
    });
  if (groups.length > 50) row.fault("分组信息", "too-many");
  const names = groups.flatMap((group) => [group.name, ...group.members]);
  if (names.some((name) => name === "" || name.length > limits.nameCharacters))
    row.fault("分组信息", "bad-groups");
  if (groups.some((group) => group.members.length > limits.rosterNames))
    row.fault("分组信息", "too-many");
  return groups;
}

/** `2026-06-01`, `2026/6/1`, `2026年6月1日`, or the day number of a spreadsheet. */
function readDate(row: RowReader): string {
  const text = row.text("日期");
  const match = /^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?$/u.exec(text);
  const date =
    match === null
      ? serialDate(text)
      : `${match[1]}-${match[2]?.padStart(2, "0")}-${match[3]?.padStart(2, "0")}`;
  if (date === undefined || !isDate(date)) {
    row.fault("日期", "bad-date");
    return "";
  }
  return date;
}

function serialDate(text: string): string | undefined {
  const days = /^[0-9]{5}$/.test(text) ? Number(text) : 0;
  return days < 36_526 || days > 73_050
    ? undefined
    : new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
}

/** `08:30`, `8：30`, `08:30:00`, or the fraction of a day of a spreadsheet. */
function readTime(row: RowReader, column: "开始" | "结束"): string {
  const text = row.text(column);
  const match = /^([0-9]{1,2})[:：]([0-9]{2})(?:[:：]00)?$/u.exec(text);
  const time = match === null ? fractionTime(text) : `${match[1]?.padStart(2, "0")}:${match[2]}`;
  if (time === undefined || !/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/.test(time)) {
    row.fault(column, "bad-time");
    return "";
  }
  return time;
}

function fractionTime(text: string): string | undefined {
  if (!/^0?\.[0-9]{1,20}$/.test(text)) return undefined;
  const minutes = Math.round(Number(text) * 1_440);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

function readHours(row: RowReader): number {
  const text = row
    .text("课时数")
    .replace(/(?:课时|学时)$/u, "")
    .trim();
  const hours = /^[0-9]{1,2}(?:\.[05])?$/.test(text) ? Number(text) : 0;
  if (hours < 0.5 || hours > 24) row.fault("课时数", "bad-hours");
  return hours;
}

/** The empty sheet and, on a second page, an example with the words that may be used. */
export const timetableTemplate: readonly {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}[] = [
  { title: "课表", rows: [allHeadings] },
  {
    title: "示例与说明",
    rows: [
      allHeadings,
      [
        "2026-06-01",
        "08:30",
        "10:00",
        "心肺复苏实训",
        "急救技能",
        "2",
        "2024 级临床本科",
        "学员甲、学员乙、学员丙",
        "第一组：学员甲、学员乙；第二组：学员丙",
        "张 XX",
        "1 号实训室",
        "日常教学",
        "应急救护培训",
        "急救技能",
      ],
      ["活动类型", [...activityWords.keys()].join("、")],
      ["活动类别", [...familyWords.keys()].join("、")],
      ["场景", [...sceneWords.keys()].join("、")],
      ["对外类别", `${[...externalWords.keys()].join("、")}；不对外的课三列都不填`],
      ["分组信息", "不分组时填写“不分组”"],
      ["授课教师", "姓名；同名时填写账号。多名教师用顿号分隔，第一位为主讲"],
    ],
  },
];
