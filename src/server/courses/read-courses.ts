import type { PersonActor } from "../../contract/actor.ts";
import type { Course } from "../../contract/courses.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { findAccounts } from "../people/index.ts";
import { courseOf } from "./course-rows.ts";
import { selectCourses } from "./courses.store.ts";

/** The whole library by code, retired ones among it. */
export async function listCourses(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ courses: Course[] }>> {
  const rows = await asTier(house, actor, (db) => selectCourses(db, house.siteId));
  const ids = rows.flatMap((row) => (row.teacher_id === null ? [] : [row.teacher_id]));
  const names = await findAccounts(house, [...new Set(ids)]);
  return granted({ courses: rows.map((row) => courseOf(row, names)) });
}

/** Whether the library has a course with this item, for whoever plans from it. */
export async function holdsItem(
  house: House,
  of: { readonly courseId: string; readonly itemId: string | null },
): Promise<boolean> {
  const [course] = await selectCourses(house.db, house.siteId, { ids: [of.courseId] });
  if (course === undefined) return false;
  return of.itemId === null || course.items.some((item) => item.item_id === of.itemId);
}
