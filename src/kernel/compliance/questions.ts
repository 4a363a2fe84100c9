import type { AnswerFigure, BoardFault } from "../../contract/board-figures.ts";
import type { QuestionNumber } from "../../contract/compliance.ts";
import type { EntryKind } from "../../contract/entries.ts";

/** How a question of an inspector is answered. */
export interface Question {
  readonly no: QuestionNumber;
  /** The first one is the headline. */
  readonly shows: readonly AnswerFigure[];
  /** Not zero: something is wrong. */
  readonly faults: readonly (BoardFault | "unmatchedIn" | "unreasonedIn" | "camerasShort")[];
  /** Zero: what is asked for was never done. */
  readonly needs: readonly AnswerFigure[];
  /** Zero, all of them: there is no such thing in this house. `true`: no room keeps it. */
  readonly absent?: true | readonly AnswerFigure[];
  readonly path: string;
  readonly tables: readonly string[];
}

/** Figures of a period that are counts of entries. */
export const entryFigures = {
  roundsTaken: ["vault.round-taken@1"],
  requestsFiled: ["request.filed@1"],
  handedOver: ["request.handed-over@1"],
  returned: ["request.returned@1"],
  refusedAttempts: ["act.refused@1"],
  secretChanges: ["secret.changed@1"],
  nightsFinished: ["copy.night-finished@1"],
  nightsFailed: ["copy.night-failed@1"],
  copyChecks: ["copy.checked@1"],
  houseTrials: ["restore.tried@1"],
  destructions: ["destruction.finished@1"],
  itemsDestroyed: ["destruction.item-destroyed@1"],
  itemsPacked: ["archive.item-archived@1"],
  receipts: ["archive.received@1"],
  daysJudged: ["daily-check.judged@1"],
  daysSigned: ["daily-check.signed@1"],
  selfChecks: ["self-check.signed@1"],
  spotChecks: ["spot-check.finished@1"],
  ticketsOpened: ["maintenance.opened@1"],
  ticketsClosed: ["maintenance.closed@1"],
  rulesAcknowledged: ["rules.acknowledged@1"],
  listsClosed: ["attendance.closed@1"],
  marks: ["attendance.marked@1"],
  corrections: ["attendance.corrected@1"],
  incidentsRaised: ["incident.raised@1"],
  eventsDeclared: ["event.declared@1"],
  noticesSent: ["event.notified@1"],
  evidenceFixed: ["evidence.fixed@1"],
  holdsPlaced: ["hold.placed@1"],
  policiesPublished: ["policy.published@1"],
  policyReceipts: ["policy.acknowledged@1"],
} as const satisfies Partial<Record<AnswerFigure, readonly EntryKind[]>>;

