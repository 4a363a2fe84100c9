import type { rowFaults as chinese } from "../zh-CN/row-faults.ts";
import { courseRowFaults } from "./courses.ts";
import { attendanceRowFaults } from "./attendance.ts";

export const rowFaults: typeof chinese = {
  ...attendanceRowFaults,
  ...courseRowFaults,
  missing: "not filled in",
  "too-long": "too long",
  "too-many": "too many",
  "bad-characters": "holds characters that cannot be used",
  "bad-date": "date must look like 2026-06-01",
  "bad-time": "time must look like 08:30",
  "no-such-time": "there is no such time",
  "end-before-start": "the end must follow the start",
  past: "in the past",
  "too-far": "too far ahead",
  "bad-hours": "hours go in halves",
  "bad-groups": "groups must read: name: member, member",
  "unknown-word": "unknown word: use those of the template",
  "unknown-venue": "no such venue",
  "venue-closed": "the venue is closed",
  "venue-not-yours": "outside your area",
  "venue-taken": "the venue is taken at that time",
  "venue-without-camera": "the venue has no camera",
  "clash-in-sheet": "clashes with another row of the sheet",
  "unknown-teacher": "no account of this teacher",
  "ambiguous-teacher": "several teachers of this name: give the account",
  "teacher-twice": "the same teacher twice",
  "scene-must-be-recorded": "this scene must be recorded",
  "heading-missing": "the column is missing",
  "no-rows": "nothing in the sheet",
};
