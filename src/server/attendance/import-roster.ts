import type { PersonActor } from "../../contract/actor.ts";
import type { RosterReading } from "../../contract/attendance.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { LessonInput } from "../../contract/routes/lessons.ts";
import {
  groupsOf,
  readRoster,
  rosterTemplate,
  type SheetFault,
  type SheetPerson,
} from "../../kernel/attendance/roster-sheet.ts";
import type { House } from "../../platform/house.ts";
import { readTable, writeTable } from "../../platform/spreadsheet.ts";
import { type LessonFacts, lessons } from "../lessons/index.ts";
import { type KnownAccount, listStudents } from "../people/index.ts";
import { venues } from "../places/index.ts";
import { keptBy } from "./keep-attendance.ts";

const groupsMost = 50;

/**
 * Reads a roster with its groups (XLSX or CSV) and, when asked to and without a single fault, makes it
 * the lesson's. One bad cell and nothing is taken. Who leaves the roster is named before.
 */
export async function importRoster(
  house: House,
  actor: PersonActor,
  ask: { readonly lessonId: string; readonly bytes: Uint8Array; readonly take: boolean },
): Promise<Outcome<RosterReading>> {
  const kept = await keptBy(house, actor, { lessonId: ask.lessonId, attempted: "roster.import" });
  if (!kept.ok) return kept;
  const table = await readTable(ask.bytes, {
    rowsMost: limits.rosterNames + 1,
    columnsMost: 20,
    cellCharacters: 500,
  });
  if (!table.ok) return table;
  const { people, faults } = readRoster(table.value);
  const { facts } = kept.value;
  const resolved = await resolve(house, facts, people);
  const groups = groupsOf(people);
  const all = [...faults, ...resolved.faults, ...tooMany(groups)].toSorted((a, b) => a.row - b.row);
  const names = people.map((one) => one.name);
  const reading = {
    lines: people.map(({ row, name, number, group, station }) => ({
      row,
      name,
      login: number,
      group,
      station,
    })),
    groups,
    leaving: kept.value.lines
      .filter((line) => line.listed && !names.includes(line.name))
      .map((line) => line.name),
    faults: all.slice(0, limits.rosterNames),
  };
  if (!ask.take || all.length > 0) return granted({ taken: false, ...reading });
  const input = { ...inputOf(facts), ...resolved.people, roster: names, groups };
  const changed = await lessons.change(house, actor, { lessonId: ask.lessonId, input });
  return changed.ok ? granted({ taken: true, ...reading }) : changed;
}

function tooMany(groups: readonly unknown[]): SheetFault[] {
  return groups.length <= groupsMost
    ? []
    : [{ row: 1, column: "组别", code: "too-many", value: String(groups.length) }];
}

interface Resolved {
  readonly people: {
    readonly studentIds: string[];
    readonly seats: { accountId: string; stationId: string }[];
  };
  readonly faults: readonly SheetFault[];
}

/** Numbers to students' accounts, station numbers to stations of the venue; what fits nothing is a fault. */
async function resolve(
  house: House,
  { lesson }: LessonFacts,
  people: readonly SheetPerson[],
): Promise<Resolved> {
  const students = new Map((await listStudents(house)).map((one) => [one.login, one]));
  const [venue] = await venues.find(house, [lesson.venueId]);
  const stations = new Map(venue?.stations.map((one) => [String(one.number), one.stationId]));
  const studentIds: string[] = [];
  const seats: { accountId: string; stationId: string }[] = [];
  const faults: SheetFault[] = [];
  for (const person of people) {
    const student = students.get(person.number.toLowerCase());
    const stationId = stations.get(person.station.replace(/号$/u, "").trim());
    faults.push(...faultsOf(person, { student, stationId }));
    if (student === undefined) continue;
    studentIds.push(student.accountId);
    if (stationId !== undefined) seats.push({ accountId: student.accountId, stationId });
  }
  return { people: { studentIds, seats }, faults };
}

function faultsOf(
  person: SheetPerson,
  found: { readonly student: KnownAccount | undefined; readonly stationId: string | undefined },
): SheetFault[] {
  const { row, number, name, station } = person;
  const faults: SheetFault[] = [];
  const fault = (column: string, code: string, value: string) =>
    faults.push({ row, column, code, value: value.slice(0, 200) });
  if (number !== "" && found.student === undefined) fault("学号", "unknown-account", number);
  if (found.student !== undefined && found.student.name.normalize("NFC") !== name)
    fault("姓名", "other-name", name);
  if (station !== "" && found.stationId === undefined) fault("工位", "unknown-station", station);
  if (station !== "" && number === "") fault("工位", "station-without-account", station);
  return faults;
}

/** The lesson as it was planned; the roster comes over it. */
function inputOf({ lesson }: LessonFacts): Omit<LessonInput, "roster" | "groups" | "studentIds"> {
  return {
    project: lesson.project,
    course: lesson.course,
    startMs: lesson.startMs,
    endMs: lesson.endMs,
    hours: lesson.hours,
    audiences: lesson.audiences,
    teacherIds: lesson.teachers.map((teacher) => teacher.accountId),
    venueId: lesson.venueId,
    activity: lesson.activity,
    family: lesson.family,
    scene: lesson.scene,
    recording: lesson.recording,
  };
}

/** The sheet to fill in (XLSX). */
export function writeRosterTemplate(): Promise<Uint8Array> {
  return writeTable(rosterTemplate);
}
