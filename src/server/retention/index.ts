/** Retention: what is kept account of, by which claims, and until when. */
import { listAgreements, recordAgreement } from "./agreements.ts";
import { copyEvidence } from "./copy-evidence.ts";
import { disposeItem } from "./dispose-item.ts";
import { eraseEvidenceCopies } from "./erase-evidence-copies.ts";
import { evidenceIn, listEvidence } from "./read-evidence.ts";
import { fixEvidence } from "./fix-evidence.ts";
import { findItems, forecast, itemsIn, lessonKeeping, listItems } from "./read-items.ts";
import { liftHold } from "./lift-hold.ts";
import { listHolds } from "./read-holds.ts";
import { decideMove, listMoves, proposeMove } from "./moves.ts";
import { misfiledItems } from "./misfiled.ts";
import { listTerms, setTerm } from "./own-terms.ts";
import { placeHold } from "./place-hold.ts";
import { readItem } from "./item-view.ts";
import { remindEvidence, reportEvidence } from "./report-evidence.ts";
import { tallyItems } from "./tally-items.ts";

/** The register of keeping (留存台账). */
export const items = {
  list: listItems,
  read: readItem,
  find: findItems,
  forecast,
  inPeriod: itemsIn,
  ofLesson: lessonKeeping,
  dispose: disposeItem,
  /** For the nightly audit of the partitions. */
  misfiled: misfiledItems,
  tally: tallyItems,
};

/** Holds (冻结), placed with a reason, lifted by the director's signature only. */
export const holds = { list: listHolds, place: placeHold, lift: liftHold };

/** Fixed evidence (固定证据). */
export const evidence = {
  fix: fixEvidence,
  report: reportEvidence,
  list: listEvidence,
  inPeriod: evidenceIn,
  remind: remindEvidence,
  /** Jobs of the house: evidence lies apart, too, until what it shows is destroyed. */
  copyApart: copyEvidence,
  eraseCopies: eraseEvidenceCopies,
};

/** What cooperation agreements ask for. */
export const agreements = { list: listAgreements, record: recordAgreement };

/** The institution's own terms: never below the rule's, and never shorter for what is kept. */
export const terms = { list: listTerms, set: setTerm };

/** Moves between classes and partitions. */
export const reclassify = { propose: proposeMove, decide: decideMove, list: listMoves };

export { type Due, type DueAsk, due } from "./due.ts";
export { enrol } from "./enrol.ts";
export { type MarkedAct, type MarkedState, markState } from "./mark-state.ts";
export type { ItemStorage } from "./read-items.ts";
