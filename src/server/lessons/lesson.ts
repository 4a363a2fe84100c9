import type { Snapshot } from "../../contract/entries.ts";
import type { ExternalParty } from "../../contract/lesson.ts";
import type { Lesson } from "../../contract/routes/lessons.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { localTime } from "../../kernel/local-time.ts";
import { type NameFacts, officialName } from "../../kernel/naming.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { findAccounts } from "../people/index.ts";
import { venues } from "../places/index.ts";
import type { LessonRow, SeenLesson } from "./lessons.store.ts";

/** Names of people and places a lesson is shown with. */
export interface Known {
  readonly teachers: ReadonlyMap<string, string>;
  readonly venues: ReadonlyMap<string, string>;
}

export async function knownFor(
  house: House,
  rows: readonly Pick<LessonRow, "teacherIds" | "venue_id">[],
): Promise<Known> {
  const accounts = await findAccounts(house, [...new Set(rows.flatMap((row) => row.teacherIds))]);
  const places = await venues.find(house, [...new Set(rows.map((row) => row.venue_id))]);
  return {
    teachers: new Map([...accounts].map(([id, account]) => [id, account.name])),
    venues: new Map(places.map((venue) => [venue.venueId, venue.name])),
  };
}

export function nameFacts(house: House, row: SeenLesson, known: Known): NameFacts {
  const start = localTime(row.start_ms, house.config.timeZone);
  return {
    occasionId: row.lesson_id,
    date: start.date,
    time: start.time.replace(":", ""),
    project: row.project,
    audiences: row.audiences,
    teachers: row.teacherIds.map((id) => known.teachers.get(id) ?? ""),
    place: known.venues.get(row.venue_id) ?? "",
  };
}

/** A lesson as shown; its state is derived from the clock, never stored. */
export function lessonOf(house: House, row: SeenLesson, known: Known): Lesson {
  return {
    lessonId: row.lesson_id,
    officialName: officialName(nameFacts(house, row, known)),
    project: row.project,
    course: row.course,
    startMs: row.start_ms,
    endMs: row.end_ms,
    recordFromMs: row.record_from_ms,
    recordToMs: row.record_to_ms,
    hours: row.half_hours / 2,
    audiences: row.audiences,
    roster: [...row.roster],
    groups: [...row.groups],
    teachers: row.teacherIds.map((accountId) => ({
      accountId,
      name: known.teachers.get(accountId) ?? "",
    })),
    venueId: row.venue_id,
    venueName: known.venues.get(row.venue_id) ?? "",
    activity: row.activity,
    family: row.family,
    scene: row.scene,
    recording: row.recording,
    sensitivity: row.sensitivity,
    external: externalOf(row),
    courseId: row.course_id,
    itemId: row.item_id,
    state: stateAt(row, house.clock.now()),
  };
}

/** Who comes from outside, as it stands in a row. */
export function externalOf(
  row: Pick<SeenLesson, "external_kind" | "external_party" | "external_agreement"> | undefined,
): ExternalParty | null {
  const { external_kind: kind = null, external_party: party = null } = row ?? {};
  return kind === null || party === null
    ? null
    : { kind, party, agreement: row?.external_agreement ?? null };
}

export function stateAt(row: SeenLesson, nowMs: number): Lesson["state"] {
  if (row.state === "cancelled") return "cancelled";
  if (!row.recording) return nowMs >= row.end_ms ? "ended" : "planned";
  if (nowMs < row.record_from_ms) return "planned";
  return nowMs < row.record_to_ms ? "recording" : "ended";
}

/** Whether recording, or without one the lesson itself, has begun: what is evidence of time and place then stays. */
export function hasBegun(row: LessonRow, nowMs: number): boolean {
  return nowMs >= (row.recording ? row.record_from_ms : row.start_ms);
}

/**
 * What entries and manifests tell of a lesson. Names of trainees are not in it, only their number and
 * a salted digest over roster, groups and students: erasing the row makes the digest mean nothing.
 */
export function lessonSnapshot(row: LessonRow): Snapshot {
  return {
    project: row.project,
    course: row.course,
    startMs: row.start_ms,
    endMs: row.end_ms,
    recordFromMs: row.record_from_ms,
    recordToMs: row.record_to_ms,
    halfHours: row.half_hours,
    audiences: row.audiences,
    rosterNames: row.roster.length,
    groups: row.groups.length,
    peopleSha256: peopleDigest(row),
    teacherIds: [...row.teacherIds],
    venueId: row.venue_id,
    activity: row.activity,
    partition: row.partition,
    family: row.family,
    scene: row.scene,
    recording: row.recording,
    sensitivity: row.sensitivity,
    state: row.state,
    ...laterFields(row),
  };
}

/** Only where there are any: snapshots of other lessons stay as they were entered. */
function laterFields(row: LessonRow): Snapshot {
  const { external_kind, external_party, external_agreement, course_id, item_id } = row;
  return {
    ...(external_kind === null
      ? {}
      : {
          externalKind: external_kind,
          externalParty: external_party,
          externalAgreement: external_agreement,
        }),
    ...(course_id === null ? {} : { courseId: course_id, itemId: item_id }),
  };
}

function peopleDigest(row: LessonRow): string {
  const people = {
    salt: row.people_salt,
    roster: row.roster,
    groups: row.groups,
    students: row.studentIds.toSorted(),
    // Only where there are any: digests of lessons without seats stay as they were.
    ...(row.seats.size === 0
      ? {}
      : { seats: [...row.seats].map((seat) => seat.join(" ")).toSorted() }),
  };
  return toHex(sha256(utf8(canonicalJson(people))));
}
