import type { timetableEntries } from "../../../contract/entries/timetable.ts";
import type { ExternalKind } from "../../../contract/lesson.ts";

export const externalTerms = {
  kinds: {
    exchange: "Visiting exchange",
    observation: "Observed teaching",
    enterprise: "Training with a company",
    "public-service": "Public service training",
  } satisfies Record<ExternalKind, string>,
  kind: "External kind",
  none: "Not external",
  party: "External party",
  agreement: "Agreement reference",
  agreementHint:
    "May follow later: whoever plans the lesson is given a task that ends once it is filled in",
  known: "Recorded agreements",
  assigned: "What is recorded of it lies in the partition of external training by itself.",
  missing: "Agreement reference missing",
  missingNext: "Fill in the reference; until then it is a task of whoever planned the lesson.",
  partyMissing: "The activity is external training, but no external party is named",
  fill: "Fill in",
};

export const externalsPage = {
  title: "External activities",
  note: "Exchange, observed teaching, training with companies, public service training",
  year: "Year",
  onlyMissing: "Only without agreement reference",
  empty: "No external activity in this year",
  emptyNext: "Name the external party when planning a lesson and it is listed here.",
  when: "Time",
  lesson: "Lesson",
  table: "Export XLSX",
};

export const gridPage = {
  title: "Timetable",
  note: "Drag a lesson to move it; by keyboard: Enter picks it up, arrows choose, Enter puts it down.",
  noteRead: "The lessons you may see.",
  noteNarrow: "Move to… changes time or room.",
  byRoom: "By room",
  byTeacher: "By teacher",
  byDay: "By day",
  view: "View",
  room: "Room",
  teacher: "Teacher",
  noRooms: "There is no venue yet",
  noRoomsNext: "Add venues under places and cameras first.",
  previousWeek: "Previous week",
  nextWeek: "Next week",
  previousDay: "Previous day",
  nextDay: "Next day",
  thisWeek: "This week",
  week: "Teaching week {{n}}",
  period: "Period",
  between: "Other",
  import: "Import a timetable",
  periods: "Periods",
  list: "List of lessons",
  emptySlot: "{{column}}, {{row}}, free. Plan a lesson",
  carrying: "Picked up: {{project}}. Arrows choose, Enter puts it down, Esc cancels.",
  target: "Put down at {{column}} {{row}}",
  put: "Put back",
  moved: "Moved: {{project}}, {{when}}",
  refused: "Not moved; it is back where it was",
  refusedClose: "Understood",
  fixedStarted: "The lesson has begun or ended: its time and room stay",
  fixedBefore: "It begins the day before: move it there",
  fixedRight: "You may not plan lessons",
  moveTo: "Move to…",
  moveTitle: "Move: {{project}}",
  moveText: "Stations belong to a venue: assign them anew after a change of room.",
  moveDate: "Date",
  moveRoom: "Venue",
  movePeriod: "First period",
  moveSave: "Move",
  open: "Open",
  noLessons: "No lesson on this day",
  external: "External",
  lacks: "No agreement reference",
  teacherTwice: "{{teacher}} teaches in another room at the same time",
};

export const periodsDialog = {
  title: "Periods of the day",
  text: "Periods only say how the timetable is laid out; lessons keep their times. Every change is entered.",
  name: "Name",
  from: "From",
  to: "To",
  nameOf: "Name in row {{n}}",
  fromOf: "From in row {{n}}",
  toOf: "To in row {{n}}",
  add: "Add a period",
  remove: "Remove row {{n}}",
  termStart: "First teaching week (any day of it)",
  save: "Save the periods",
  saved: "Periods saved",
  wrong: "Times are HH:MM, and the end is after the beginning",
};

export const repeatWords = {
  title: "Weekly",
  once: "Only this once",
  weekly: "Repeat weekly",
  from: "From week",
  to: "To week",
  rhythm: "Weeks",
  every: "Every week",
  odd: "Odd weeks",
  even: "Even weeks",
  ofTerm: "Counted as teaching weeks; this lesson is in teaching week {{n}}",
  ofLesson:
    "Counted from this lesson's week as week 1; set the first teaching week under Timetable, Periods",
  count: "{{n}} lesson{{n, s}}, all of them or none",
  none: "No week in this range",
  planned: "Lessons planned: {{n}}",
};

export const timetableEntryKinds = {
  "periods.changed@1": "Periods changed",
  "lessons.repeated@1": "Lessons planned weekly",
  "externals.exported@1": "External activities exported",
  "task.given@1": "Task given to a person",
  "task.settled@1": "Task of a person settled",
} satisfies Record<keyof typeof timetableEntries, string>;

export const timetableFields = {
  periods: "Periods",
  termStart: "First teaching week",
  weeks: "Weeks",
  externalKind: "External kind",
  externalParty: "External party",
  externalAgreement: "Agreement reference",
  courseId: "Course id",
  subjectId: "Id of the subject",
};

export const timetableTaskKinds = { "external-agreement": "Fill in an agreement reference" };
export const timetableTaskRules = { "S0-5.2.4": "Regulation Art 5(2)4" };

export const timetableRefusals = {
  periods_invalid: {
    what: "These periods do not work.",
    next: "Each period needs a name of its own, ends after it begins, and overlaps no other.",
  },
};

export const timetableFactValues = { overlap: "They overlap", twice: "A name stands twice" };
