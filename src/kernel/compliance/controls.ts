import type { ArticleKey } from "../../contract/articles.ts";
import type { Control } from "./control.ts";
import { keepingControls } from "./keeping-controls.ts";
import { lookingControls } from "./looking-controls.ts";
import { recordingControls } from "./recording-controls.ts";

/** Every article with its control; the types tell when one is missing. */
export const controls: Readonly<Record<ArticleKey, Control>> = {
  ...recordingControls,
  ...keepingControls,
  ...lookingControls,
  "S0-18.1": {
    shows: [],
    faults: ["dayRed", "daysUnsigned"],
    evidence: ["daily-check.judged@1", "daily-check.signed@1"],
  },
  "S0-18.2": { shows: [], faults: ["monthsUnsigned"], evidence: ["self-check.signed@1"] },
  "S0-18.3": {
    shows: [],
    faults: ["quartersUnsigned"],
    evidence: ["spot-check.drawn@1", "spot-check.finished@1"],
  },
  "S0-19": {
    shows: ["suspicionsOpen", "mattersOpen"],
    faults: ["mattersUnowned"],
    evidence: ["violation.suspected@1", "violation.dismissed@1", "matter.closed@1"],
  },
  "S0-20": {
    shows: ["policiesInForce"],
    faults: ["rulesUnbased"],
    evidence: ["policy.published@1", "rule.based@1"],
  },
};
