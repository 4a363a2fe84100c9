import type { BookletLine } from "../../contract/archive.ts";
import type { FormSheet } from "../../contract/form-sheet.ts";
import type { House } from "../../platform/house.ts";

/** What the room that prints does for archiving; `main.ts` puts them together. */
export interface ArchivePorts {
  readonly typeset: (house: House, sheet: FormSheet, printedBy: string) => Promise<Uint8Array>;
  /** Every sheet printed in a span, with where its paper is. */
  readonly booklet: (
    house: House,
    span: { readonly fromMs: number; readonly toMs: number },
  ) => Promise<readonly BookletLine[]>;
}
