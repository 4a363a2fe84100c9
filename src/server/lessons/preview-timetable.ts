import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { TimetablePreview } from "../../contract/routes/lessons.ts";
import { toHex } from "../../kernel/bytes.ts";
import { localTime } from "../../kernel/local-time.ts";
import { namePart } from "../../kernel/naming-characters.ts";
import { officialName } from "../../kernel/naming.ts";
import {
  type SheetLesson,
  readTimetable,
  timetableHeadings,
} from "../../kernel/timetable-sheet.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { readTable } from "../../platform/spreadsheet.ts";
import { quiet } from "../ledger/index.ts";
import { listTeachers, venueScope } from "../people/index.ts";
import { site, venues } from "../places/index.ts";
import { selectLessons } from "./lessons.store.ts";
import { type ResolvedRow, type SheetWorld, resolveTimetable } from "./resolve-timetable.ts";
import { insertPreview } from "./previews.store.ts";

const keepPreviewMs = 30 * 60_000;

export interface TimetableFile {
  /** A label for people; what the file is, its content tells. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads a timetable (XLSX or CSV) and says what an import would do: the lessons of the good rows and
 * every bad cell. Nothing is imported. Refuses `timetable_unreadable` for what is no bounded sheet.
 */
export async function previewTimetable(
  house: House,
  actor: PersonActor,
  file: TimetableFile,
): Promise<Outcome<TimetablePreview>> {
  if (file.bytes.length > limits.timetableBytes)
    return refused("timetable_unreadable", { reason: "too_large" });
  const table = await readTable(file.bytes, {
    rowsMost: limits.timetableRows + 1,
    columnsMost: timetableHeadings.length + 10,
    cellCharacters: 20_000,
  });
  if (!table.ok) return table;
  const { lessons, faults } = readTimetable(table.value);
  const world = await readWorld(house, actor, lessons);
  const { resolved, faults: more } = resolveTimetable(lessons, world);
  const allFaults = [...faults, ...more].toSorted((a, b) => a.row - b.row);
  const nowMs = house.clock.now();
  const row = {
    preview_id: house.newId(),
    site_id: house.siteId,
    account_id: actor.accountId,
    file_sha256: toHex(sha256(file.bytes)),
    inputs: resolved.map((one) => one.input),
    faults: allFaults.length,
    expires_at_ms: nowMs + keepPreviewMs,
  };
  await quiet(house, "a preview is nobody's lesson yet and runs out by itself", (tx) =>
    insertPreview(tx, row, nowMs),
  );
  return granted({
    previewId: row.preview_id,
    fileName: namePart(file.fileName).slice(0, 200),
    rows: resolved.map((one) => previewRow(house, one, world)),
    faults: allFaults.slice(0, limits.timetableRows),
    expiresAtMs: row.expires_at_ms,
  });
}

async function readWorld(
  house: House,
  actor: PersonActor,
  lessons: readonly SheetLesson[],
): Promise<SheetWorld> {
  const known = await venues.list(house);
  const settings = await site.read(house);
  const dates = lessons.map((lesson) => Date.parse(`${lesson.date}T00:00:00Z`));
  const span = {
    startMs: Math.min(...dates) - 2 * 86_400_000,
    endMs: Math.max(...dates) + 3 * 86_400_000,
  };
  const standing =
    lessons.length === 0 ? [] : await selectLessons(house.db, house.siteId, { span });
  return {
    timeZone: settings.ok ? settings.value.timeZone : house.config.timeZone,
    nowMs: house.clock.now(),
    venues: known.ok ? known.value.venues : [],
    teachers: await listTeachers(house),
    taken: standing
      .filter((lesson) => lesson.state !== "cancelled")
      .map((lesson) => ({
        venueId: lesson.venue_id,
        startMs: lesson.start_ms,
        endMs: lesson.end_ms,
      })),
    scope: actor.role === "manager" ? await venueScope(house, actor.accountId) : undefined,
  };
}

function previewRow(
  house: House,
  one: ResolvedRow,
  world: SheetWorld,
): TimetablePreview["rows"][number] {
  const { input } = one;
  const teacherNames = input.teacherIds.map(
    (id) => world.teachers.find((teacher) => teacher.accountId === id)?.name ?? "",
  );
  const start = localTime(input.startMs, world.timeZone);
  const facts = {
    occasionId: house.siteId,
    date: start.date,
    time: start.time.replace(":", ""),
    project: input.project,
    audiences: input.audiences,
    teachers: teacherNames,
    place: one.venueName,
  };
  return {
    row: one.row,
    officialName: officialName(facts),
    startMs: input.startMs,
    endMs: input.endMs,
    venueName: one.venueName,
    teacherNames,
  };
}
