import type { ArticleKey } from "../../contract/articles.ts";
import type { Control } from "./control.ts";

/** Articles 9 to 15: looking, handing out, and the safety of both. */
export const lookingControls = {
  "S0-9.1a": {
    shows: ["strangerLooks", "tablesGuarded"],
    faults: ["strangerSees", "tablesUnguarded"],
    evidence: ["viewing.opened@1"],
  },
  "S0-9.1b": {
    shows: ["strangerLooks", "tablesGuarded"],
    faults: ["strangerSees", "tablesUnguarded"],
    evidence: ["account.changed@1"],
  },
  "S0-9.1c": {
    shows: ["ledgerEntries"],
    faults: ["ledgerWritable", "ledgerFindings"],
    evidence: ["account.changed@1", "setting.changed@1"],
  },
  "S0-9.1d": {
    shows: ["strangerLooks", "tablesGuarded"],
    faults: ["strangerSees", "tablesUnguarded"],
    evidence: ["viewing.opened@1"],
  },
  "S0-9.2": {
    shows: ["viewings"],
    faults: ["viewingsUnmatched", "checkpointLate"],
    evidence: ["viewing.opened@1", "viewing.closed@1"],
  },
  "S0-10a": {
    shows: ["viewings"],
    faults: ["viewingsUnmatched"],
    evidence: ["request.filed@1", "grant.used@1"],
  },
  "S0-10b": {
    shows: [],
    faults: ["viewingsUnmatched"],
    evidence: ["export.taken@1", "export.removed@1"],
  },
  "S0-11.1": {
    shows: [],
    faults: ["loansOverdue"],
    evidence: ["request.decided@1", "request.handed-over@1", "request.returned@1"],
  },
  "S0-11.2": {
    shows: [],
    faults: ["viewingsUnmatched"],
    evidence: ["request.decided@1", "request.paper-added@1"],
  },
  "S0-12.1": { shows: [], faults: [], evidence: ["request.filed@1"] },
  "S0-12.2a": {
    shows: ["scrubbedObjects"],
    faults: ["damagedHere"],
    evidence: ["copy.scrubbed@1", "check.finished@1"],
  },
  "S0-12.2b": {
    shows: [],
    faults: [],
    evidence: ["export.built@1", "library.added@1"],
  },
  "S0-13a": {
    shows: ["accountsOpen"],
    faults: ["doubleAccounts"],
    evidence: ["sign-in.opened@1", "account.opened@1"],
  },
  "S0-13b": {
    shows: ["accountsOpen", "secretsFirst"],
    faults: ["secretsExpired"],
    evidence: ["secret.changed@1"],
  },
  "S0-13c": { shows: ["accountsOpen"], faults: ["secretsWeak"], evidence: ["secret.changed@1"] },
  "S0-13d": {
    shows: [],
    faults: [],
    evidence: ["sign-in.locked@1", "sign-in.closed@1"],
  },
  "S0-14.1": {
    shows: [],
    faults: ["leaksOpen"],
    evidence: ["notice.accepted@1", "watermark.issued@1", "event.traced@1"],
  },
  "S0-14.2": {
    shows: ["strangerLooks", "tablesGuarded"],
    faults: ["strangerSees", "tablesUnguarded"],
    evidence: ["score.released@1", "score.exported@1"],
  },
  "S0-14.3": {
    shows: [],
    faults: ["usbUnknown"],
    evidence: ["usb.seen@1", "usb.imported@1", "medium.registered@1"],
  },
  "S0-15": {
    shows: ["eventsOpen"],
    faults: ["noticesUnreceipted"],
    evidence: ["event.declared@1", "event.notified@1", "event.receipted@1", "event.closed@1"],
  },
} as const satisfies Partial<Record<ArticleKey, Control>>;
