import type { PersonActor } from "../../contract/actor.ts";
import type { CourseInput, CourseReading } from "../../contract/courses.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { toHex } from "../../kernel/bytes.ts";
import {
  type SheetCourse,
  courseHeadings,
  courseTemplate,
  readCourseSheet,
} from "../../kernel/lessons/course-sheet.ts";
import type { SheetFault } from "../../kernel/timetable-sheet.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { readTable, writeTable } from "../../platform/spreadsheet.ts";
import { type EntryDraft, act } from "../ledger/index.ts";
import { listTeachers } from "../people/index.ts";
import { nextRow } from "./course-rows.ts";
import { type CourseRow, lockCourse, selectCourses, storeCourse } from "./courses.store.ts";
import { codeRefusal, writtenCourse } from "./save-course.ts";

/**
 * Reads courses with their items (XLSX or CSV) and, when asked to and without a single fault, takes all of
 * them: a known code is changed, items are added or changed by their code, and none is retired by a sheet.
 */
export async function importCourses(
  house: House,
  actor: PersonActor,
  ask: { readonly bytes: Uint8Array; readonly take: boolean },
): Promise<Outcome<CourseReading>> {
  const table = await readTable(ask.bytes, {
    rowsMost: limits.courses + 1,
    columnsMost: courseHeadings.length + 10,
    cellCharacters: 500,
  });
  if (!table.ok) return table;
  const { courses, faults } = readCourseSheet(table.value);
  const codes = courses.map((course) => course.code);
  const before = await selectCourses(house.db, house.siteId, { codes });
  const teachers = await teachersOf(house, courses);
  const all = [...faults, ...teachers.faults].toSorted((a, b) => a.row - b.row);
  const reading = {
    rows: courses.map((course) => ({
      code: course.code,
      name: course.name,
      items: course.items.length,
      known: before.some((row) => row.code === course.code),
    })),
    faults: all.slice(0, limits.courses),
  };
  if (!ask.take || all.length > 0) return granted({ taken: false, ...reading });
  return act(house, actor, "courses.imported@1", async (tx) => {
    const standing = await selectCourses(tx, house.siteId, { codes });
    const also: EntryDraft[] = [];
    for (const course of courses) {
      const id = standing.find((row) => row.code === course.code)?.course_id;
      const now = id === undefined ? undefined : await lockCourse(tx, house.siteId, id);
      const after = nextRow(house, inputOf(course, now, teachers.ids), now);
      if (after.items.length > limits.courseItems)
        return refused("too_many", { most: limits.courseItems });
      try {
        await storeCourse(tx, after);
      } catch (cause) {
        return codeRefusal(cause);
      }
      const { value: _, ...draft } = await writtenCourse(house, now, after);
      also.push({ kind: "course.changed@1", ...draft });
    }
    const rows = table.value.length - 1;
    return granted({
      value: { taken: true, ...reading },
      subject: { type: "house", id: house.siteId },
      body: { fileSha256: toHex(sha256(ask.bytes)), rows, courses: courses.length },
      also,
    });
  });
}

/** What the sheet says over what stands; items the sheet does not name stay as they are. */
function inputOf(
  course: SheetCourse,
  now: CourseRow | undefined,
  teachers: ReadonlyMap<string, string>,
): CourseInput {
  const { items, teacher, row: _, ...own } = course;
  const named = items.map(({ row: __, ...item }) => {
    const known = now?.items.find((one) => one.code === item.code);
    return { ...item, itemId: known?.item_id ?? null, checklistId: known?.checklist_id ?? null };
  });
  const codes = new Set(items.map((item) => item.code));
  const kept = (now?.items ?? [])
    .filter((item) => item.state === "active" && !codes.has(item.code))
    .map((item) => ({
      itemId: item.item_id,
      code: item.code,
      name: item.name,
      scene: item.scene,
      minutes: item.minutes,
      checklistId: item.checklist_id,
    }));
  const teacherId = teachers.get(teacher) ?? now?.teacher_id ?? null;
  return { ...own, teacherId, items: [...kept, ...named] };
}

async function teachersOf(
  house: House,
  courses: readonly SheetCourse[],
): Promise<{ ids: Map<string, string>; faults: SheetFault[] }> {
  const known = await listTeachers(house);
  const ids = new Map<string, string>();
  const faults: SheetFault[] = [];
  for (const { row, teacher } of courses) {
    if (teacher === "") continue;
    const found = known.filter(
      (one) => one.login === teacher.toLowerCase() || one.name.normalize("NFC") === teacher,
    );
    const [first] = found;
    if (first !== undefined && found.length === 1) ids.set(teacher, first.accountId);
    else
      faults.push({
        row,
        column: "负责教师",
        code: found.length === 0 ? "unknown-teacher" : "ambiguous-teacher",
        value: teacher,
      });
  }
  return { ids, faults };
}

/** The sheet to fill in (XLSX). */
export function writeCourseTemplate(): Promise<Uint8Array> {
  return writeTable(courseTemplate);
}
