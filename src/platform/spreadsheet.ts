import { Worker } from "node:worker_threads";
import writeXlsx from "write-excel-file/node";
import { type Outcome, granted, refused } from "../contract/outcome.ts";

/**
 * A table from outside, as rows of text: XLSX (its first sheet) or CSV (UTF-8 or GB18030), told apart
 * by content, never by name. Formulas are never evaluated; a cell is text. Reading happens in a thread
 * with bounded memory and time, so a crafted file costs at most that and never blocks the house.
 */
export interface SheetLimits {
  readonly rowsMost: number;
  readonly columnsMost: number;
  readonly cellCharacters: number;
}

const readWithinMs = 15_000;
const readWithinMegabytes = 256;

/** Refuses `timetable_unreadable` with the reason; the row at index 0 is the sheet's row 1. */
export function readTable(
  bytes: Uint8Array,
  limits: SheetLimits,
): Promise<Outcome<readonly (readonly string[])[]>> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./spreadsheet-worker.ts", import.meta.url), {
      workerData: { bytes, ...limits },
      resourceLimits: {
        maxOldGenerationSizeMb: readWithinMegabytes,
        maxYoungGenerationSizeMb: 32,
        stackSizeMb: 4,
      },
      stdout: true,
      stderr: true,
      env: {},
    });
    const finish = (outcome: Outcome<readonly (readonly string[])[]>) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(outcome);
    };
    const timer = setTimeout(
      () => finish(refused("timetable_unreadable", { reason: "too_slow" })),
      readWithinMs,
    );
    worker.once("message", (message: unknown) => finish(outcomeOf(message)));
    worker.once("error", () => finish(refused("timetable_unreadable", { reason: "too_large" })));
    worker.once("exit", () => finish(refused("timetable_unreadable", { reason: "too_large" })));
  });
}

function outcomeOf(message: unknown): Outcome<readonly (readonly string[])[]> {
  if (typeof message === "object" && message !== null && "rows" in message && isTable(message.rows))
    return granted(message.rows);
  const code =
    typeof message === "object" && message !== null && "code" in message
      ? String(message.code)
      : "not_a_sheet";
  return refused("timetable_unreadable", { reason: code });
}

function isTable(value: unknown): value is string[][] {
  return (
    Array.isArray(value) &&
    value.every((row) => Array.isArray(row) && row.every((cell) => typeof cell === "string"))
  );
}

export interface SheetPage {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}

/** An XLSX workbook of text cells, first row bold and kept in view: text cells are never formulas. */
export async function writeTable(pages: readonly SheetPage[]): Promise<Uint8Array> {
  const sheets = pages.map((page) => ({
    sheet: page.title,
    stickyRowsCount: 1,
    columns: (page.rows[0] ?? []).map((heading, at) => ({
      width: Math.max(10, 2 * Math.max(heading.length, page.rows[1]?.[at]?.length ?? 0)),
    })),
    data: page.rows.map((row, at) =>
      row.map((value) => ({
        value,
        type: String,
        ...(at === 0 ? { fontWeight: "bold" as const } : {}),
      })),
    ),
  }));
  return new Uint8Array(await writeXlsx(sheets).toBuffer());
}
