import type { Cell } from "./cells.ts";

/** One line of a register: its number in the year, when it happened, its cells in the form's order. */
export interface Line {
  readonly number: string;
  readonly atMs: number;
  readonly cells: readonly Cell[];
  readonly requestId: string | null;
}

export interface LinePage {
  readonly fromMs: number;
  readonly toMs: number;
  readonly text: string;
  readonly offset: number;
  readonly most: number;
}

export interface Lines {
  readonly lines: readonly Line[];
  readonly total: number;
}
