import type { FormSheet } from "../../contract/form-sheet.ts";
import type { Medium } from "../../platform/erase-file.ts";
import type { House } from "../../platform/house.ts";
import type { Trimmed } from "../../platform/trim-medium.ts";

/** A copy made from the item for somebody: removed where it lies here, listed where it has left. */
export interface DerivedCopy {
  readonly name: string;
  readonly state: "erased" | "listed";
}

/** What higher rooms and rooms beside this one do for a destruction; `main.ts` puts them together. */
export interface DestructionPorts {
  /** Removes what was made from this home and still lies in the house; tells of what left it. */
  readonly eraseDerived: (house: House, homeId: string) => Promise<readonly DerivedCopy[]>;
  /** Tells a medium of what was freed on it, where it can be told. */
  readonly trim: (medium: Medium) => Promise<Trimmed>;
  /** Makes an official sheet of one case as PDF. */
  readonly typeset: (house: House, sheet: FormSheet, printedBy: string) => Promise<Uint8Array>;
}
