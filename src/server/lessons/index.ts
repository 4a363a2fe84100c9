/** Lessons (授课批次): the timetable, who teaches whom and where, and so what is recorded when. */
import { bookmarkedLessons, listBookmarks, setBookmark, withdrawBookmark } from "./bookmarks.ts";
import { cancelLesson } from "./cancel-lesson.ts";
import { changeLesson, moveLesson } from "./change-lesson.ts";
import { enrolPeople } from "./enrol.ts";
import { externalTable, listExternal } from "./external-list.ts";
import { giveReference } from "./give-reference.ts";
import { importTimetable } from "./import-timetable.ts";
import { labelLesson } from "./label-lesson.ts";
import { changePeriods, readPeriods } from "./periods.ts";
import { planLesson } from "./plan-lesson.ts";
import { previewTimetable } from "./preview-timetable.ts";
import { listLessonTeachers, listLessons, readLesson } from "./read-lessons.ts";
import { repeatLesson } from "./repeat-lesson.ts";
import { listLessonStudents, readSeats } from "./seats.ts";
import { writeTimetableTemplate } from "./timetable-template.ts";
import { noteVisits, visitsOf } from "./visits.ts";
import { tallyLessons } from "./tally-lessons.ts";

/** What a person does with lessons; each sees and plans only what is theirs. */
export const lessons = {
  tally: tallyLessons,
  list: listLessons,
  read: readLesson,
  plan: planLesson,
  change: changeLesson,
  move: moveLesson,
  repeat: repeatLesson,
  /** With somebody from outside (S0-5.2.4). */
  external: listExternal,
  externalTable,
  giveReference,
  cancel: cancelLesson,
  label: labelLesson,
  teachers: listLessonTeachers,
  students: listLessonStudents,
  seats: readSeats,
  enrol: enrolPeople,
};

/** When a place of a lesson was one person's alone. */
export const visits = { note: noteVisits, of: visitsOf };

/** Points on a lesson's timeline (打点). */
export const bookmarks = {
  set: setBookmark,
  withdraw: withdrawBookmark,
  list: listBookmarks,
  lessonsWith: bookmarkedLessons,
};

/** Import of a whole timetable, previewed first. */
export const timetable = {
  preview: previewTimetable,
  import: importTimetable,
  template: writeTimetableTemplate,
  /** Periods of the institution's day (节次). */
  periods: readPeriods,
  changePeriods,
};

export {
  type LessonFacts,
  type LessonHome,
  homeOfOccasion,
  lessonById,
  lessonsOfOccasions,
  lessonsOfSpan,
  refreshPlan,
} from "./occasions.ts";
export { forgetPeople } from "./forget-people.ts";
