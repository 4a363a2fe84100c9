import { parse as parseCsv } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import { parentPort, workerData } from "node:worker_threads";
import { Fault } from "../contract/faults.ts";
import { packZip, unpackZip } from "./zip-archive.ts";

/** Runs in a thread of its own with bounded memory and time; see spreadsheet.ts. */
interface Task {
  readonly bytes: Uint8Array;
  readonly rowsMost: number;
  readonly columnsMost: number;
  readonly cellCharacters: number;
}

const zipLimits = { entriesMost: 100, unpackedBytes: 48 * 1024 * 1024 };
/** What a sheet needs; pictures, macros and the like are not even unpacked. */
const wantedEntry =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|styles|sharedStrings)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/sheet[0-9]{1,3}\.xml)$/i;

async function readRows(task: Task): Promise<string[][]> {
  const { bytes } = task;
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const rows = isZip ? await readXlsx(task) : readCsv(task);
  if (rows.length > task.rowsMost) throw new Fault("input", "sheet_too_long");
  if (rows.some((row) => row.length > task.columnsMost)) throw new Fault("input", "sheet_too_wide");
  if (rows.some((row) => row.some((cell) => cell.length > task.cellCharacters)))
    throw new Fault("input", "cell_too_long");
  return rows;
}

async function readXlsx(task: Task): Promise<string[][]> {
  const entries = unpackZip(task.bytes, zipLimits, (name) => wantedEntry.test(name));
  for (const entry of entries) refuseOddXml(Buffer.from(entry.bytes).toString("utf8"), task);
  const data = await readSheet(packZip(entries));
  return data.map((row) => row.map(cellText));
}

/** No document types, and no cell far out: one cell in the last corner would mean 17 thousand million. */
function refuseOddXml(text: string, task: Task): void {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new Fault("input", "sheet_xml");
  for (const match of text.matchAll(/[\s]r\s*=\s*["']\s*([A-Za-z]*)\s*([0-9]+)\s*["']/g)) {
    if ((match[1] ?? "").length > 2 || Number(match[2]) > task.rowsMost + 1)
      throw new Fault("input", "sheet_too_long");
  }
}

/** Dates as the sheet shows them; a time of day alone is a date of 1899. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "number") return numberText(cell);
  if (typeof cell === "string") return cell;
  if (!(cell instanceof Date)) return JSON.stringify(cell);
  if (Number.isNaN(cell.getTime())) return "?";
  const text = new Date(Math.round(cell.getTime() / 60_000) * 60_000).toISOString();
  const time = text.slice(11, 16);
  if (text < "1901") return time;
  return time === "00:00" ? text.slice(0, 10) : `${text.slice(0, 10)} ${time}`;
}

function numberText(value: number): string {
  return Number.isInteger(value) ? value.toFixed(0) : String(Number(value.toPrecision(12)));
}

function readCsv(task: Task): string[][] {
  const text = decode(task.bytes);
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text))
    throw new Fault("input", "not_a_sheet");
  const records: unknown = parseCsv(text, {
    bom: true,
    delimiter: delimiterOf(text),
    relaxColumnCount: true,
    skipEmptyLines: false,
    maxRecordSize: task.cellCharacters * task.columnsMost,
    to: task.rowsMost + 1,
  });
  if (!Array.isArray(records)) throw new Fault("input", "not_a_sheet");
  return records.map((row) => (Array.isArray(row) ? row.map(String) : []));
}

/** UTF-16 by its mark, UTF-8 when it is valid UTF-8, else GB18030, which Chinese Excel writes. */
function decode(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  for (const label of isUtf16 ? ["utf-16le"] : ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  throw new Fault("input", "not_a_sheet");
}

function delimiterOf(text: string): string {
  const line = text.slice(0, text.indexOf("\n") < 0 ? 2_000 : text.indexOf("\n"));
  return [",", "\t", ";"].toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ",";
}

const task: Task = workerData;
try {
  answer({ rows: await readRows(task) });
} catch (cause) {
  answer({ code: cause instanceof Fault ? cause.code : "not_a_sheet" });
}

function answer(message: { readonly rows: string[][] } | { readonly code: string }): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, no window
  parentPort?.postMessage(message);
}
