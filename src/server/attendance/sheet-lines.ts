import { filled } from "../../kernel/filled-template.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import type { MarkRow } from "./attendance.store.ts";
import type { Gathered, GatheredLine } from "./gather.ts";
import { flagsOf } from "./read-attendance.ts";
import { sheetWords } from "./sheet-words.ts";

/** A column of a printed sheet, its share of the width and where its text stands. */
export interface SheetColumn {
  readonly title: string;
  readonly share: number;
  readonly align: "left" | "center";
}

export interface AttendanceTable {
  readonly title: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * 签到签退表, or 签到记录 (F-29) with exactly its seven columns where the institution asks for no 签退
 * (C-48).
 */
export function attendanceTable(house: House, all: Gathered): AttendanceTable {
  const words = sheetWords();
  const zone = house.config.timeZone;
  if (all.rule.needsOut)
    return {
      title: words.signInOut,
      columns: columnsOf(words.signInOutColumns, [5, 13, 11, 10, 6, 12, 12, 11, 13, 17]),
      rows: all.lines.map((line, at) => [
        String(at + 1),
        line.login,
        line.name,
        line.group,
        line.station,
        secondOf(line.stands.inAtMs, zone),
        secondOf(line.stands.outAtMs, zone),
        words.standings[line.stands.standing],
        terminalOf(line),
        remarkOf(line),
      ]),
    };
  return {
    title: words.signIn,
    columns: columnsOf(words.signInColumns, [22, 12, 14, 17, 12, 14, 18]),
    rows: all.lines.map((line) => [
      all.facts.lesson.project,
      line.name,
      line.login,
      secondOf(line.stands.inAtMs, zone),
      words.standings[line.stands.standing],
      terminalOf(line),
      remarkOf(line),
    ]),
  };
}

function columnsOf(titles: readonly string[], shares: readonly number[]): SheetColumn[] {
  return titles.map((title, at) => ({ title, share: shares[at] ?? 10, align: "center" }));
}

/** To the second, as the windows are. */
function secondOf(atMs: number | null, zone: string): string {
  if (atMs === null) return "";
  const seconds = String(Math.floor(atMs / 1_000) % 60).padStart(2, "0");
  return `${localTime(atMs, zone).time}:${seconds}`;
}

function terminalOf(line: GatheredLine): string {
  const mark = line.marks.find((one) => one.kind === "in" && one.at_ms === line.stands.inAtMs);
  return mark === undefined ? "" : `${sheetWords().ways[mark.way]}\n${mark.terminal}`.trim();
}

/** What counted for nothing, what is pointed at, what was corrected. */
function remarkOf(line: GatheredLine): string {
  const words = sheetWords();
  const flags = { "out-without-in": words.outWithoutIn, "no-out": words.noOut };
  const parts = [
    ...flagsOf(line).map((flag) => (flag === "not-listed" ? words.notListed : flags[flag])),
    ...countOf(line.marks, "repeated", words.repeated),
    ...countOf(line.marks, "outside", words.outside),
    ...(line.marks.some((mark) => mark.corrects_id !== null) ? [words.corrected] : []),
  ];
  return parts.join("；");
}

function countOf(
  marks: readonly MarkRow[],
  verdict: "repeated" | "outside",
  template: string,
): string[] {
  const count = marks.filter((mark) => mark.verdict === verdict).length;
  return count === 0 ? [] : [filled(template, { count })];
}
