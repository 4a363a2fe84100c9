/** Conduct (违规与隐患): violations, misuse, damages and hazards, and what became of each (S0-19, S0-5.4.3). */
import { answerMatter, assignPeople, closeMatter } from "./handle-matter.ts";
import { linkEvidence } from "./link-evidence.ts";
import { lookForSigns } from "./look-for-signs.ts";
import { matterTable } from "./matter-table.ts";
import { listMatters, listOwnMatters, readMatter, readsMatterPaper } from "./read-matters.ts";
import { recordViolation, reportMatter } from "./report-matter.ts";
import { dismissSuspicion, listSuspicions, takeUpSuspicion } from "./suspicions.ts";

export const matters = {
  list: listMatters,
  own: listOwnMatters,
  read: readMatter,
  report: reportMatter,
  record: recordViolation,
  assign: assignPeople,
  link: linkEvidence,
  answer: answerMatter,
  close: closeMatter,
  table: matterTable,
  readsPaper: readsMatterPaper,
};

/** What the house found by itself; people decide. */
export const suspicions = {
  list: listSuspicions,
  takeUp: takeUpSuspicion,
  dismiss: dismissSuspicion,
  /** A job of the house. */
  look: lookForSigns,
};
