import type { z } from "zod";
import type { RosterFault } from "../../contract/attendance.ts";
import { limits } from "../../contract/limits.ts";

/**
 * The roster sheet (人员名单): one person a row under fixed Chinese headings, in any order of columns.
 * Everything wrong is named by row, column, code and value; nothing is guessed, nothing half taken.
 */
export type SheetFault = z.infer<typeof RosterFault>;

export const rosterHeadings = ["姓名", "学号", "组别", "工位"] as const;
type Heading = (typeof rosterHeadings)[number];
const synonyms: ReadonlyMap<string, Heading> = new Map([
  ["姓名", "姓名"],
  ["学员姓名", "姓名"],
  ["学号", "学号"],
  ["工号", "学号"],
  ["学号或工号", "学号"],
  ["工号或学号", "学号"],
  ["账号", "学号"],
  ["组别", "组别"],
  ["分组", "组别"],
  ["小组", "组别"],
  ["工位", "工位"],
  ["工位号", "工位"],
]);

export interface SheetPerson {
  /** Row of the sheet, the heading is row 1. */
  readonly row: number;
  readonly name: string;
  readonly number: string;
  readonly group: string;
  readonly station: string;
}

/** Reads a table of text cells; index 0 is row 1. Empty rows are skipped. */
export function readRoster(table: readonly (readonly string[])[]): {
  readonly people: readonly SheetPerson[];
  readonly faults: readonly SheetFault[];
} {
  const columns = findColumns(table[0] ?? []);
  if (!columns.has("姓名"))
    return { people: [], faults: [{ row: 1, column: "姓名", code: "heading-missing", value: "" }] };
  const people: SheetPerson[] = [];
  const faults: SheetFault[] = [];
  for (const [at, cells] of table.entries()) {
    if (at === 0 || cells.every((cell) => cell.trim() === "")) continue;
    const cell = (heading: Heading) => {
      const read = readCell(cells[columns.get(heading) ?? -1] ?? "", heading === "姓名");
      if (read.code !== undefined)
        faults.push({ row: at + 1, column: heading, code: read.code, value: shown(read.text) });
      return read.text;
    };
    people.push({
      row: at + 1,
      name: cell("姓名"),
      number: cell("学号"),
      group: cell("组别"),
      station: cell("工位"),
    });
  }
  if (people.length === 0) faults.push({ row: 2, column: "姓名", code: "no-rows", value: "" });
  if (people.length > limits.rosterNames)
    faults.push({ row: 1, column: "姓名", code: "too-many", value: String(people.length) });
  return { people, faults: [...faults, ...twice(people)] };
}

function findColumns(cells: readonly string[]): ReadonlyMap<Heading, number> {
  const found = new Map<Heading, number>();
  for (const [at, cell] of cells.entries()) {
    const heading = synonyms.get(cell.replace(/[\s*＊\uFEFF]/gu, ""));
    if (heading !== undefined && !found.has(heading)) found.set(heading, at);
  }
  return found;
}

/** Trimmed text; a cell a spreadsheet would take for a formula is a fault, it is nobody's name. */
function readCell(cell: string, needed: boolean): { text: string; code?: string } {
  const text = cell.normalize("NFC").replace(/\s+/gu, " ").trim();
  if (/^[=+@]|^-(?![\p{L}\p{N}]+$)|^[\t\r]/u.test(text)) return { text, code: "formula" };
  if (!text.isWellFormed() || /\p{Cc}/u.test(text)) return { text, code: "bad-characters" };
  if (text.length > limits.nameCharacters) return { text, code: "too-long" };
  return needed && text === "" ? { text, code: "missing" } : { text };
}

/** The same number twice, or a name without a number that another row bears as well. */
function twice(people: readonly SheetPerson[]): SheetFault[] {
  const numbers = Map.groupBy(
    people.filter((one) => one.number !== ""),
    (one) => one.number.toLowerCase(),
  );
  const names = Map.groupBy(people, (one) => one.name);
  return people.flatMap((one): SheetFault[] => {
    const { row } = one;
    if (one.number !== "" && numbers.get(one.number.toLowerCase())?.[0]?.row !== row)
      return [{ row, column: "学号", code: "twice", value: shown(one.number) }];
    const namesakes = names.get(one.name)?.length ?? 1;
    if (one.name !== "" && one.number === "" && namesakes > 1)
      return [{ row, column: "姓名", code: "number-needed", value: shown(one.name) }];
    return [];
  });
}

function shown(text: string): string {
  return text.toWellFormed().slice(0, 200).toWellFormed();
}

/** The groups of a read sheet in the order in which they first stand there; one without any says so. */
export function groupsOf(people: readonly SheetPerson[]): { name: string; members: string[] }[] {
  const grouped = people.filter((one) => one.group !== "");
  if (grouped.length === 0) return [{ name: "不分组", members: [] }];
  return [...Map.groupBy(grouped, (one) => one.group)].map(([name, some]) => ({
    name,
    members: some.map((one) => one.name),
  }));
}

/** The empty sheet and, on a second page, an example. */
export const rosterTemplate: readonly {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}[] = [
  { title: "人员名单", rows: [rosterHeadings] },
  {
    title: "示例与说明",
    rows: [
      rosterHeadings,
      ["学员甲", "2024010001", "第一组", "1"],
      ["学员乙", "2024010002", "第一组", "2"],
      ["学员丙", "", "第二组", ""],
      ["学号", "填写本系统账号，用于扫码签到；没有账号的人员留空，由教师点名"],
      ["组别", "不分组时整列留空"],
      ["工位", "填写该场地的工位号；只有填写了学号的人员可以指定工位"],
    ],
  },
];
