import type { Actor } from "../../contract/actor.ts";
import { formNames, type FormName, officialForms } from "../../contract/forms.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { RegisterRow, Sheet } from "../../contract/routes/registers.ts";
import { toHex } from "../../kernel/bytes.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { readSheetFile } from "../../platform/sheet-files.ts";
import { writeTable } from "../../platform/spreadsheet.ts";
import { Fault } from "../../contract/faults.ts";
import { act } from "../ledger/index.ts";
import { cellText } from "./cells.ts";
import { dayOf, yearParts } from "./form-times.ts";
import { type CasesOf, grantLifeMs, type LinePage, readLines } from "./read-lines.ts";
import { countSheets, selectSheet, selectSheets } from "./registers.store.ts";
import { sheetOf } from "./sheet-view.ts";

interface RegisterCount {
  readonly form: FormName;
  /** Lines of this year. */
  readonly rows: number;
  readonly sheets: number;
  /** Sheets whose paper is not back. */
  readonly waiting: number;
}

/** Every register with the lines of this year and its sheets. */
export async function listRegisters(
  house: House,
  casesOf: CasesOf,
): Promise<Outcome<{ registers: RegisterCount[] }>> {
  const nowMs = house.clock.now();
  const [year] = yearParts(nowMs, nowMs + 1, house.config.timeZone);
  const fromMs = year?.startMs ?? 0;
  const counts = await countSheets(house.db, house.siteId);
  // One reading of the cases serves all forms.
  const cases = Promise.resolve(casesOf(house, { fromMs: fromMs - grantLifeMs, toMs: nowMs + 1 }));
  const remembered: CasesOf = async (_house, span) =>
    (await cases).filter((one) => one.filedAtMs >= span.fromMs && one.filedAtMs < span.toMs);
  const registers: RegisterCount[] = [];
  for (const form of formNames) {
    const page = { form, fromMs, toMs: nowMs + 1, text: "", offset: 0, most: 0 };
    const { total } = await readLines(house, remembered, page);
    registers.push({ form, rows: total, ...(counts.get(form) ?? { sheets: 0, waiting: 0 }) });
  }
  return granted({ registers });
}

export interface RegisterAsk {
  readonly casesOf: CasesOf;
  readonly form: FormName;
  readonly fromMs: number;
  readonly toMs: number;
  readonly text?: string | undefined;
  readonly offset: number;
}

export async function readRegister(
  house: House,
  _actor: Actor,
  ask: RegisterAsk,
): Promise<Outcome<{ rows: RegisterRow[]; total: number }>> {
  const { form, fromMs, toMs, offset } = ask;
  if (!spanFits(ask)) return refused("span_invalid");
  const page = { form, fromMs, toMs, text: ask.text ?? "", offset, most: limits.pageRows };
  const { lines, total } = await readLines(house, ask.casesOf, page);
  const rows = lines.map(({ number, atMs, cells, requestId }) => ({
    number,
    atMs,
    requestId,
    cells: cells.map(cellText),
  }));
  return granted({ rows, total });
}

export interface TableFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

/**
 * The same lines as XLSX. Every cell is a text cell, so `=1+1` stays the text `=1+1` and is never a
 * formula; that somebody took the list out is an entry.
 */
export async function exportTable(
  house: House,
  actor: Actor,
  ask: Omit<RegisterAsk, "offset">,
): Promise<Outcome<TableFile>> {
  const { form, fromMs, toMs } = ask;
  if (!spanFits(ask)) return refused("span_invalid");
  const page: LinePage & { form: FormName } = {
    form,
    fromMs,
    toMs,
    text: ask.text ?? "",
    offset: 0,
    most: limits.registerTableRows,
  };
  const { lines, total } = await readLines(house, ask.casesOf, page);
  if (total > limits.registerTableRows)
    return refused("register_too_long", { rows: total, limit: limits.registerTableRows });
  const official = officialForms[form];
  const heading = official.columns.map((column) => column.title);
  const rows = lines.map((line) => line.cells.map(cellText));
  const bytes = await writeTable([{ title: form, rows: [heading, ...rows] }]);
  const zone = house.config.timeZone;
  const fileName = `${official.title}-${dayOf(fromMs, zone)}-${dayOf(toMs - 1, zone)}.xlsx`;
  return act(house, actor, "register.exported@1", async () =>
    granted({
      value: { bytes, fileName },
      subject: { type: "house", id: house.siteId },
      body: { form, fromMs, toMs, rows: rows.length, fileSha256: toHex(sha256(bytes)) },
    }),
  );
}

/** Printed sheets of a form, newest first. */
export async function listSheets(
  house: House,
  ask: { readonly form: FormName; readonly beforeMs?: number | undefined },
): Promise<Outcome<{ sheets: Sheet[]; more: boolean }>> {
  const rows = await selectSheets(house.db, house.siteId, { ...ask, most: limits.pageRows + 1 });
  const more = rows.length > limits.pageRows;
  return granted({ sheets: rows.slice(0, limits.pageRows).map(sheetOf), more });
}

/** A sheet's file, checked against the digest that was entered when it was printed. */
export async function openSheet(house: House, sheetId: string): Promise<Outcome<TableFile>> {
  const row = await selectSheet(house.db, house.siteId, sheetId);
  if (row === undefined) return refused("not_found");
  const bytes = await readSheetFile(house.paths, sheetId);
  if (toHex(sha256(bytes)) !== row.file_sha256)
    throw new Fault("damaged", "sheet_changed", { hint: row.serial });
  return granted({ bytes, fileName: `${officialForms[row.form].title}-${row.serial}.pdf` });
}

function spanFits(span: { readonly fromMs: number; readonly toMs: number }): boolean {
  return (
    span.fromMs >= 0 && span.fromMs < span.toMs && span.toMs - span.fromMs <= limits.registerSpanMs
  );
}
