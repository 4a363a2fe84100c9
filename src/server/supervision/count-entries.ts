import type { EntryKind } from "../../contract/entries.ts";
import type { Entry } from "../ledger/index.ts";

export function count(entries: readonly Entry[], ...kinds: readonly EntryKind[]): number {
  return entries.filter(({ leaf }) => kinds.some((kind) => kind === leaf.kind)).length;
}

/** Sum of a whole number of the bodies of one kind. */
export function sum(entries: readonly Entry[], kind: EntryKind, field: string): number {
  return entries
    .filter(({ leaf }) => leaf.kind === kind)
    .reduce((all, { leaf }) => {
      const value = leaf.body[field];
      return all + (typeof value === "number" ? value : 0);
    }, 0);
}
