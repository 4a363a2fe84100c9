/** Destruction: what is due is destroyed before two witnesses, and rolling footage by its yearly order. */
import { closeWeek } from "./close-week.ts";
import { decideDestruction, withdrawDestruction } from "./decide-destruction.ts";
import { executeDestruction } from "./execute-destruction.ts";
import { listCandidates } from "./list-candidates.ts";
import { changeList, coolList, listItems } from "./list-items.ts";
import { printDisposal } from "./print-disposal.ts";
import { printForm, readCertificate } from "./print-sheets.ts";
import { listDestructions, readDestruction } from "./read-destructions.ts";
import { rollFootage } from "./roll-footage.ts";
import { signResult } from "./sign-result.ts";
import { endOrder, readRolling, signOrder } from "./standing-orders.ts";
import { submitForm } from "./submit-form.ts";
import { sweepDestructions } from "./sweep-destructions.ts";
import { witnessDestruction } from "./witness-destruction.ts";
import { workDestructions } from "./work-destructions.ts";

/** A case's way, from its list to its certificate. */
export const destructions = {
  candidates: listCandidates,
  listItems,
  changeList,
  cool: coolList,
  submit: submitForm,
  decide: decideDestruction,
  withdraw: withdrawDestruction,
  witness: witnessDestruction,
  execute: executeDestruction,
  signResult,
  list: listDestructions,
  read: readDestruction,
  printForm,
  certificate: readCertificate,
  /** Paper and things: disposed of by the archives' rules, told on a line of F-22. */
  printDisposal,
  /** Jobs of the house. */
  work: workDestructions,
  sweep: sweepDestructions,
};

/** The standing order for rolling footage and what went by it (C-27). */
export const rolling = {
  read: readRolling,
  sign: signOrder,
  end: endOrder,
  roll: rollFootage,
  closeWeek,
};

export { type DestructionPoint, destructionPoints } from "./crash-points.ts";
export type { DerivedCopy, DestructionPorts } from "./ports.ts";
