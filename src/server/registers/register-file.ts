import { type FormName, officialForms } from "../../contract/forms.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { RegisterRow } from "../../contract/routes/registers.ts";
import type { House } from "../../platform/house.ts";
import { writeTable } from "../../platform/spreadsheet.ts";
import { cellText } from "./cells.ts";
import { type CasesOf, readLines } from "./read-lines.ts";

interface RegisterFile {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly Omit<RegisterRow, "requestId">[];
  readonly xlsx: Uint8Array;
}

/** All lines of a register in a period, as rows and as a workbook, for a package that tells of it. */
export async function tellRegister(
  house: House,
  ask: {
    readonly casesOf: CasesOf;
    readonly form: FormName;
    readonly fromMs: number;
    readonly toMs: number;
  },
): Promise<Outcome<RegisterFile>> {
  const most = limits.registerTableRows;
  const page = { form: ask.form, fromMs: ask.fromMs, toMs: ask.toMs, text: "", offset: 0, most };
  const { lines, total } = await readLines(house, ask.casesOf, page);
  if (total > most) return refused("register_too_long", { rows: total, limit: most });
  const { title, columns } = officialForms[ask.form];
  const heading = columns.map((column) => column.title);
  const rows = lines.map(({ number, atMs, cells }) => ({
    number,
    atMs,
    cells: cells.map(cellText),
  }));
  const xlsx = await writeTable([
    { title: ask.form, rows: [heading, ...rows.map((row) => row.cells)] },
  ]);
  return granted({ title, columns: heading, rows, xlsx });
}
