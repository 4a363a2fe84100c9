import { filled } from "../../kernel/filled-template.ts";
import type { PersonActor } from "../../contract/actor.ts";
import { sessionFields } from "../../contract/attendance.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { localTime } from "../../kernel/local-time.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { writeTable } from "../../platform/spreadsheet.ts";
import { act } from "../ledger/index.ts";
import { type Gathered, gather, lessonFor } from "./gather.ts";
import { attendanceTable, type SheetColumn } from "./sheet-lines.ts";
import { sheetWords } from "./sheet-words.ts";

interface SheetHead {
  readonly title: string;
  readonly serial: string;
  readonly digest: string;
  readonly period: string;
  readonly count: string;
}
/** What the room that prints does for attendance; the desk puts them together. */
export interface AttendancePorts {
  readonly typesetTable: (
    house: House,
    sheet: SheetHead & {
      readonly landscape: boolean;
      readonly columns: readonly SheetColumn[];
      readonly signers: readonly string[];
      readonly rows: readonly (readonly string[])[];
    },
    printedBy: string,
  ) => Promise<Uint8Array>;
  readonly typesetParticulars: (
    house: House,
    sheet: SheetHead & {
      readonly rows: readonly {
        readonly title: string;
        readonly text: string;
        readonly marks: readonly never[];
        readonly table: null;
      }[];
    },
    printedBy: string,
  ) => Promise<Uint8Array>;
}

export interface PrintedSheet {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}
interface Asked {
  readonly lessonId: string;
  readonly ports: AttendancePorts;
}

/** 签到签退表 or F-29, as it stands now, with its digest entered. */
export async function printAttendance(
  house: House,
  actor: PersonActor,
  { lessonId, ports }: Asked,
): Promise<Outcome<PrintedSheet>> {
  const found = await gathered(house, actor, lessonId);
  if (!found.ok) return found;
  const all = found.value;
  const { title, columns, rows } = attendanceTable(house, all);
  const serial = serialOf(house, all, all.rule.needsOut ? "QDQT" : "F-29");
  const sheet = {
    ...headOf(all, { title, serial, digest: digestOf(rows) }),
    landscape: true,
    columns,
    signers: sheetWords().signers,
    rows,
  };
  const bytes = await ports.typesetTable(house, sheet, actor.name);
  return entered(house, actor, { all, sheet: "attendance", head: sheet, bytes, ending: "pdf" });
}

/** The same lines as a table of text cells. */
export async function tableOfAttendance(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<PrintedSheet>> {
  const found = await gathered(house, actor, lessonId);
  if (!found.ok) return found;
  const all = found.value;
  const { title, columns, rows } = attendanceTable(house, all);
  const serial = serialOf(house, all, all.rule.needsOut ? "QDQT" : "F-29");
  const bytes = await writeTable([{ title, rows: [columns.map((one) => one.title), ...rows] }]);
  const head = headOf(all, { title, serial, digest: digestOf(rows) });
  return entered(house, actor, { all, sheet: "table", head, bytes, ending: "xlsx" });
}

/** F-12: the six fields of S0-5.3.1 in their order, nothing more. */
export async function printSessionRecord(
  house: House,
  actor: PersonActor,
  { lessonId, ports }: Asked,
): Promise<Outcome<PrintedSheet>> {
  const found = await gathered(house, actor, lessonId);
  if (!found.ok) return found;
  const all = found.value;
  const words = sheetWords();
  const texts = recordTexts(house, all);
  const rows = sessionFields.map((field) => ({
    title: words.record[field],
    text: texts[field],
    marks: [],
    table: null,
  }));
  const completed = all.sheet?.completed_at_ms ?? null;
  const count =
    completed === null
      ? words.recordOpen
      : filled(words.recordComplete, { at: minuteOf(house, completed) });
  const digest = digestOf(rows.map((row) => [row.title, row.text]));
  const serial = serialOf(house, all, "F-12");
  const head = { ...headOf(all, { title: words.recordTitle, serial, digest }), count };
  const bytes = await ports.typesetParticulars(house, { ...head, rows }, actor.name);
  return entered(house, actor, { all, sheet: "session-record", head, bytes, ending: "pdf" });
}

function recordTexts(house: House, { facts, lines }: Gathered) {
  const words = sheetWords();
  const { lesson } = facts;
  const names = lines.filter((line) => line.listed).map((line) => line.name);
  const people =
    names.length === 0
      ? []
      : [filled(words.people, { count: names.length, names: names.join("、") })];
  return {
    project: lesson.project,
    course: lesson.course,
    span: `${minuteOf(house, lesson.startMs)} – ${minuteOf(house, lesson.endMs)}`,
    hours: String(lesson.hours),
    audiences: [lesson.audiences.join("、"), ...people].join("\n"),
    groups: lesson.groups
      .map((group) =>
        group.members.length === 0
          ? group.name
          : filled(words.groupLine, { name: group.name, members: group.members.join("、") }),
      )
      .join("\n"),
  };
}

async function gathered(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<Gathered>> {
  const seen = await lessonFor(house, actor, lessonId);
  return seen === undefined ? refused("not_found") : granted(await gather(house, seen.facts));
}

function headOf(
  { facts, tally }: Gathered,
  of: Pick<SheetHead, "title" | "serial" | "digest">,
): SheetHead {
  const { expected, valid, late, leave, absent } = tally;
  const count = filled(sheetWords().count, { expected, came: valid + late, late, leave, absent });
  return { ...of, period: facts.lesson.officialName, count };
}

async function entered(
  house: House,
  actor: PersonActor,
  made: {
    readonly all: Gathered;
    readonly sheet: "attendance" | "table" | "session-record";
    readonly head: SheetHead;
    readonly bytes: Uint8Array;
    readonly ending: "pdf" | "xlsx";
  },
): Promise<Outcome<PrintedSheet>> {
  const { lessonId } = made.all.facts.lesson;
  const { serial, digest, title } = made.head;
  const fileName = `${title}-${serial}.${made.ending}`;
  return act(house, actor, "attendance.sheet-printed@1", async () =>
    granted({
      value: { fileName, bytes: made.bytes },
      subject: { type: "lesson", id: lessonId },
      body: { lessonId, sheet: made.sheet, serial, digest },
    }),
  );
}

function digestOf(value: unknown): string {
  return toHex(sha256(utf8(canonicalJson(value))));
}

/** Form, day and the end of the lesson's id: one lesson has one such sheet, printed as often as needed. */
function serialOf(house: House, { facts }: Gathered, form: string): string {
  const { date } = localTime(facts.lesson.startMs, house.config.timeZone);
  return `${form}-${date.replaceAll("-", "")}-${facts.lesson.lessonId.slice(-6).toUpperCase()}`;
}

function minuteOf(house: House, atMs: number): string {
  const { date, time } = localTime(atMs, house.config.timeZone);
  return `${date} ${time}`;
}
