import type { FormSheet } from "../../contract/form-sheet.ts";
import type { House } from "../../platform/house.ts";
import { cell } from "./cells.ts";
import { typesetter } from "./print-sheet.ts";
import { drawnSvg } from "./sheet-data.ts";
import { sheetHead } from "./sheet-head.ts";

/** Typesets a form of another room with the head and the foot every official sheet of the house has. */
export async function typesetParticulars(
  house: House,
  sheet: FormSheet,
  printedBy: string,
): Promise<Uint8Array> {
  const atMs = house.clock.now();
  const data = {
    ...(await sheetHead(house, sheet, { by: printedBy, atMs })),
    landscape: false,
    rows: sheet.rows.map((row) => ({
      title: row.title,
      text: cell(row.text).text,
      marks: row.marks.map((mark) => ({
        line: cell(mark.line).text,
        svg: drawnSvg(mark.strokes),
      })),
      table:
        row.table === null
          ? null
          : {
              columns: row.table.columns,
              shares: row.table.shares,
              rows: row.table.rows.map((one) => one.map((text) => cell(text).text)),
            },
    })),
  };
  return (await typesetter.typeset("particulars.typ", data, atMs)).pdf;
}
