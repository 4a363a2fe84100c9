/** Copies outside the house: places, nights, checks, repair, and forgetting. */
import { addTarget, askRun, endTarget } from "./add-target.ts";
import { auditTarget, tendAudits } from "./audit-target.ts";
import { carry, dropCarried } from "./carried.ts";
import { checkForgotten } from "./check-forgotten.ts";
import { copiesOf } from "./copies-of.ts";
import { carryLog } from "./carry-log.ts";
import { confirmEscrow, makeEscrow, makeEscrowAtTerminal, readEscrow } from "./escrow.ts";
import { readChecks, readCopies, readNights } from "./read-copies.ts";
import { beginTrial, copiedNames, finishTrial, listTrials, wrappingAt } from "./house-trials.ts";
import { pruneLog } from "./prune-log.ts";
import { repairLocal } from "./repair-local.ts";
import { tendScrub } from "./scrub.ts";
import { changeSettings, readSettings } from "./settings.ts";
import { targetFolders, targetNames } from "./target-names.ts";
import { tendHouseTrials } from "./tend-house-trials.ts";
import { tendNights } from "./tend-nights.ts";
import { tendChecks } from "./weekly-check.ts";

/** Where copies go. */
export const targets = { add: addTarget, end: endTarget, run: askRun, folders: targetFolders };

/** The key that people keep. */
export const escrow = {
  make: makeEscrow,
  makeAtTerminal: makeEscrowAtTerminal,
  confirm: confirmEscrow,
  read: readEscrow,
};

/** What runs by itself, and what was decided about it. */
export const copies = {
  tend: tendNights,
  carryLog,
  pruneLog,
  settings: readSettings,
  changeSettings,
  read: readCopies,
  nights: readNights,
  checks: readChecks,
};

/** What is looked at: a sample each week, the vault each night, names each night. */
export const checks = {
  tend: tendChecks,
  scrub: tendScrub,
  audits: tendAudits,
  audit: auditTarget,
  repair: repairLocal,
  /** What is left of a home that was forgotten, read at every place. */
  forgotten: checkForgotten,
};

/** The whole house restored for trial, each week from another place. */
export const trials = {
  tend: tendHouseTrials,
  begin: beginTrial,
  finish: finishTrial,
  list: listTrials,
  wrapping: wrappingAt,
  copied: copiedNames,
};

export type { HouseTrial } from "./house-trials.ts";
/** Files other rooms give into the care of the copies. */
export const carried = { add: carry, drop: dropCarried };

export { copiesOf, targetNames };
export type { HomeCopies } from "./copies-of.ts";
export { type Forgotten, forget, readForgotten, sweepForgetting } from "./forget.ts";
