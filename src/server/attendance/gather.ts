import { profiles } from "../../contract/approval.ts";
import type { PersonActor } from "../../contract/actor.ts";
import { attendeeOf, type RosterLine, rosterLines } from "../../kernel/attendance/roster.ts";
import { type Stands, standingOf } from "../../kernel/attendance/standing.ts";
import {
  type AttendanceRules,
  attendanceRules,
  type Windows,
  windowsOf,
} from "../../kernel/attendance/windows.ts";
import type { House } from "../../platform/house.ts";
import { type LessonFacts, lessonById } from "../lessons/index.ts";
import { findAccounts, venueScope } from "../people/index.ts";
import { site, venues } from "../places/index.ts";
import { type AttendeeRow, type MarkRow, selectAttendance } from "./attendance.store.ts";
import { type SheetRow, selectSheets } from "./sheets.store.ts";

/** A line of the roster, or somebody who came and is not on it any more, with what was noted. */
export interface GatheredLine extends RosterLine {
  readonly listed: boolean;
  readonly attendee: AttendeeRow | undefined;
  readonly marks: readonly MarkRow[];
  readonly stands: Stands;
}

export interface Frame {
  readonly facts: LessonFacts;
  readonly rule: AttendanceRules;
  readonly windows: Windows;
  readonly sheet: SheetRow | undefined;
  readonly graceMinutes: number;
}
export interface Gathered extends Frame {
  readonly lines: readonly GatheredLine[];
  readonly tally: Tally;
}
export interface Tally {
  readonly expected: number;
  readonly valid: number;
  readonly late: number;
  readonly leave: number;
  readonly absent: number;
  readonly out: number;
}

/** Everything about the attendance of one lesson, as it stands now. */
export async function gather(house: House, facts: LessonFacts): Promise<Gathered> {
  const frame = await frameOf(house, facts);
  const roster = await rosterOf(house, facts);
  const { attendees, marks } = await selectAttendance(
    house.db,
    house.siteId,
    facts.lesson.lessonId,
  );
  const lines = joined(roster, attendees, { marks, at: timesOf(house, frame) });
  return { ...frame, lines, tally: tallyOf(lines) };
}

/** What holds for everybody of a lesson. */
export async function frameOf(house: House, facts: LessonFacts): Promise<Frame> {
  const { lessonId } = facts.lesson;
  const rule = await rulesOfHouse(house);
  const sheet = (await selectSheets(house.db, [lessonId])).get(lessonId);
  const graceMinutes = sheet?.grace_minutes ?? 0;
  const windows = windowsOf(rule, facts.lesson, graceMinutes * 60_000);
  return { facts, rule, windows, sheet, graceMinutes };
}

async function rulesOfHouse(house: House): Promise<AttendanceRules> {
  const read = await site.read(house);
  const profile = read.ok ? profiles.find((one) => one === read.value.profile) : undefined;
  return attendanceRules(profile ?? "clinical");
}

export function timesOf(house: House, of: Frame) {
  const nowMs = house.clock.now();
  return {
    isOver: nowMs >= of.facts.lesson.endMs,
    outIsOver: nowMs >= of.windows.outSpan.endMs,
    needsOut: of.rule.needsOut,
  };
}

/** Who is expected, with the number of the own station. */
async function rosterOf(house: House, facts: LessonFacts): Promise<RosterLine[]> {
  const { lesson, studentIds, seats } = facts;
  const accounts = await findAccounts(house, studentIds);
  const [venue] = await venues.find(house, [lesson.venueId]);
  const stations = new Map(
    venue?.stations.map(({ stationId, number }) => [stationId, String(number)]),
  );
  const students = studentIds.map((accountId) => ({
    accountId,
    login: accounts.get(accountId)?.login ?? "",
    name: accounts.get(accountId)?.name ?? "",
    station: stations.get(seats.get(accountId) ?? "") ?? "",
  }));
  return rosterLines({ roster: lesson.roster, groups: lesson.groups, students });
}

interface Noted {
  readonly marks: readonly MarkRow[];
  readonly at: Parameters<typeof standingOf>[1];
}

function joined(
  roster: readonly RosterLine[],
  attendees: readonly AttendeeRow[],
  { marks, at }: Noted,
): GatheredLine[] {
  const known = attendees.map((row) => ({
    row,
    attendeeId: row.attendee_id,
    accountId: row.account_id,
    name: row.name,
  }));
  const marksOf = Map.groupBy(marks, (mark) => mark.attendee_id);
  const lineOf = (line: RosterLine, listed: boolean, attendee: AttendeeRow | undefined) => {
    const own = marksOf.get(attendee?.attendee_id ?? "") ?? [];
    return { ...line, listed, attendee, marks: own, stands: standingOf(own.map(factsOf), at) };
  };
  const listed = roster.map((line) => lineOf(line, true, attendeeOf(line, known, roster)?.row));
  const taken = new Set(listed.map((line) => line.attendee?.attendee_id));
  const others = attendees.filter((row) => !taken.has(row.attendee_id));
  return [
    ...listed,
    ...others.map((row) =>
      lineOf(
        { accountId: row.account_id, login: "", name: row.name, group: "", station: "" },
        false,
        row,
      ),
    ),
  ];
}

export function factsOf(mark: MarkRow) {
  return {
    markId: mark.mark_id,
    kind: mark.kind,
    verdict: mark.verdict,
    atMs: mark.at_ms,
    correctsId: mark.corrects_id,
  };
}

/** How the list names somebody: as they were first noted, or else as they stand on the roster. */
export function whoOf(
  house: House,
  lessonId: string,
  { attendee, accountId, name }: Pick<GatheredLine, "attendee" | "accountId" | "name">,
): Omit<AttendeeRow, "attendee_id"> {
  return {
    site_id: house.siteId,
    lesson_id: lessonId,
    account_id: attendee === undefined ? accountId : attendee.account_id,
    name: attendee?.name ?? name,
  };
}

/** Of those on the roster; whoever is not on it any more counts for nothing. */
function tallyOf(lines: readonly GatheredLine[]): Tally {
  const listed = lines.filter((line) => line.listed);
  const count = (standing: Stands["standing"]) =>
    listed.filter((line) => line.stands.standing === standing).length;
  return {
    expected: listed.length,
    valid: count("valid"),
    late: count("late"),
    leave: count("leave"),
    absent: count("absent"),
    out: listed.filter((line) => line.stands.outAtMs !== null).length,
  };
}

/** Who keeps the list: whoever teaches the lesson, answers for its venue, or administrates. */
export async function keeps(
  house: House,
  actor: PersonActor,
  { lesson }: LessonFacts,
): Promise<boolean> {
  if (actor.role === "admin") return true;
  if (actor.role === "teacher")
    return lesson.teachers.some((teacher) => teacher.accountId === actor.accountId);
  if (actor.role !== "manager") return false;
  return (await venueScope(house, actor.accountId)).includes(lesson.venueId);
}

/** A lesson this person keeps, or may read the list of; undefined as for one that does not exist. */
export async function lessonFor(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<{ readonly facts: LessonFacts; readonly mayKeep: boolean } | undefined> {
  const facts = await lessonById(house, lessonId);
  if (facts === undefined) return undefined;
  const mayKeep = await keeps(house, actor, facts);
  return mayKeep || actor.role === "director" ? { facts, mayKeep } : undefined;
}
