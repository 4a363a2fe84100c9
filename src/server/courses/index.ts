/** Courses (课程与项目库): what may be planned, by code and version; lessons and exams choose from it. */
import { importCourses, writeCourseTemplate } from "./import-courses.ts";
import { holdsItem, listCourses } from "./read-courses.ts";
import { addCourse, changeCourse, retireCourse } from "./save-course.ts";

export const courses = {
  list: listCourses,
  add: addCourse,
  change: changeCourse,
  retire: retireCourse,
  import: importCourses,
  template: writeCourseTemplate,
  /** For rooms that plan from the library; as the house itself knows it. */
  holds: holdsItem,
};
