/**
 * Readiness: the pre-class card (课前检查), the opening of exams, problem reports, and privacy events as
 * people declare and decide them.
 */
import { lookAtCard, signCard } from "./card.ts";
import { askOverride, decideOverride, openExam, whyNotOpened } from "./exams.ts";
import { declarePrivacy, decidePrivacy, endPrivacy } from "./privacy-acts.ts";
import { readReadiness, readWaiting } from "./read-readiness.ts";
import { reportProblem } from "./report-problem.ts";
import { acknowledgeRules, listAcknowledgements, readRules } from "./rules.ts";
import { currentRules, listRules, publishRules } from "./rules-versions.ts";
import { sweepCards } from "./sweep-cards.ts";
import { readToday } from "./today.ts";

export { takeGlance } from "./glance.ts";
export type { CardEyes } from "./see-cameras.ts";

export const readiness = {
  read: readReadiness,
  today: readToday,
  waiting: readWaiting,
  report: reportProblem,
};
export const cards = { look: lookAtCard, sign: signCard, sweep: sweepCards };
export const exams = {
  open: openExam,
  askOverride,
  decideOverride,
  whyNotOpened,
};
export const conductRules = {
  read: readRules,
  acknowledge: acknowledgeRules,
  list: listAcknowledgements,
  current: currentRules,
  versions: listRules,
  publish: publishRules,
};
export const privacyEvents = { declare: declarePrivacy, end: endPrivacy, decide: decidePrivacy };
