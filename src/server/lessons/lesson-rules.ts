import { mustRecordScenes } from "../../contract/lesson.ts";
import type { PersonActor } from "../../contract/actor.ts";
import { type Refusal, refused } from "../../contract/outcome.ts";
import type { LessonInput } from "../../contract/routes/lessons.ts";
import { activityOf } from "../../kernel/lessons/external.ts";
import type { House } from "../../platform/house.ts";
import { hasRoomToRecord } from "../../platform/recording-room.ts";
import { courses } from "../courses/index.ts";
import { findAccounts, venueScope } from "../people/index.ts";
import { venues } from "../places/index.ts";
import type { LessonRow } from "./lessons.store.ts";

const dayMs = 86_400_000;
const aheadMostMs = 3 * 366 * dayMs;

/** Rules a lesson's own fields must keep, whoever plans it (S0-5.3.1, S0-5.2.0, S0-5.2.3). */
export function fieldRefusal(input: LessonInput): Refusal | undefined {
  const missing = (
    [
      ["project", input.project],
      ["course", input.course],
      ["audiences", input.audiences.join("")],
      ["groups", input.groups.map((group) => group.name).join("")],
    ] as const
  ).find(([, value]) => value.trim() === "");
  if (missing !== undefined) return refused("lesson_incomplete", { field: missing[0] });
  if (input.endMs <= input.startMs || input.endMs - input.startMs > dayMs)
    return refused("span_invalid", { reason: "length" });
  const mustRecord: readonly string[] = mustRecordScenes;
  if (!input.recording && mustRecord.includes(input.scene))
    return refused("scene_must_be_recorded", { scene: input.scene });
  const activity = activityOf({ activity: input.activity, external: input.external ?? null });
  if (!input.recording && (activity === "skills-exam" || activity === "contest"))
    return refused("scene_must_be_recorded", { activity });
  if (new Set(input.teacherIds).size !== input.teacherIds.length)
    return refused("bad_input", { field: "teacherIds" });
  return undefined;
}

/** A new or moved lesson lies ahead, at least with its end, and not years away. */
export function timeRefusal(
  input: Pick<LessonInput, "startMs" | "endMs">,
  nowMs: number,
): Refusal | undefined {
  if (input.endMs <= nowMs) return refused("span_invalid", { reason: "past" });
  return input.startMs > nowMs + aheadMostMs
    ? refused("span_invalid", { reason: "far" })
    : undefined;
}

/**
 * Rules that need to know people and places. Who and where already stood in the lesson stays, even if
 * the venue has closed or a teacher has gone since; of one that has begun only people are judged.
 */
export async function worldRefusal(
  house: House,
  input: Pick<
    LessonInput,
    "venueId" | "recording" | "teacherIds" | "studentIds" | "seats" | "courseId" | "itemId"
  >,
  standing?: { readonly row: LessonRow; readonly hasBegun: boolean },
): Promise<Refusal | undefined> {
  const row = standing?.row;
  const [venue] = await venues.find(house, [input.venueId]);
  if (venue === undefined || (venue.state === "closed" && row?.venue_id !== input.venueId))
    return refused("bad_input", { field: "venueId" });
  if (input.recording && venue.cameras === 0 && standing?.hasBegun !== true)
    return refused("venue_without_camera", { venue: venue.name });
  const accounts = await findAccounts(house, [...input.teacherIds, ...input.studentIds]);
  const fits = (id: string, role: string, stood: readonly string[] = []) =>
    stood.includes(id) || accounts.get(id)?.role === role;
  if (!input.teacherIds.every((id) => fits(id, "teacher", row?.teacherIds)))
    return refused("bad_input", { field: "teacherIds" });
  if (!input.studentIds.every((id) => fits(id, "student", row?.studentIds)))
    return refused("bad_input", { field: "studentIds" });
  const { courseId = null, itemId = null } = input;
  const stood = courseId === row?.course_id && itemId === row?.item_id;
  if (courseId !== null && !stood && !(await courses.holds(house, { courseId, itemId })))
    return refused("bad_input", { field: "courseId" });
  const stations = new Set(venue.stations.map((station) => station.stationId));
  if (!(input.seats ?? []).every((seat) => stations.has(seat.stationId)))
    return refused("bad_input", { field: "seats" });
  // What is planned already goes on; nothing more is added while it could not be kept.
  if (input.recording && row?.recording !== true && !(await hasRoomToRecord(house)))
    return refused("storage_full");
  return undefined;
}

/** A training manager plans for the venues he answers for, an administrator for all. */
export async function scopeRefusal(
  house: House,
  actor: PersonActor,
  venueIds: readonly string[],
): Promise<Refusal | undefined> {
  if (actor.role !== "manager") return undefined;
  const scope = await venueScope(house, actor.accountId);
  return venueIds.every((id) => scope.includes(id))
    ? undefined
    : refused("not_permitted", { reason: "venue" });
}
