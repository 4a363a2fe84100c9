import type { BoardCount, BoardFault } from "../../contract/board-figures.ts";
import type { Principle } from "../../contract/principles.ts";

export interface PrincipleCheck {
  readonly key: string;
  readonly shows: readonly BoardCount[];
  readonly faults: readonly BoardFault[];
  readonly path: string;
}

/** What each of the six principles is judged by (S0-3a). */
export const principleChecks = {
  captured: [
    { key: "recorder", shows: [], faults: ["recorderSilent"], path: "/supervision" },
    {
      key: "coverage",
      shows: ["lessonsHeld", "gapsStanding", "missingMs"],
      faults: ["gapsUnreasoned", "lessonsUnconfirmed"],
      path: "/interruptions",
    },
    { key: "cameras", shows: [], faults: ["cameraTroubles"], path: "/incidents" },
    {
      key: "exams",
      shows: ["lessonsExam"],
      faults: ["lessonsUnfilmed", "examsUnrecorded"],
      path: "/incidents",
    },
  ],
  genuine: [
    {
      key: "ledger",
      shows: ["ledgerEntries"],
      faults: ["ledgerFindings", "ledgerWritable"],
      path: "/ledger",
    },
    { key: "originals", shows: ["scrubbedObjects"], faults: ["damagedHere"], path: "/copies" },
  ],
  confidential: [
    {
      key: "secrets",
      shows: ["accountsOpen", "secretsFirst"],
      faults: ["secretsExpired", "secretsWeak"],
      path: "/passwords",
    },
    {
      key: "leaks",
      shows: ["eventsOpen"],
      faults: ["leaksOpen", "noticesUnreceipted"],
      path: "/events",
    },
    { key: "usb", shows: [], faults: ["usbUnknown"], path: "/usb" },
    { key: "loans", shows: [], faults: ["loansOverdue"], path: "/requests" },
  ],
  tiered: [
    {
      key: "duties",
      shows: ["accountsOpen"],
      faults: ["dutyViolations", "doubleAccounts", "directorsMissing"],
      path: "/sign-ins",
    },
    {
      key: "external",
      shows: ["accountsExternal"],
      faults: ["externalEndless", "externalExpired"],
      path: "/sign-ins",
    },
    {
      key: "rows",
      shows: ["strangerLooks", "tablesGuarded"],
      faults: ["strangerSees", "tablesUnguarded"],
      path: "/ledger?kind=act.refused@1",
    },
  ],
  retained: [
    {
      key: "copies",
      shows: ["targets", "unprotected"],
      faults: ["targetsMissing", "nightsLate", "damagedCopies", "trialsFailed"],
      path: "/copies",
    },
    {
      key: "terms",
      shows: ["itemsKept", "itemsDue", "itemsHeld"],
      faults: ["reviewsOverdue", "deletionsOverdue", "destroyedEarly", "permanentDestroyed"],
      path: "/retention",
    },
    { key: "partitions", shows: [], faults: ["misplaced"], path: "/storage" },
    { key: "disks", shows: [], faults: ["disksAlarming", "shortfalls"], path: "/storage" },
    {
      key: "ending",
      shows: ["itemsArchived"],
      faults: ["archiveOverdue", "destructionStopped"],
      path: "/archive",
    },
  ],
  traceable: [
    {
      key: "checkpoint",
      shows: ["ledgerEntries", "unsealedEntries"],
      faults: ["checkpointLate"],
      path: "/ledger",
    },
    { key: "looks", shows: ["viewings"], faults: ["viewingsUnmatched"], path: "/registers" },
    {
      key: "papers",
      shows: ["sheetsPrinted", "papersWaiting"],
      faults: ["papersMissing"],
      path: "/registers/reconciliation",
    },
    { key: "tasks", shows: [], faults: ["tasksOverdue"], path: "/tasks" },
    { key: "days", shows: [], faults: ["dayRed", "digestsLate"], path: "/supervision" },
    { key: "evidence", shows: [], faults: ["evidenceUnreported"], path: "/retention" },
  ],
} as const satisfies Readonly<Record<Principle, readonly PrincipleCheck[]>>;

type Checks = typeof principleChecks;
export type CheckKey = { [P in Principle]: Checks[P][number]["key"] }[Principle];
