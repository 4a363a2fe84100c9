/** Lessons (授课批次): the timetable, who teaches whom and where, and so what is recorded when. */
import { bookmarkedLessons, listBookmarks, setBookmark, withdrawBookmark } from "./bookmarks.ts";
import { cancelLesson } from "./cancel-lesson.ts";
import { changeLesson } from "./change-lesson.ts";
import { importTimetable } from "./import-timetable.ts";
import { labelLesson } from "./label-lesson.ts";
import { planLesson } from "./plan-lesson.ts";
import { previewTimetable } from "./preview-timetable.ts";
import { listLessonTeachers, listLessons, readLesson } from "./read-lessons.ts";
import { listLessonStudents, readSeats } from "./seats.ts";
import { writeTimetableTemplate } from "./timetable-template.ts";

/** What a person does with lessons; each sees and plans only what is theirs. */
export const lessons = {
  list: listLessons,
  read: readLesson,
  plan: planLesson,
  change: changeLesson,
  cancel: cancelLesson,
  label: labelLesson,
  teachers: listLessonTeachers,
  students: listLessonStudents,
  seats: readSeats,
};

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
