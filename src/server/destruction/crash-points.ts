/**
 * The steps of destroying one item and of ending its case, in order. Each tells that it was reached, so
 * that a test can end the process there; the same code, run again, does what is missing.
 */
export const destructionPoints = [
  "taken-up",
  "keys-destroyed",
  "keys-noted",
  "begun",
  "overwritten",
  "unlinked",
  "marked",
  "entered",
  "bytes-noted",
  "copies-purged",
  "copies-noted",
  "traces-removed",
  "traces-noted",
  "checked",
  "item-entered",
  "all-checked",
  "trimmed",
  "case-entered",
  "typeset",
  "kept",
  "finished",
] as const;
export type DestructionPoint = (typeof destructionPoints)[number];
export type Tell = (point: DestructionPoint) => void;

export const tellNobody: Tell = () => {};
