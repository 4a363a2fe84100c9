/** Supervision: checks of each day, month and quarter, and what the director is told (S0-18, S0-4.1b). */
import { listDailyChecks, signDailyCheck } from "./daily-checks.ts";
import { acknowledgeDigest, listDigests, nameSuperior, readDigest } from "./digests.ts";
import { drawSpotCheck } from "./draw-spot-check.ts";
import { judgeToday } from "./judge-days.ts";
import { tendDigests } from "./make-digest.ts";
import { finishSpotCheck, noteSpotCheck } from "./note-spot-check.ts";
import { packSpotCheck } from "./pack-spot-check.ts";
import { printSelfCheck, selfCheckTable } from "./print-self-check.ts";
import { printSpotCheck } from "./print-spot-check.ts";
import { listSpotChecks, readSpotCheck } from "./read-spot-checks.ts";
import { listSelfChecks, readSelfCheck, signSelfCheck } from "./self-checks.ts";

/** The check of each day; `judge` is the house's own. */
export const dailyChecks = { judge: judgeToday, list: listDailyChecks, sign: signDailyCheck };

/** F-14. */
export const selfChecks = {
  list: listSelfChecks,
  read: readSelfCheck,
  sign: signSelfCheck,
  print: printSelfCheck,
  table: selfCheckTable,
};

export const spotChecks = {
  list: listSpotChecks,
  read: readSpotCheck,
  draw: drawSpotCheck,
  note: noteSpotCheck,
  finish: finishSpotCheck,
  print: printSpotCheck,
  pack: packSpotCheck,
};

/** What the director is told of each month; `tend` is the house's own. */
export const digests = {
  tend: tendDigests,
  list: listDigests,
  read: readDigest,
  acknowledge: acknowledgeDigest,
  nameSuperior,
};
