import type { Outcome } from "../../contract/outcome.ts";
import type { Occasion } from "../../contract/plan.ts";
import type { Snapshot } from "../../contract/entries.ts";
import type { Lesson } from "../../contract/routes/lessons.ts";
import type { Partition } from "../../contract/lesson.ts";
import { type NameFacts, defaultTemplate, watchNameFacts } from "../../kernel/naming.ts";
import type { House } from "../../platform/house.ts";
import { type OccasionsByVenue, cameras, findWatchDays, plan, venues } from "../places/index.ts";
import { type Known, knownFor, lessonOf, lessonSnapshot, nameFacts } from "./lesson.ts";
import { type LessonRow, selectLessons } from "./lessons.store.ts";

/** Occasions of recorded lessons that touch a span, by venue, lead and tail included. */
export async function currentOccasions(
  house: House,
  fromMs: number,
  toMs: number,
): Promise<OccasionsByVenue> {
  const rows = await selectLessons(house.db, house.siteId, {
    span: { startMs: fromMs, endMs: toMs },
    recordedOnly: true,
  });
  const byVenue = new Map<string, Occasion[]>();
  for (const row of rows) {
    const occasions = byVenue.get(row.venue_id) ?? [];
    occasions.push({
      kind: "lesson",
      id: row.lesson_id,
      startMs: row.record_from_ms,
      endMs: row.record_to_ms,
    });
    byVenue.set(row.venue_id, occasions);
  }
  return byVenue;
}

/** Brings the recorder's plan up to now; called after every change and each minute. */
export async function refreshPlan(house: House): Promise<Outcome<{ serial: number }>> {
  const nowMs = house.clock.now();
  return plan.write(
    house,
    await currentOccasions(house, nowMs - plan.behindMs, nowMs + plan.aheadMs),
  );
}

/** A lesson as other rooms need it, with the facts its names are rendered from. */
export interface LessonFacts {
  readonly lesson: Lesson;
  readonly names: NameFacts;
  readonly studentIds: readonly string[];
  /** Station by student, where one is known. */
  readonly seats: ReadonlyMap<string, string>;
  readonly snapshot: Snapshot;
}

export async function lessonById(house: House, lessonId: string): Promise<LessonFacts | undefined> {
  const [facts] = await lessonsOfOccasions(house, [lessonId]);
  return facts;
}

/** Lessons among these occasion ids, cancelled ones included; ids of watch days are left out. */
export async function lessonsOfOccasions(
  house: House,
  ids: readonly string[],
): Promise<LessonFacts[]> {
  const rows = await selectLessons(house.db, house.siteId, { ids });
  const known = await knownFor(house, rows);
  return rows.map((row) => factsOf(house, row, known));
}

/** Lessons whose recording span touches a half-open span. */
export async function lessonsOfSpan(
  house: House,
  span: { startMs: number; endMs: number },
): Promise<LessonFacts[]> {
  const rows = await selectLessons(house.db, house.siteId, { span });
  const known = await knownFor(house, rows);
  return rows.map((row) => factsOf(house, row, known));
}

function factsOf(house: House, row: LessonRow, known: Known): LessonFacts {
  return {
    lesson: lessonOf(house, row, known),
    names: nameFacts(house, row, known),
    studentIds: row.studentIds,
    seats: row.seats,
    snapshot: lessonSnapshot(row),
  };
}

/** Where records of an occasion belong: structurally what the vault calls an occasion's home. */
export interface LessonHome {
  readonly occasion: { readonly kind: "lesson" | "watch"; readonly id: string };
  readonly partition: Partition;
  readonly names: NameFacts;
  readonly template: typeof defaultTemplate;
  readonly proper: { readonly startMs: number; readonly endMs: number };
  readonly snapshot: Snapshot;
}

/** Home of a lesson or of a 24-hour camera's day; undefined for an id nobody knows. */
export async function homeOfOccasion(
  house: House,
  occasion: LessonHome["occasion"],
): Promise<LessonHome | undefined> {
  if (occasion.kind === "watch") return watchHome(house, occasion.id);
  const facts = await lessonById(house, occasion.id);
  if (facts === undefined) return undefined;
  const { lesson, names, snapshot } = facts;
  const proper = { startMs: lesson.startMs, endMs: lesson.endMs };
  return {
    occasion,
    partition: lesson.activity,
    names,
    template: defaultTemplate,
    proper,
    snapshot,
  };
}

async function watchHome(house: House, id: string): Promise<LessonHome | undefined> {
  const [day] = await findWatchDays(house, [id]);
  if (day === undefined) return undefined;
  const [venue] = await venues.find(house, [day.venueId]);
  const [camera] = await cameras.find(house, [day.cameraId]);
  return {
    occasion: { kind: "watch", id },
    partition: "operations",
    names: watchNameFacts({
      occasionId: id,
      date: day.day,
      label: camera?.label ?? "",
      place: venue?.name ?? "",
    }),
    template: defaultTemplate,
    proper: { startMs: day.startMs, endMs: day.endMs },
    snapshot: {
      cameraId: day.cameraId,
      label: camera?.label ?? "",
      venueId: day.venueId,
      day: day.day,
      startMs: day.startMs,
      endMs: day.endMs,
    },
  };
}
