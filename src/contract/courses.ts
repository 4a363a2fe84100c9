import { z } from "zod";
import { Id, Ms } from "./ids.ts";
import { ActivityFamily, Scene } from "./lesson.ts";
import { limits } from "./limits.ts";
import { RowFault } from "./routes/lessons.ts";

const Name = z.string().trim().min(1).max(limits.nameCharacters);
const Code = z.string().trim().min(1).max(32);
const Hours = z.number().min(0.5).max(500).multipleOf(0.5);
const lifeStates = ["active", "retired"] as const;
const Life = z.enum(lifeStates);

/** One thing that is practised (实训项目): its usual scene, length and checklist. */
const Item = z.strictObject({
  code: Code,
  name: Name,
  scene: Scene,
  minutes: z.int().min(5).max(1_440),
  /** Proposed for its lessons; whoever takes it into use chooses again. */
  checklistId: Id.nullable(),
});
export const CourseItemInput = Item.extend({ itemId: Id.nullable() });
export type CourseItemInput = z.infer<typeof CourseItemInput>;
export const CourseItem = Item.extend({ itemId: Id, state: Life });
export type CourseItem = z.infer<typeof CourseItem>;

const course = {
  code: Code,
  name: Name,
  department: z.string().trim().max(limits.nameCharacters),
  family: ActivityFamily,
  scene: Scene,
  hours: Hours,
  /** The responsible teacher's account, where it is one. */
  teacherId: Id.nullable(),
} as const;

/** What is typed of a course; items of it that are left out are retired, never deleted. */
export const CourseInput = z.strictObject({
  ...course,
  items: z.array(CourseItemInput).max(limits.courseItems),
});
export type CourseInput = z.infer<typeof CourseInput>;

export const Course = z.strictObject({
  ...course,
  courseId: Id,
  version: z.int(),
  state: Life,
  teacherName: z.string(),
  changedAtMs: Ms,
  items: z.array(CourseItem),
});
export type Course = z.infer<typeof Course>;

/** What a sheet would do; `taken` once it was done. */
export const CourseReading = z.strictObject({
  taken: z.boolean(),
  rows: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      items: z.int(),
      /** The course stands in the library already and is changed. */
      known: z.boolean(),
    }),
  ),
  faults: z.array(RowFault),
});
export type CourseReading = z.infer<typeof CourseReading>;
