import type { coursesEntries } from "../../../contract/entries/courses.ts";
import type * as zh from "../zh-CN/courses.ts";

export const coursesPage: { readonly [K in keyof typeof zh.coursesPage]: string } = {
  title: "Courses and items",
  note: "Lessons and exams may choose from here; what is no longer used is retired, never deleted.",
  add: "New course",
  empty: "The library is empty",
  emptyNext: "Add a course, or import a sheet of them.",
  emptyNextRead: "Whoever plans lessons fills the library.",
  filter: "Filter",
  filterHint: "Code, course, item, department, teacher",
  retiredToo: "With retired ones",
  code: "Code",
  name: "Course",
  department: "Department",
  family: "Family",
  scene: "Usual scene",
  hours: "Hours",
  teacher: "Responsible teacher",
  noTeacher: "Nobody",
  items: "Items",
  itemsCount: "{{n}} item{{n, s}}",
  noItems: "No items yet",
  version: "Version {{n}}",
  retired: "Retired",
  active: "In use",
  change: "Change",
  retire: "Retire",
  restore: "Take back",
  retireTitle: "Retire “{{name}}”?",
  retireText:
    "It is no longer offered; lessons planned from it stay as they are, and it can be taken back.",
  newTitle: "New course",
  changeTitle: "Change: {{name}}",
  save: "Save the course",
  saved: "Course saved",
  itemCode: "Code of item {{n}}",
  itemName: "Name of item {{n}}",
  itemScene: "Scene {{n}}",
  itemMinutes: "Minutes {{n}}",
  itemChecklist: "Proposed checklist {{n}}",
  noChecklist: "No checklist proposed",
  minutes: "{{n}} min",
  addItem: "Add an item",
  removeItem: "Retire item {{n}}",
  import: "Import a sheet",
  importLead:
    "Checked first, then taken. Known codes are updated; courses and items not on the sheet stay.",
  faults: "{{n}} fault{{n, s}}; correct them and choose the file again",
  good: "{{n}} course{{n, s}} can be taken",
  take: "Import",
  taken: "{{n}} course{{n, s}} imported",
  known: "Updated",
  fresh: "New",
  choice: "Choose from the library",
  choiceHint: "Brings name, scene and hours; all may still be changed",
  choiceNone: "The library is empty; just type",
};

export const courseEntryKinds = {
  "course.changed@1": "Course changed",
  "courses.imported@1": "Courses imported",
} satisfies Record<keyof typeof coursesEntries, string>;

export const courseSubjects = { course: "Course" };

export const courseFields = {
  courseItems: "Items",
  courses: "Courses",
  department: "Department",
};

export const courseRowFaults = {
  differs: "The rows of this course do not agree",
  "bad-minutes": "The length is 5 to 1440 minutes",
};
