import { renderSVG } from "uqr";
import type { FormColumn } from "../../contract/forms.ts";
import type { House } from "../../platform/house.ts";
import { cell } from "./cells.ts";
import { minuteOf } from "./form-times.ts";
import { formWords as words } from "./forms/words.ts";
import { typesetter } from "./print-sheet.ts";
import { institutionName, ledgerNow } from "./sheet-data.ts";

/** A table of another room as an official sheet: its columns in their order, nothing more. */
export interface TableSheet {
  readonly title: string;
  readonly serial: string;
  /** SHA-256 of what the lines say; printed at the foot and in the code. */
  readonly digest: string;
  readonly period: string;
  readonly count: string;
  readonly landscape: boolean;
  readonly columns: readonly FormColumn[];
  readonly signers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Typesets such a table with the head, the signers and the foot of a register's page. */
export async function typesetTable(
  house: House,
  sheet: TableSheet,
  printedBy: string,
): Promise<Uint8Array> {
  const atMs = house.clock.now();
  const { serial, digest } = sheet;
  const { line } = await ledgerNow(house);
  const data = {
    title: sheet.title,
    columns: sheet.columns,
    signers: sheet.signers,
    landscape: sheet.landscape,
    institution: cell(await institutionName(house)).text,
    period: cell(sheet.period).text,
    count: sheet.count,
    serial,
    digest,
    ledger: line,
    printed: words.printed(minuteOf(atMs, house.config.timeZone), cell(printedBy).text),
    qr: renderSVG(`LIUHEN1:${serial}:${digest}`, { border: 0 }),
    rows: sheet.rows.map((row) => row.map((text) => ({ text: cell(text).text, marks: [] }))),
    annex: null,
  };
  return (await typesetter.typeset("register.typ", data, atMs)).pdf;
}
