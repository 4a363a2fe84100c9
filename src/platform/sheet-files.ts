import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../contract/faults.ts";
import { writeDurablySync } from "./durable-file.ts";
import type { HousePaths } from "./paths.ts";

/** Keeps a printed sheet's file under an id of ours, once and for ever. */
export function keepSheetFile(paths: HousePaths, sheetId: string, pdf: Uint8Array): void {
  writeDurablySync(pathOf(paths, sheetId), pdf, "keep");
}

/** Throws Fault `absent` when the file is gone. */
export async function readSheetFile(paths: HousePaths, sheetId: string): Promise<Uint8Array> {
  return readFile(pathOf(paths, sheetId)).catch((cause: unknown) => {
    throw new Fault("absent", "sheet_missing", { cause, hint: sheetId });
  });
}

function pathOf(paths: HousePaths, sheetId: string): string {
  if (!/^[0-9a-f-]{36}$/.test(sheetId)) throw new Error("a sheet's file has a name of ours");
  return join(paths.sheets, `${sheetId}.pdf`);
}
