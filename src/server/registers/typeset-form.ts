import { renderSVG } from "uqr";
import type { FormSheet } from "../../contract/form-sheet.ts";
import type { House } from "../../platform/house.ts";
import { cell } from "./cells.ts";
import { minuteOf } from "./form-times.ts";
import { formWords as words } from "./forms/words.ts";
import { typesetter } from "./print-sheet.ts";
import { drawnSvg, institutionName, ledgerNow } from "./sheet-data.ts";

/** Typesets a form of another room with the head and the foot every official sheet of the house has. */
export async function typesetParticulars(
  house: House,
  sheet: FormSheet,
  printedBy: string,
): Promise<Uint8Array> {
  const atMs = house.clock.now();
  const { serial, digest } = sheet;
  const { line } = await ledgerNow(house);
  const data = {
    title: sheet.title,
    landscape: false,
    institution: cell(await institutionName(house)).text,
    period: sheet.period,
    count: sheet.count,
    serial,
    digest,
    ledger: line,
    printed: words.printed(minuteOf(atMs, house.config.timeZone), cell(printedBy).text),
    qr: renderSVG(`LIUHEN1:${serial}:${digest}`, { border: 0 }),
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
