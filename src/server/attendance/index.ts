/** Attendance (签到签退): who of a lesson is expected, came, left, had leave or was absent. */
import { checkByCode, lookAtDoor } from "./check-in.ts";
import { closeLists } from "./close-lists.ts";
import { importRoster, writeRosterTemplate } from "./import-roster.ts";
import { correctMark, markByTeacher, setGrace } from "./keep-attendance.ts";
import { closeKiosk, enterKiosk, listKiosks, registerKiosk } from "./kiosks.ts";
import { notePresence } from "./note-presence.ts";
import { ownAttendance } from "./own-attendance.ts";
import { printAttendance, printSessionRecord, tableOfAttendance } from "./print-sheets.ts";
import { readAttendance } from "./read-attendance.ts";
import { completeRecord } from "./session-record.ts";
import { showDoor } from "./show-door.ts";
import { checkAtKiosk, knowKiosk, showKiosk } from "./use-kiosk.ts";

/** The list of a lesson, for whoever keeps it. */
export const attendance = {
  read: readAttendance,
  mark: markByTeacher,
  correct: correctMark,
  setGrace,
  door: showDoor,
  print: printAttendance,
  table: tableOfAttendance,
  own: ownAttendance,
  notePresence,
  /** A job of the house. */
  close: closeLists,
};

/** F-12. */
export const sessionRecord = { print: printSessionRecord, complete: completeRecord };

/** The roster with its groups, from a sheet. */
export const rosters = { import: importRoster, template: writeRosterTemplate };

/** Somebody with a phone before a door. */
export const checkIns = { look: lookAtDoor, mark: checkByCode };

/** Devices at the doors. */
export const kiosks = {
  list: listKiosks,
  register: registerKiosk,
  close: closeKiosk,
  enter: enterKiosk,
  show: showKiosk,
  know: knowKiosk,
  mark: checkAtKiosk,
};

export { forgetNames } from "./forget-names.ts";
export type { AttendancePorts } from "./print-sheets.ts";