/** The 25 questions of the catalogue's section 8. */
export const questions: readonly Question[] = [
  {
    no: "I-01",
    shows: ["roundsTaken", "ledgerEntries", "scrubbedObjects"],
    faults: ["ledgerFindings", "damagedHere", "checkpointLate"],
    needs: ["roundsTaken"],
    path: "/ledger?kind=vault.round-taken@1",
    tables: [],
  },
  {
    no: "I-02",
    shows: ["lessonsIn", "interruptions", "missingInMs"],
    faults: ["unreasonedIn"],
    needs: [],
    path: "/interruptions",
    tables: ["F-25"],
  },
  {
    no: "I-03",
    shows: ["viewingsIn", "byGrant"],
    faults: ["unmatchedIn"],
    needs: [],
    path: "/ledger?kind=viewing.opened@2",
    tables: ["F-03", "F-09", "F-20"],
  },
  {
    no: "I-04",
    shows: ["requestsFiled", "handedOver", "returned", "viewingsIn"],
    faults: ["unmatchedIn", "loansOverdue"],
    needs: [],
    path: "/registers",
    tables: ["F-03", "F-08", "F-09", "F-20", "F-23"],
  },
  {
    no: "I-05",
    shows: ["strangerLooks", "tablesGuarded", "refusedAttempts"],
    faults: ["strangerSees", "tablesUnguarded"],
    needs: [],
    path: "/ledger?kind=act.refused@1",
    tables: [],
  },
  {
    no: "I-06",
    shows: ["secretChanges", "accountsOpen", "secretsFirst"],
    faults: ["secretsExpired", "secretsWeak"],
    needs: [],
    path: "/passwords",
    tables: [],
  },
  {
    no: "I-07",
    shows: ["nightsFinished", "nightsFailed", "copyChecks", "houseTrials", "targets"],
    faults: ["targetsMissing", "nightsLate", "damagedCopies", "copyChecksOverdue", "trialsFailed"],
    needs: ["nightsFinished", "copyChecks", "houseTrials"],
    path: "/copies",
    tables: [],
  },
  {
    no: "I-08",
    shows: ["itemsKept"],
    faults: ["misplaced"],
    needs: [],
    path: "/storage",
    tables: [],
  },
  {
    no: "I-09",
    shows: ["itemsKept", "itemsDue", "itemsHeld", "itemsP"],
    faults: ["reviewsOverdue", "deletionsOverdue", "destroyedEarly", "permanentDestroyed"],
    needs: [],
    path: "/retention",
    tables: ["F-27"],
  },
  {
    no: "I-10",
    shows: ["destructions", "itemsDestroyed"],
    faults: ["destructionStopped", "destroyedEarly"],
    needs: [],
    path: "/destruction",
    tables: ["F-21", "F-22"],
  },
  {
    no: "I-11",
    shows: ["itemsPacked", "receipts"],
    faults: ["archiveOverdue"],
    needs: [],
    path: "/archive",
    tables: ["F-37"],
  },
  {
    no: "I-12",
    shows: ["daysJudged", "daysSigned", "selfChecks", "spotChecks"],
    faults: ["daysUnsigned", "monthsUnsigned", "quartersUnsigned"],
    needs: ["daysSigned"],
    path: "/supervision",
    tables: ["F-14"],
  },
  { no: "I-13", shows: [], faults: [], needs: [], absent: true, path: "/tasks", tables: [] },
  { no: "I-14", shows: [], faults: [], needs: [], absent: true, path: "/tasks", tables: [] },
  {
    no: "I-15",
    shows: ["ticketsOpened", "ticketsClosed", "ticketsOpen", "breachedIncidents"],
    faults: ["incidentsLate"],
    needs: [],
    path: "/maintenance",
    tables: ["F-05"],
  },
  {
    no: "I-16",
    shows: ["rollingCameras", "leastDays"],
    faults: ["camerasShort", "shortfalls"],
    needs: [],
    absent: ["rollingCameras"],
    path: "/storage",
    tables: ["F-31"],
  },
  {
    no: "I-17",
    shows: ["accountsOpen"],
    faults: [],
    needs: [],
    absent: true,
    path: "/sign-ins",
    tables: [],
  },
  {
    no: "I-18",
    shows: ["rulesAcknowledged"],
    faults: [],
    needs: [],
    absent: true,
    path: "/ledger?kind=rules.acknowledged@1",
    tables: [],
  },
  { no: "I-19", shows: [], faults: [], needs: [], absent: true, path: "/policies", tables: [] },
  {
    no: "I-20",
    shows: ["listsClosed", "marks", "corrections"],
    faults: [],
    needs: ["listsClosed"],
    path: "/ledger?kind=attendance.closed@1",
    tables: ["F-29"],
  },
  {
    no: "I-21",
    shows: ["incidentsRaised", "eventsDeclared", "noticesSent"],
    faults: ["noticesUnreceipted", "incidentsUnowned"],
    needs: [],
    path: "/events",
    tables: ["F-26"],
  },
  {
    no: "I-22",
    shows: ["ledgerEntries", "nightsFinished"],
    faults: ["ledgerFindings", "ledgerWritable", "checkpointLate"],
    needs: ["nightsFinished"],
    path: "/ledger",
    tables: [],
  },
  {
    no: "I-23",
    shows: ["ticketsOpened"],
    faults: [],
    needs: [],
    absent: true,
    path: "/maintenance",
    tables: ["F-04"],
  },
  {
    no: "I-24",
    shows: ["evidenceFixed", "holdsPlaced"],
    faults: ["evidenceUnreported"],
    needs: [],
    path: "/retention",
    tables: ["F-02", "F-11"],
  },
  {
    no: "I-25",
    shows: ["policiesInForce", "policiesPublished", "policyReceipts"],
    faults: ["rulesUnbased"],
    needs: ["policiesInForce"],
    path: "/policies?tab=rules",
    tables: [],
  },
];
