import type { Strokes } from "../../contract/approval.ts";
import type { FormColumn } from "../../contract/forms.ts";
import type { House } from "../../platform/house.ts";
import { cell } from "./cells.ts";
import { typesetter } from "./print-sheet.ts";
import { drawnSvg } from "./sheet-data.ts";
import { type Headed, sheetHead } from "./sheet-head.ts";

/** What was signed: the line beside the signature, and its strokes. */
export interface SignedCell {
  readonly line: string;
  readonly strokes: Strokes;
}

/** A table of another room as an official sheet: its columns in their order, nothing more. */
export interface TableSheet extends Headed {
  readonly landscape: boolean;
  readonly columns: readonly FormColumn[];
  readonly signers: readonly string[];
  readonly rows: readonly (readonly (string | SignedCell)[])[];
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
    rows: sheet.rows.map((row) => row.map(printed)),
    annex: null,
  };
  return (await typesetter.typeset("register.typ", data, atMs)).pdf;
}

function printed(one: string | SignedCell) {
  if (typeof one === "string") return { text: cell(one).text, marks: [] };
  return { text: "", marks: [{ line: cell(one.line).text, svg: drawnSvg(one.strokes) }] };
}
