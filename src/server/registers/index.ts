/** Registers: what happened, as the official forms tell it, on the screen and on paper. */
import { joinAccess } from "./join-access.ts";
import {
  exportTable,
  listRegisters,
  listSheets,
  openSheet,
  readRegister,
} from "./list-registers.ts";
import { noteStray, pairSheet, reconcile } from "./pair-sheet.ts";
import { printCase, printRegister, typesetCase } from "./print-sheet.ts";
import { tellRegister } from "./register-file.ts";
import { typesetParticulars } from "./typeset-form.ts";
import { typesetTable } from "./typeset-table.ts";
import { isScanOfSheet } from "./registers.store.ts";
import type { House } from "../../platform/house.ts";

/** The lines of a register. */
export const registers = {
  list: listRegisters,
  read: readRegister,
  table: exportTable,
  /** For a package: nothing is entered, whoever packs enters it. */
  tell: tellRegister,
};

/** Printed sheets and where their papers are. */
export const sheets = {
  print: printRegister,
  printCase,
  typesetCase,
  typesetParticulars,
  typesetTable,
  list: listSheets,
  open: openSheet,
  pair: pairSheet,
  noteStray,
  reconcile,
  /** Whether a scan belongs to a sheet: then who reads registers may read it. */
  names: (house: House, paperId: string) => isScanOfSheet(house.db, house.siteId, paperId),
};

export { joinAccess };
export type { CasesOf } from "./read-lines.ts";
