import type { FormColumn } from "../../contract/forms.ts";
import type { House } from "../../platform/house.ts";
import { cell } from "./cells.ts";
import { typesetter } from "./print-sheet.ts";
import { type Headed, sheetHead } from "./sheet-head.ts";

/** A table of another room as an official sheet: its columns in their order, nothing more. */
export interface TableSheet extends Headed {
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
  const { columns, signers, landscape } = sheet;
  const data = {
    ...(await sheetHead(house, sheet, { by: printedBy, atMs })),
    columns,
    signers,
    landscape,
    rows: sheet.rows.map((row) => row.map((text) => ({ text: cell(text).text, marks: [] }))),
    annex: null,
  };
  return (await typesetter.typeset("register.typ", data, atMs)).pdf;
}
