import type { Say } from "./index.ts";
import { rowFaults } from "./zh-CN/row-faults.ts";
import { isRefusalCode } from "../ask.ts";

type RowFaultName = keyof typeof rowFaults;

function isRowFault(code: string): code is RowFaultName {
  return Object.hasOwn(rowFaults, code);
}

/** A cell's fault in words: its own word, else the refusal of the same name, else its code. */
export function faultWord(t: Say, code: string): string {
  const dashed = code.replaceAll("_", "-");
  if (isRowFault(dashed)) return t(`rowFaults/${dashed}`);
  return isRefusalCode(code) ? t(`refusals/${code}/what`) : code;
}
