/** Copies outside the house: places, nights, checks, repair, and forgetting. */
import { addTarget, askRun, endTarget } from "./add-target.ts";
import { copiesOf } from "./copies-of.ts";
import { confirmEscrow, makeEscrow, makeEscrowAtTerminal, readEscrow } from "./escrow.ts";
import { changeSettings, readSettings } from "./settings.ts";
import { tendNights } from "./tend-nights.ts";

/** Where copies go. */
export const targets = { add: addTarget, end: endTarget, run: askRun };

/** The key that people keep. */
export const escrow = {
  make: makeEscrow,
  makeAtTerminal: makeEscrowAtTerminal,
  confirm: confirmEscrow,
  read: readEscrow,
};

/** What runs by itself, and what was decided about it. */
export const copies = { tend: tendNights, settings: readSettings, changeSettings };

export { type HomeCopies } from "./copies-of.ts";
export { copiesOf };
export { type Forgotten, forget, readForgotten, sweepForgetting } from "./forget.ts";
