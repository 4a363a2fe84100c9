import type { Course, CourseInput } from "../../contract/courses.ts";
import type { Snapshot } from "../../contract/entries.ts";
import type { House } from "../../platform/house.ts";
import type { CourseRow, ItemRow } from "./courses.store.ts";

/** The row of the next version; items that are no longer named are retired and keep their place. */
export function nextRow(
  house: House,
  input: CourseInput,
  before: CourseRow | undefined,
): CourseRow {
  const courseId = before?.course_id ?? house.newId();
  const named = input.items.map((item, at): ItemRow => ({
    item_id: item.itemId ?? house.newId(),
    site_id: house.siteId,
    course_id: courseId,
    position: at + 1,
    code: item.code,
    name: item.name,
    scene: item.scene,
    minutes: item.minutes,
    checklist_id: item.checklistId,
    state: "active",
  }));
  const ids = new Set(named.map((item) => item.item_id));
  const left = (before?.items ?? [])
    .filter((item) => !ids.has(item.item_id))
    .map((item, at): ItemRow => ({
      ...item,
      position: named.length + at + 1,
      state: "retired",
    }));
  return {
    course_id: courseId,
    site_id: house.siteId,
    version: (before?.version ?? 0) + 1,
    code: input.code,
    name: input.name,
    department: input.department,
    family: input.family,
    scene: input.scene,
    half_hours: Math.round(input.hours * 2),
    teacher_id: input.teacherId,
    state: before?.state ?? "active",
    changed_at_ms: house.clock.now(),
    items: [...named, ...left],
  };
}

export function courseOf(row: CourseRow, names: ReadonlyMap<string, { name: string }>): Course {
  return {
    courseId: row.course_id,
    version: row.version,
    state: row.state,
    code: row.code,
    name: row.name,
    department: row.department,
    family: row.family,
    scene: row.scene,
    hours: row.half_hours / 2,
    teacherId: row.teacher_id,
    teacherName: row.teacher_id === null ? "" : (names.get(row.teacher_id)?.name ?? ""),
    changedAtMs: row.changed_at_ms,
    items: row.items.map((item) => ({
      itemId: item.item_id,
      code: item.code,
      name: item.name,
      scene: item.scene,
      minutes: item.minutes,
      checklistId: item.checklist_id,
      state: item.state,
    })),
  };
}

export function courseSnapshot(row: CourseRow): Snapshot {
  const { code, name, department, family, scene, half_hours, teacher_id, state } = row;
  return {
    code,
    name,
    department,
    family,
    scene,
    halfHours: half_hours,
    teacherId: teacher_id,
    state,
    courseItems: row.items.map((item) =>
      [item.code, item.name, item.scene, item.minutes, item.checklist_id ?? "-", item.state].join(
        " · ",
      ),
    ),
  };
}
