import type { Strokes } from "../../contract/approval.ts";
import type { BookletLine } from "../../contract/archive.ts";
import type { House } from "../../platform/house.ts";

/** One line of a form: its title and what stands beside it. */
export interface FormRow {
  readonly title: string;
  readonly text: string;
  readonly marks: readonly { readonly line: string; readonly strokes: Strokes | null }[];
  readonly table: {
    readonly columns: readonly string[];
    /** Of the table's width, one for each column. */
    readonly shares: readonly number[];
    readonly rows: readonly (readonly string[])[];
  } | null;
}

export interface FormSheet {
  readonly title: string;
  readonly serial: string;
  readonly digest: string;
  readonly period: string;
  readonly count: string;
  readonly rows: readonly FormRow[];
}

/** What the room that prints does for archiving; `main.ts` puts them together. */
export interface ArchivePorts {
  readonly typeset: (house: House, sheet: FormSheet, printedBy: string) => Promise<Uint8Array>;
  /** Every sheet printed in a span, with where its paper is. */
  readonly booklet: (
    house: House,
    span: { readonly fromMs: number; readonly toMs: number },
  ) => Promise<readonly BookletLine[]>;
}
