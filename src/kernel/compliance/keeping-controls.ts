import type { ArticleKey } from "../../contract/articles.ts";
import type { Control } from "./control.ts";

/** Articles 7, 8, 16 and 17: naming, copies, terms, archive and destruction. */
export const keepingControls = {
  "S0-7": { shows: ["itemsKept"], faults: ["misplaced"], evidence: ["vault.round-taken@1"] },
  "S0-8.1a": {
    shows: ["targets", "unprotected"],
    faults: ["targetsMissing", "damagedCopies"],
    evidence: ["copy.night-finished@1", "copy.target-added@1"],
  },
  "S0-8.1b": {
    shows: ["targets"],
    faults: ["nightsLate"],
    evidence: ["copy.night-finished@1"],
  },
  "S0-8.1c": {
    shows: [],
    faults: ["copyChecksOverdue", "trialsFailed"],
    evidence: ["copy.checked@1", "restore.tried@1"],
  },
  "S0-8.2": { shows: ["itemsKept"], faults: ["misplaced"], evidence: ["vault.round-taken@1"] },
  "S0-8.3.1": {
    shows: ["itemsT3", "itemsDue"],
    faults: ["destroyedEarly"],
    evidence: ["item.enrolled@1", "retention.tended@1"],
  },
  "S0-8.3.2": {
    shows: ["itemsT5", "itemsDue"],
    faults: ["destroyedEarly"],
    evidence: ["item.enrolled@1", "reclassification.decided@1"],
  },
  "S0-8.3.3": {
    shows: ["itemsP", "itemsHeld"],
    faults: ["permanentDestroyed"],
    evidence: ["hold.placed@1", "reclassification.decided@1"],
  },
  "S0-8.3.4": {
    shows: ["lessonsExternal"],
    faults: ["agreementsOverdue"],
    evidence: ["agreement.recorded@1"],
  },
  "S0-8.4a": { shows: [], faults: ["scansOverdue", "disksAlarming"], evidence: ["task.signed@1"] },
  "S0-8.4b": { shows: [], faults: ["capacityOverdue"], evidence: ["storage.reported@1"] },
  "S0-16": {
    shows: ["itemsArchived"],
    faults: ["archiveOverdue"],
    evidence: ["archive.opened@1", "archive.item-archived@1", "archive.received@1"],
  },
  "S0-17.1": {
    shows: ["itemsDue", "itemsHeld"],
    faults: ["reviewsOverdue"],
    evidence: ["destruction.submitted@1", "destruction.decided@1"],
  },
  "S0-17.2a": {
    shows: [],
    faults: ["destructionStopped", "deletionsOverdue"],
    evidence: ["destruction.verified@1", "destruction.finished@1"],
  },
  "S0-17.2b": {
    shows: [],
    faults: ["destructionStopped"],
    evidence: ["destruction.witnessed@1", "destruction.result-signed@1"],
  },
  "S0-17.3": { shows: [], faults: [], evidence: ["item.disposed@1"] },
} as const satisfies Partial<Record<ArticleKey, Control>>;
