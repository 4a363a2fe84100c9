import type { House } from "../../platform/house.ts";
import type { LessonFacts } from "../lessons/index.ts";
import { gather } from "./gather.ts";
import { enrolLesson, registerHoles } from "./register-holes.ts";

/** What is missing now stands in the register before anybody says or judges anything of it. */
export async function bringUp(house: House, facts: LessonFacts): Promise<void> {
  await enrolLesson(house, facts);
  await registerHoles(house, facts.lesson.lessonId, await gather(house, facts));
}
