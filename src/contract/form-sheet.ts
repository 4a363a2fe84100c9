import type { Strokes } from "./approval.ts";

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

/** A form of one case: its columns become lines, in their order. */
export interface FormSheet {
  readonly title: string;
  readonly serial: string;
  /** SHA-256 of what the case itself says; printed at the foot and in the code. */
  readonly digest: string;
  readonly period: string;
  readonly count: string;
  readonly rows: readonly FormRow[];
}
