import type { LessonInput } from "../../contract/routes/lessons.ts";
import type { Venue } from "../../contract/routes/places.ts";
import { mustRecordScenes } from "../../contract/lesson.ts";
import { instantOf } from "../../kernel/local-time.ts";
import type { Heading, SheetFault, SheetLesson } from "../../kernel/timetable-sheet.ts";
import { fieldRefusal, timeRefusal } from "./lesson-rules.ts";

export interface Taken {
  readonly venueId: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** What the house knows when a sheet is read. */
export interface SheetWorld {
  readonly timeZone: string;
  readonly nowMs: number;
  readonly venues: readonly Venue[];
  readonly teachers: readonly {
    readonly accountId: string;
    readonly name: string;
    readonly login: string;
  }[];
  /** Lessons that stand already. */
  readonly taken: readonly Taken[];
  /** Venues this person may plan for; undefined for all. */
  readonly scope: readonly string[] | undefined;
}

export interface ResolvedRow {
  readonly row: number;
  readonly input: LessonInput;
  readonly venueName: string;
}

/** Turns sheet rows into lessons; a row that cannot become one is named by column, code and value. */
export function resolveTimetable(
  rows: readonly SheetLesson[],
  world: SheetWorld,
): { resolved: ResolvedRow[]; faults: SheetFault[] } {
  const resolved: ResolvedRow[] = [];
  const faults: SheetFault[] = [];
  for (const row of rows) {
    const found = resolveRow(row, world);
    const clash =
      "input" in found ? clashOf(row, found.input, { world, earlier: resolved }) : found;
    if (clash !== undefined) faults.push(clash);
    else if ("input" in found) resolved.push(found);
  }
  return { resolved, faults };
}

function resolveRow(row: SheetLesson, world: SheetWorld): ResolvedRow | SheetFault {
  const fault = faultOf(row);
  const startMs = instantOf(row.date, row.startTime, world.timeZone);
  const endMs = instantOf(row.date, row.endTime, world.timeZone);
  if (startMs === undefined) return fault("开始", "no-such-time", row.startTime);
  if (endMs === undefined) return fault("结束", "no-such-time", row.endTime);
  const late = timeRefusal({ startMs, endMs }, world.nowMs);
  if (late !== undefined)
    return fault("日期", late.facts?.["reason"] === "far" ? "too-far" : "past", row.date);
  const venue = world.venues.find((one) => one.name.normalize("NFC") === row.venue);
  if (venue === undefined) return fault("场地", "unknown-venue", row.venue);
  if (venue.state === "closed") return fault("场地", "venue-closed", row.venue);
  if (world.scope !== undefined && !world.scope.includes(venue.venueId))
    return fault("场地", "venue-not-yours", row.venue);
  const mustRecord: readonly string[] = mustRecordScenes;
  const mustBeFilmed =
    mustRecord.includes(row.scene) || row.activity === "skills-exam" || row.activity === "contest";
  if (venue.cameras === 0 && mustBeFilmed) return fault("场地", "venue-without-camera", row.venue);
  const teacherIds: string[] = [];
  for (const text of row.teachers) {
    const same = world.teachers.filter(
      (one) => one.login === text || one.name.normalize("NFC") === text,
    );
    const [teacher] = same;
    if (teacher === undefined) return fault("授课教师", "unknown-teacher", text);
    const exact = same.find((one) => one.login === text);
    if (same.length > 1 && exact === undefined) return fault("授课教师", "ambiguous-teacher", text);
    teacherIds.push((exact ?? teacher).accountId);
  }
  if (new Set(teacherIds).size !== teacherIds.length)
    return fault("授课教师", "teacher-twice", row.teachers.join("、"));
  const input: LessonInput = {
    project: row.project,
    course: row.course,
    startMs,
    endMs,
    hours: row.hours,
    audiences: [...row.audiences],
    roster: [...row.roster],
    groups: row.groups.map((group) => ({ name: group.name, members: [...group.members] })),
    teacherIds,
    venueId: venue.venueId,
    activity: row.activity,
    family: row.family,
    scene: row.scene,
    external: row.external,
    recording: venue.cameras > 0,
    studentIds: [],
  };
  const refusal = fieldRefusal(input);
  return refusal === undefined
    ? { row: row.row, input, venueName: venue.name }
    : fault("场景", refusal.code, row.scene);
}

function clashOf(
  row: SheetLesson,
  input: LessonInput,
  among: { world: SheetWorld; earlier: readonly ResolvedRow[] },
): SheetFault | undefined {
  const meets = (other: Taken) =>
    other.venueId === input.venueId && other.startMs < input.endMs && input.startMs < other.endMs;
  const fault = faultOf(row);
  if (among.world.taken.some(meets)) return fault("场地", "venue-taken", row.venue);
  const earlier = among.earlier.find((one) => meets(one.input));
  return earlier === undefined
    ? undefined
    : fault("场地", "clash-in-sheet", `${row.venue} · ${earlier.row}`);
}

function faultOf(row: SheetLesson): (column: Heading, code: string, value: string) => SheetFault {
  return (column, code, value) => ({ row: row.row, column, code, value: value.slice(0, 200) });
}
