import type { SheetFault } from "../timetable-sheet.ts";
import { familyWords, sceneWords } from "../timetable-sheet.ts";
import type { ActivityFamily, Scene } from "../../contract/lesson.ts";
import { limits } from "../../contract/limits.ts";

/**
 * The sheet of the library (课程与项目): one item a row under fixed Chinese headings, the course's own
 * columns filled at least in its first row. A course without items is a row without an item.
 */
export const courseHeadings = [
  "课程代码",
  "课程名称",
  "开课部门",
  "活动类别",
  "课程场景",
  "学时",
  "负责教师",
  "项目代码",
  "项目名称",
  "项目场景",
  "标准时长",
] as const;
type Heading = (typeof courseHeadings)[number];
const needed: readonly Heading[] = ["课程代码", "课程名称"];

export interface SheetItem {
  readonly row: number;
  readonly code: string;
  readonly name: string;
  readonly scene: Scene;
  readonly minutes: number;
}

export interface SheetCourse {
  /** Row of the sheet, the heading is row 1. */
  readonly row: number;
  readonly code: string;
  readonly name: string;
  readonly department: string;
  readonly family: ActivityFamily;
  readonly scene: Scene;
  readonly hours: number;
  /** A name or login, resolved by the room that knows them; empty: none. */
  readonly teacher: string;
  readonly items: readonly SheetItem[];
}

interface Cells {
  readonly row: number;
  readonly cell: (heading: Heading) => string;
}

/** Reads a table of text cells; index 0 is row 1. Empty rows are skipped. */
export function readCourseSheet(table: readonly (readonly string[])[]): {
  readonly courses: readonly SheetCourse[];
  readonly faults: readonly SheetFault[];
} {
  const headings = (table[0] ?? []).map((cell) => cell.replace(/[\s*＊\uFEFF]/gu, ""));
  const missing = needed.filter((heading) => !headings.includes(heading));
  if (missing.length > 0)
    return { courses: [], faults: missing.map((column) => fault(1, column, "heading-missing")) };
  const faults: SheetFault[] = [];
  const rows = table.flatMap((cells, at): Cells[] => {
    if (at === 0 || cells.every((cell) => cell.trim() === "")) return [];
    const cell = (heading: Heading) => clean(cells[headings.indexOf(heading)] ?? "");
    for (const heading of courseHeadings) {
      const code = textFault(cell(heading));
      if (code !== undefined) faults.push(fault(at + 1, heading, code, cell(heading)));
    }
    return [{ row: at + 1, cell }];
  });
  if (rows.length === 0) faults.push(fault(2, "课程代码", "no-rows"));
  for (const { row, cell } of rows)
    if (cell("课程代码") === "") faults.push(fault(row, "课程代码", "missing"));
  const grouped = Map.groupBy(rows, (row) => row.cell("课程代码"));
  const courses = [...grouped].map(([code, some]) => readCourse(code, some, faults));
  return { courses, faults };
}

function readCourse(code: string, rows: readonly Cells[], faults: SheetFault[]): SheetCourse {
  const row = rows[0]?.row ?? 2;
  // The course's own columns may stand in any of its rows, once or always the same.
  const own = (heading: Heading): string => {
    const values = new Set(rows.map((one) => one.cell(heading)).filter((text) => text !== ""));
    if (values.size > 1) faults.push(fault(row, heading, "differs", [...values].join(" / ")));
    return [...values][0] ?? "";
  };
  const name = own("课程名称");
  if (name === "") faults.push(fault(row, "课程名称", "missing"));
  const scene = word(sceneWords, own("课程场景"), "skills-practice", () =>
    faults.push(fault(row, "课程场景", "unknown-word", own("课程场景"))),
  );
  const items = rows
    .filter((one) => one.cell("项目代码") !== "" || one.cell("项目名称") !== "")
    .map((one) => readItem(one, scene, faults));
  const codes = new Set<string>();
  for (const item of items) {
    if (codes.has(item.code)) faults.push(fault(item.row, "项目代码", "twice", item.code));
    codes.add(item.code);
  }
  if (items.length > limits.courseItems)
    faults.push(fault(row, "项目代码", "too-many", String(items.length)));
  return {
    row,
    code,
    name,
    department: own("开课部门"),
    family: word(familyWords, own("活动类别"), "clinical-skills", () =>
      faults.push(fault(row, "活动类别", "unknown-word", own("活动类别"))),
    ),
    scene,
    hours: hoursOf(own("学时"), () => faults.push(fault(row, "学时", "bad-hours", own("学时")))),
    teacher: own("负责教师"),
    items,
  };
}

function readItem({ row, cell }: Cells, scene: Scene, faults: SheetFault[]): SheetItem {
  for (const heading of ["项目代码", "项目名称"] as const)
    if (cell(heading) === "") faults.push(fault(row, heading, "missing"));
  const minutes = cell("标准时长").replace(/(?:分钟|分)$/u, "");
  const length = minutes === "" ? 40 : /^[0-9]{1,4}$/.test(minutes) ? Number(minutes) : 0;
  if (length < 5 || length > 1_440) faults.push(fault(row, "标准时长", "bad-minutes", minutes));
  return {
    row,
    code: cell("项目代码"),
    name: cell("项目名称"),
    scene: word(sceneWords, cell("项目场景"), scene, () =>
      faults.push(fault(row, "项目场景", "unknown-word", cell("项目场景"))),
    ),
    minutes: length,
  };
}

/** A word of the list; empty is what stands otherwise. */
function word<T>(words: ReadonlyMap<string, T>, text: string, otherwise: T, wrong: () => void): T {
  const found = text === "" ? otherwise : words.get(text);
  if (found === undefined) wrong();
  return found ?? otherwise;
}

function hoursOf(text: string, wrong: () => void): number {
  const number = text.replace(/(?:课时|学时)$/u, "").trim();
  if (number === "") return 1;
  const hours = /^[0-9]{1,3}(?:\.[05])?$/.test(number) ? Number(number) : 0;
  if (hours < 0.5 || hours > 500) wrong();
  return Math.max(hours, 0.5);
}

function clean(cell: string): string {
  return cell.normalize("NFC").replace(/\s+/gu, " ").trim();
}

/** What a spreadsheet would take for a formula, or cannot show, is nobody's name. */
function textFault(text: string): string | undefined {
  if (/^[=+@]|^-(?![\p{L}\p{N}]+$)/u.test(text)) return "formula";
  if (!text.isWellFormed() || /\p{Cc}/u.test(text)) return "bad-characters";
  return text.length > limits.nameCharacters ? "too-long" : undefined;
}

function fault(row: number, column: Heading, code: string, value = ""): SheetFault {
  return { row, column, code, value: value.toWellFormed().slice(0, 200).toWellFormed() };
}

/** The empty sheet and, on a second page, an example. */
export const courseTemplate: readonly {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}[] = [
  { title: "课程与项目", rows: [courseHeadings] },
  {
    title: "示例与说明",
    rows: [
      courseHeadings,
      [
        "JJ01",
        "急救技能",
        "急救教研室",
        "应急救护培训",
        "急救技能",
        "16",
        "张 XX",
        "JJ01-1",
        "心肺复苏",
        "急救技能",
        "80",
      ],
      ["JJ01", "", "", "", "", "", "", "JJ01-2", "气道异物梗阻", "", "40"],
      ["活动类别", [...familyWords.keys()].join("、")],
      ["课程场景、项目场景", [...sceneWords.keys()].join("、")],
      ["标准时长", "分钟；不填为 40"],
      ["负责教师", "姓名；同名时填写账号，可不填"],
    ],
  },
];
