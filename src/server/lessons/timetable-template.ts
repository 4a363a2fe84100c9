import { timetableTemplate } from "../../kernel/timetable-sheet.ts";
import { writeTable } from "../../platform/spreadsheet.ts";

/** The sheet to fill in (XLSX): headings on the first page, an example and the words on the second. */
export function writeTimetableTemplate(): Promise<Uint8Array> {
  return writeTable(timetableTemplate);
}
